// Pictures of skills, queues, away reasons, canned replies and widgets, at the desk and on a phone.
export async function play({ scene, act, BASE }) {
  const dev = (what, body) => act('all', what, body);
  for (const [size, width, height] of [
    ['', 1440, 900],
    ['-phone', 390, 844],
  ]) {
    const open = async (at, section, what) => {
      await at.goto(`${BASE}/admin/${section}`);
      await at.waitForSelector(what);
    };
    await scene(`service-skills${size}`, { user: 'all', width, height }, async (at, keep) => {
      await open(at, 'skills', '.matrix-cell');
      await keep('');
      await at.click('[data-at="1:2"]');
      await at.keyboard.press('8');
      await at.keyboard.press('ArrowDown');
      await at.keyboard.press('1');
      await at.keyboard.press('0');
      await keep('edited');
      await dev('service-next', { status: 409, code: 'agent.stale' });
      await at.click('.matrix-foot .ant-btn-primary');
      await at.waitForSelector('.matrix-faulty');
      await keep('stale');
      await open(at, 'skills/catalogue', '.sheet-table');
      await keep('catalogue');
      await at.click('.sheet-table .link >> nth=2');
      await at.waitForSelector('.form-drawer input');
      await at.waitForTimeout(400);
      await keep('form');
    });
    await scene(`service-queues${size}`, { user: 'all', width, height }, async (at, keep) => {
      await open(at, 'queues', '.list-row');
      await keep('');
      await at.click('.list-row >> nth=1');
      await at.waitForSelector('.able-list');
      await keep('detail');
      await at.click('.detail-head .ant-btn-primary');
      await at.waitForSelector('.need-row');
      await at.waitForTimeout(400);
      await keep('form');
      await at.click('.form-group .ant-btn:has(.anticon-plus)');
      await at.click('.form-foot .ant-btn-primary');
      await at.waitForSelector('.form-note.problem');
      await keep('wrong');
      await at.click('.need-row:last-child > button');
      await dev('service-next', { status: 409, code: 'queue.stale' });
      await at.click('.form-foot .ant-btn-primary');
      await at.waitForSelector('.form-drawer .ant-alert');
      await keep('stale');
    });
    await scene(`service-reasons${size}`, { user: 'all', width, height }, async (at, keep) => {
      await open(at, 'away-reasons', '.reason');
      await keep('');
      await at.click('.reason >> nth=1 >> button >> nth=2');
      await at.waitForSelector('.form-drawer input');
      await at.waitForTimeout(400);
      await keep('form');
    });
    await scene(`service-replies${size}`, { user: 'all', width, height }, async (at, keep) => {
      await open(at, 'replies', '.list-row');
      await at.click('.list-row >> nth=0');
      await at.waitForSelector('.reply-bubble');
      await keep('');
      await at.click('.detail-head .ant-btn-primary');
      await at.waitForSelector('.form-drawer textarea');
      await at.fill('.form-drawer textarea', '您好 {{custmer}}，我是{{agent}}。');
      await at.waitForTimeout(400);
      await keep('form');
    });
    await scene(`service-widgets${size}`, { user: 'all', width, height }, async (at, keep) => {
      await open(at, 'widgets', '.list-row');
      await at.click('.list-row >> nth=0');
      await at.waitForSelector('.widget-panel');
      await keep('');
      await at.click('.detail-head .ant-btn-primary');
      await at.waitForSelector('.widget-edit');
      await at.waitForTimeout(400);
      await keep('form');
      await at.keyboard.press('Escape');
      if (!size) {
        await at.click('.list-row >> nth=1');
        await at.click('.detail-side .choice-one >> nth=1');
        await keep('closed');
      }
    });
  }
  await scene('service-own-replies', { user: 'all' }, async (at, keep) => {
    await at.goto(`${BASE}/workspace`);
    await at.waitForSelector('.card');
    await at.keyboard.press('Alt+1');
    await at.waitForSelector('.bubble');
    await at.fill('.composer textarea', '/');
    await at.waitForSelector('.replies-keep');
    await keep('list');
    await at.click('.replies-keep');
    await at.waitForSelector('.form-drawer .list-row');
    await at.waitForTimeout(400);
    await keep('');
  });
  await scene('service-forbidden', { user: 'auditor', variants: [['zh', 'light']] }, async (at, keep) => {
    await at.goto(`${BASE}/admin/queues`);
    await at.waitForTimeout(500);
    await keep('');
  });
  await scene('service-empty', { user: 'all', variants: [['zh', 'light']] }, async (at, keep) => {
    await dev('service-empty', { on: true });
    for (const section of ['skills', 'queues', 'replies', 'widgets']) {
      await at.goto(`${BASE}/admin/${section}`);
      await at.waitForTimeout(400);
      await keep(section);
    }
    await dev('service-empty', { on: false });
  });
}
