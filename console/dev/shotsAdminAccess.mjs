// Pictures of institutions, operators and business hours.
const SIZES = [
  ['', 1440, 900],
  ['-phone', 390, 844],
];

export async function play({ scene, act, BASE }) {
  for (const [size, width, height] of SIZES) {
    const phone = size !== '';
    await scene(`admin-institutions${size}`, { user: 'administrator', width, height }, async (at, keep) => {
      await at.goto(`${BASE}/admin`);
      await at.waitForSelector('.tree-row');
      await keep('');
      await at.click('.tree-row >> nth=3');
      await at.waitForSelector('.detail-head h2');
      await keep('detail');
      if (phone) return;
      await at.click('.detail-head button >> nth=1');
      await at.waitForSelector('.form');
      await act('administrator', 'conflict');
      await at.fill('.form input >> nth=0', '上海滨江旗舰支行');
      await at.click('.form-foot .ant-btn-primary');
      await at.waitForSelector('.ant-alert-warning');
      await keep('stale');
      await at.keyboard.press('Escape');
      await at.waitForTimeout(400);
      await keep('dirty');
    });

    await scene(`admin-operators${size}`, { user: 'administrator', width, height }, async (at, keep) => {
      await at.goto(`${BASE}/admin/operators`);
      await at.waitForSelector('.list-row');
      await keep('');
      await at.click('.list-row >> nth=0');
      await at.waitForSelector('.level-chip');
      await keep('detail');
      await at.click('.detail-part:nth-of-type(3) header button');
      await at.waitForSelector('.level-row');
      await at.waitForTimeout(400);
      await keep('abilities');
      await at.keyboard.press('Escape');
      await at.waitForTimeout(400);
      if (phone) return;
      await at.click('.detail-part:nth-of-type(2) header button');
      await at.waitForSelector('.role-row');
      await at.waitForTimeout(400);
      await keep('roles');
      await at.keyboard.press('Escape');
      await at.waitForTimeout(400);
      await at.click('.account-acts .ant-btn-dangerous');
      await at.waitForSelector('.ant-modal');
      await at.waitForTimeout(400);
      await keep('lock');
      await at.keyboard.press('Escape');
      await at.waitForTimeout(400);
      await at.click('.admin-acts button');
      await at.waitForSelector('.form');
      await at.click('.form-foot .ant-btn-primary');
      await at.waitForTimeout(400);
      await keep('add');
      await at.keyboard.press('Escape');
      await at.waitForTimeout(400);
      await at.click('.account-acts button >> nth=0');
      await at.waitForSelector('.form');
      await at.waitForTimeout(400);
      await keep('password');
      await at.click('.form-foot .ant-btn-primary');
      await at.waitForSelector('.once');
      await at.waitForTimeout(400);
      await keep('once');
    });

    await scene(`admin-hours${size}`, { user: 'administrator', width, height }, async (at, keep) => {
      await at.goto(`${BASE}/admin/hours`);
      await at.waitForSelector('.list-row');
      await keep('');
      await at.click('.list-row >> nth=1');
      await at.waitForSelector('.week');
      await keep('detail');
      await at.click('.detail-head .ant-btn-primary');
      await at.waitForSelector('.week-editor');
      await at.waitForTimeout(400);
      await keep('form');
      await at.fill('.day-input >> nth=1', '9-12 22-6');
      await at.keyboard.press('ArrowDown');
      await at.keyboard.press('Control+d');
      await at.fill('.day-input >> nth=4', '9-12, noon');
      await at.fill('.day-input >> nth=5', '10-12');
      await at.waitForTimeout(200);
      await keep('typed');
    });
  }
}
