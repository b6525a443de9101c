// Pictures of what a supervisor sees of routing: why somebody waits, priorities, an agent's day, the day's charts, alerts.
const ALL = [
  ['zh', 'light'],
  ['zh', 'dark'],
  ['en', 'light'],
  ['en', 'dark'],
];

export async function play({ scene, act, BASE }) {
  for (const [size, width, height] of [
    ['', 1440, 900],
    ['-phone', 390, 844],
  ]) {
    const look = { user: 'all', width, height, variants: ALL };
    const floor = async (at) => {
      await at.goto(`${BASE}/floor`);
      await at.waitForSelector('.floor-row');
      await at.waitForTimeout(800);
    };
    const line = async (at, queue = /信用卡服务|Card service/) => {
      await floor(at);
      await at.click(`.row-name >> text=${queue}`);
      await at.waitForSelector('.waiting');
    };
    await scene(`why${size}`, look, async (at, keep) => {
      await line(at);
      await at.click('.waiting tbody tr:nth-child(3) .row-act button >> nth=0');
      await at.waitForSelector('.story-moments li:nth-child(2)');
      await at.waitForSelector('.why-group');
      await at.waitForTimeout(400);
      await keep('');
      await at.evaluate(() => document.querySelector('.why-body')?.scrollTo(0, 9_999));
      await keep('story');
      await at.click('.story-moments li:nth-child(4) button');
      await at.waitForSelector('.why-then');
      await at.evaluate(() => document.querySelector('.why-body')?.scrollTo(0, 0));
      await keep('then');
      await at.keyboard.press('Escape');
      await at.waitForSelector('.why-then', { state: 'detached' });
      await at.keyboard.press('Escape');
      await at.waitForSelector('.why', { state: 'detached' });
      await at.click('.waiting tbody tr:nth-child(2) button.priority');
      await at.waitForTimeout(300);
      await keep('priority');
      await at.click('.ant-dropdown-menu-item >> nth=0');
      await at.waitForSelector('.moved');
      await keep('raised');
      await at.click('.moved button');
      await at.waitForSelector('.moved', { state: 'detached' });
      await at.click('.waiting tbody tr:nth-child(1) .row-act button >> nth=0');
      await at.waitForSelector('.why-answer');
      await keep('offered');
      await act('all', 'why-fails', { on: true });
      await at.keyboard.press('Escape');
      await at.click('.waiting tbody tr:nth-child(4) .row-act button >> nth=0');
      await at.waitForSelector('.why .told', { timeout: 15_000 });
      await keep('failed');
      await act('all', 'why-fails', { on: false });
      await at.keyboard.press('Escape');
      await line(at, /Hong Kong branch/);
      await at.click('.waiting tbody tr:nth-child(1) .row-act button >> nth=0');
      await at.waitForSelector('.why-answer');
      await at.waitForTimeout(300);
      await keep('nobody');
    });
    await scene(`charts${size}`, look, async (at, keep) => {
      await floor(at);
      await keep('');
      await at.click('.alerts-more');
      await at.waitForSelector('.alert-row');
      await keep('alerts');
      await at.keyboard.press('Escape');
      for (const [nth, view] of ['level', 'wait', 'abandoned', 'occupancy'].entries()) {
        await at.click(`.tile >> nth=${nth}`);
        await at.evaluate(() => document.querySelector('.tiles').scrollIntoView({ block: 'start' }));
        await at.waitForTimeout(300);
        await keep(view);
      }
      await at.click('.panel-head .push[aria-pressed]');
      await keep('table');
    });
    await scene(`rules${size}`, look, async (at, keep) => {
      await at.goto(`${BASE}/admin/alerts`);
      await at.waitForSelector('.list-row');
      await at.click('.list-row >> nth=1');
      await at.waitForSelector('.detail-head');
      await keep('');
      await at.click('.detail-head .ant-btn-primary');
      await at.waitForSelector('.rule-says');
      await at.waitForTimeout(400);
      await keep('form');
      await at.fill('.form-drawer input[role=spinbutton] >> nth=0', '');
      await at.click('.form-foot .ant-btn-primary');
      await at.waitForSelector('.form-note.problem');
      await keep('wrong');
    });
    await scene(`day${size}`, look, async (at, keep) => {
      await floor(at);
      await at.click('.agent-row .agent-name >> nth=4');
      await at.waitForSelector('.strip');
      await at.waitForTimeout(400);
      await keep('');
      await at.evaluate(() => document.querySelector('.agent-day .why-body')?.scrollTo(0, 9_999));
      await keep('low');
      await at.click('.day-nav button >> nth=0');
      await at.waitForTimeout(600);
      await keep('before');
    });
    await scene(`steps${size}`, look, async (at, keep) => {
      await at.goto(`${BASE}/admin/queues`);
      await at.waitForSelector('.list-row');
      await at.click('text=/贷款咨询|Loans/ >> nth=0');
      await at.waitForSelector('.qsteps-read .able');
      await at.waitForTimeout(300);
      await keep('path');
      await at.click('.detail-head .ant-btn-primary');
      await at.waitForSelector('.form-drawer .qstep .able');
      await at.waitForTimeout(500);
      await at.evaluate(() => document.querySelector('.form-drawer .qsteps').scrollIntoView({ block: 'start' }));
      await keep('editor');
      await at.click('.form-drawer .qstep:nth-child(1) .able-who summary');
      await at.click('.form-drawer .qstep:nth-child(2) .qstep-head .push button >> nth=0');
      await at.waitForTimeout(500);
      await keep('moved');
      await at.evaluate(() => document.querySelector('.form-drawer .qsteps').scrollIntoView({ block: 'end' }));
      await keep('low');
    });
  }
}
