// Drives Chromium through every view and state against the stand-in server and keeps a picture of each.
// CHROMIUM, SHOTS (folder), SHOTS_PORT and ONLY (part of a name) may be set.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import * as adminAccess from './shotsAdminAccess.mjs';
import * as adminService from './shotsAdminService.mjs';
import * as floor from './shotsFloor.mjs';

const OUT = process.env.SHOTS ?? '/tmp/console-shots';
const ONLY = process.env.ONLY;
const PORT = Number(process.env.SHOTS_PORT ?? 8091);
const BASE = `http://localhost:${PORT}`;
mkdirSync(OUT, { recursive: true });
const server = spawn(process.execPath, [new URL('server.mjs', import.meta.url).pathname], {
  env: { ...process.env, PORT },
  stdio: ['ignore', 'pipe', 'inherit'],
});
await new Promise((ready) => server.stdout.once('data', ready));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const faults = [];

async function page({ user, language = 'zh', mode = 'light', width = 1440, height = 900 }) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: mode,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  if (user) await context.addCookies([{ name: 'user', value: user, url: BASE }]);
  await context.addInitScript(([spoken]) => localStorage.setItem('airbranch.language', spoken), [language]);
  const opened = await context.newPage();
  opened.setDefaultTimeout(12_000);
  opened.on('pageerror', (fault) => faults.push(String(fault)));
  opened.on(
    'console',
    (said) => said.type() === 'error' && !/401|409|423|404|WebSocket|422/.test(said.text()) && faults.push(said.text()),
  );
  return opened;
}

const act = (user, what, body = {}) =>
  fetch(`${BASE}/dev/${what}?user=${user}`, { method: 'POST', body: JSON.stringify(body) });
const variants = [
  ['zh', 'light'],
  ['en', 'dark'],
];

async function scene(name, options, play) {
  if (ONLY && !name.includes(ONLY)) return;
  for (const [language, mode] of options.variants ?? variants) {
    const shot = await page({ ...options, language, mode });
    try {
      await play(
        shot,
        async (state) => {
          await shot.waitForTimeout(250);
          await shot.screenshot({ path: `${OUT}/${name}${state ? `-${state}` : ''}-${language}-${mode}.png` });
        },
        language,
      );
    } catch (fault) {
      faults.push(`${name} ${language}: ${fault.message.split('\n')[0]}`);
      await shot.screenshot({ path: `${OUT}/FAILED-${name}-${language}.png` });
    }
    await shot.context().close();
  }
}

for (const [size, width, height] of [
  ['', 1440, 900],
  ['-phone', 390, 844],
])
  await scene(`sign-in${size}`, { width, height }, async (at, keep) => {
    await at.goto(`${BASE}/sign-in`);
    await at.waitForSelector('#username');
    await keep('');
    await at.fill('#username', 'locked');
    await at.fill('#password', 'x');
    await at.click('button[type=submit]');
    await at.waitForSelector('.signin-refusal:not(.signin-refusal-none)');
    await keep('locked');
    await at.fill('#username', 'totp');
    await at.click('button[type=submit]');
    await at.waitForSelector('#code');
    await keep('code');
    await at.click('.signin-back');
    await at.fill('#username', 'change');
    await at.click('button[type=submit]');
    await at.waitForSelector('#next');
    await keep('change');
  });

await scene('workspace', { user: 'all' }, async (at, keep) => {
  await at.goto(`${BASE}/workspace`);
  await at.waitForSelector('.card');
  await keep('choose');
  await at.keyboard.press('Alt+1');
  await at.waitForSelector('.bubble');
  await act('all', 'offer', { index: 3 });
  await act('all', 'notice');
  await at.waitForSelector('.offer');
  await keep('offer');
  await at.fill('.composer textarea', '/');
  await at.waitForSelector('.reply');
  await keep('replies');
  await at.keyboard.press('ArrowDown');
  await at.keyboard.press('ArrowDown');
  await at.keyboard.press('Enter');
  await keep('reply-filled');
  await at.keyboard.press('Enter');
  await act('all', 'picture');
  await act('all', 'typing', { text: '那我的还款日…' });
  await at.waitForSelector('.picture img');
  await keep('sent');
  await at.keyboard.press('Alt+Shift+2');
  await at.waitForSelector('#case-title');
  await keep('case');
  await act('all', 'conflict');
  await at.selectOption('#case-priority', 'urgent');
  await at.waitForSelector('.conflict');
  await keep('case-conflict');
  await at.keyboard.press('Alt+Shift+3');
  await at.waitForSelector('.history-row');
  await at.click('.history-row');
  await at.waitForSelector('.past p');
  await keep('history');
  await at.keyboard.press('Alt+T');
  await at.waitForSelector('.target');
  await keep('transfer');
  await at.keyboard.press('Escape');
  await at.keyboard.press('Alt+3');
  await at.waitForSelector('.identify');
  await at.fill('.identify input', '罗婉');
  await at.waitForSelector('.hits li');
  await keep('identify');
  await act('all', 'customer-line', { nth: 2, connected: false });
  await at.waitForSelector('.talk-warn');
  await keep('customer-gone');
  await at.keyboard.press('Alt+E');
  await at.waitForSelector('.ask');
  await keep('end-question');
  await at.keyboard.press('Escape');
  await act('all', 'hold', { on: true });
  await at.waitForSelector('.line-reconnecting');
  await at.fill('.composer textarea', '这一句在断线时写下');
  await at.keyboard.press('Enter');
  await keep('disconnected');
  await act('all', 'hold', { on: false });
  await at.waitForSelector('.line-live', { timeout: 20000 });
  await at.waitForSelector('.msg-sending', { state: 'detached' });
  await keep('reconnected');
  await act('all', 'health', { database: 'down' });
  await at.fill('.composer textarea', '数据库不可用时写下');
  await at.keyboard.press('Enter');
  await keep('database-down');
  await act('all', 'health', { database: 'up' });
  await at.waitForSelector('.msg-sending', { state: 'detached' });
  await at.fill('.composer textarea', '/refuse');
  await at.keyboard.press('Escape');
  await at.keyboard.press('Alt+?');
  await act('all', 'end', { nth: 1 });
  await at.keyboard.press('Alt+2');
  await at.waitForSelector('.wrapup');
  await at.click('.chip >> nth=2');
  await keep('wrap-up');
  await at.keyboard.press('Control+k');
  await at.waitForSelector('.palette-input');
  await at.fill('.palette-input', '账单');
  await at.waitForTimeout(300);
  await keep('palette');
  await at.keyboard.press('Escape');
  await at.waitForTimeout(300);
  await at.click('.top-tools button >> nth=1');
  await at.waitForSelector('.keys');
  await keep('keys');
});

await scene('workspace-many', { user: 'agent', variants: [['zh', 'light']] }, async (at, keep) => {
  await at.goto(`${BASE}/workspace`);
  await at.waitForSelector('.card');
  await act('agent', 'many', { count: 2000 });
  await at.keyboard.press('Alt+1');
  await at.waitForSelector('.lines-earlier');
  for (let i = 0; i < 10; i++) {
    await at.evaluate(() => {
      document.querySelector('.lines').scrollTop = 0;
    });
    await at.waitForTimeout(150);
  }
  const took = await at.evaluate(async () => {
    const began = performance.now();
    const view = document.querySelector('.lines');
    view.scrollTop = view.scrollHeight;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return { rows: view.children.length, ms: Math.round(performance.now() - began) };
  });
  console.log('2,000 lines:', took);
  await keep('');
});

for (const [size, width, height] of [
  ['', 1440, 900],
  ['-phone', 390, 844],
])
  await scene(`floor${size}`, { user: 'supervisor', width, height }, async (at, keep) => {
    await at.goto(`${BASE}/floor`);
    await at.waitForSelector('.floor-row');
    await at.waitForTimeout(1200);
    await keep('');
    await at.click('.row-name >> text=/信用卡服务|Card service/');
    await at.waitForSelector('.waiting');
    await keep('waiting');
    await at.click('.waiting .row-act button >> nth=3');
    await at.waitForSelector('.move-menu');
    await keep('move');
    await at.click('.move-menu .ant-dropdown-menu-item >> nth=2');
    await at.waitForSelector('.moved');
    await keep('moved');
    await at.click('.moved button');
    await at.waitForSelector('.moved', { state: 'detached' });
    await keep('undone');
    if (size) return;
    await at.focus('.waiting .serving >> nth=0');
    await at.keyboard.press('m');
    await at.waitForTimeout(400);
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) await at.keyboard.press(key);
    await at.waitForSelector('.moved');
    await at.keyboard.press('z');
    await at.waitForSelector('.moved', { state: 'detached' });
    await at.click('.row-name >> text=/信用卡服务|Card service/');
    await at.hover('.figure >> nth=3');
    await at.waitForTimeout(500);
    await keep('explained');
    await at.click('.serving >> nth=0');
    await at.waitForSelector('.watch .bubble');
    await keep('watch');
    await at.click('.watch-in');
    await at.waitForSelector('.watch textarea');
    await keep('stepped-in');
  });

for (const [size, width, height] of [
  ['', 1440, 900],
  ['-phone', 390, 844],
])
  await scene(`audit${size}`, { user: 'auditor', width, height }, async (at, keep) => {
    await act('auditor', 'break-chain');
    await at.goto(`${BASE}/audit`);
    await at.waitForSelector('.audit-rows .audit-row');
    await keep('');
    await at.click('.audit-weighty >> nth=0');
    await at.waitForSelector('.audit-detail');
    await keep('detail');
    await at.goto(`${BASE}/audit?action=case.state`);
    await at.click('.audit-rows .audit-row >> nth=0');
    await at.waitForSelector('.audit-changes');
    await keep('changes');
    await at.keyboard.press('Escape');
    await at.click('.chain .push');
    await at.waitForSelector('.chain-bar');
    await keep('verifying');
    await at.waitForSelector('.chain-ok');
    await keep('intact');
    await act('auditor', 'break-chain', { at: 1834 });
    await at.click('.chain .push');
    await at.waitForSelector('.told-act');
    await keep('broken');
    await at.goto(`${BASE}/audit?q=nothing-of-the-kind&period=hour`);
    await at.waitForSelector('.audit-list .told');
    await keep('none');
  });

for (const [size, width, height] of [
  ['', 1440, 900],
  ['-phone', 390, 844],
])
  await scene(`cases${size}`, { user: 'all', width, height }, async (at, keep) => {
    await at.goto(`${BASE}/cases?owner=team`);
    await at.waitForSelector('.record');
    await keep('list');
    await at.keyboard.press('ArrowDown');
    await at.keyboard.press('ArrowDown');
    await keep('cursor');
    await at.keyboard.press('Enter');
    await at.waitForSelector('.story li');
    await keep('detail');
    await at.keyboard.press('n');
    await at.keyboard.type('客户同意明天上午再联系');
    await act('all', 'case-changed');
    await act('all', 'case-new');
    await at.waitForTimeout(1500);
    await keep('note-typed');
    await at.keyboard.press('Control+Enter');
    await act('all', 'conflict');
    await at.selectOption('.sides select >> nth=0', 'urgent');
    await at.waitForSelector('.conflict');
    await keep('conflict');
    await at.click('.meanwhile button');
    await at.selectOption('.sides select >> nth=0', 'low');
    await at.waitForSelector('.done');
    await keep('done');
    await at.click('.ways button >> nth=2');
    await at.waitForSelector('.ways-why');
    await at.click('.promised button');
    await at.waitForSelector('.moment');
    await at.click('.owner button >> nth=-1');
    await at.waitForSelector('.give-person');
    await at.click('.story-contact button');
    await at.waitForSelector('.past p');
    await keep('all-open');
    await at.goto(`${BASE}/cases?owner=me&overdue=true`);
    await at.waitForTimeout(600);
    await keep('overdue');
    await at.fill('.records-head input', '没有这样的');
    await at.waitForTimeout(900);
    await keep('none');
    await at.goto(`${BASE}/cases?owner=team`);
    await at.waitForSelector('.record');
    await act('all', 'hold', { on: true });
    await at.waitForSelector('.records-stale');
    await keep('stale');
    await act('all', 'hold', { on: false });
  });

for (const [size, width, height] of [
  ['', 1440, 900],
  ['-phone', 390, 844],
])
  await scene(`customers${size}`, { user: 'all', width, height }, async (at, keep) => {
    await at.goto(`${BASE}/customers`);
    await at.waitForSelector('.records-head input');
    await keep('start');
    await at.fill('.records-head input', '没有这样的');
    await at.waitForSelector('.link');
    await keep('none');
    await at.click('.link');
    await at.waitForSelector('.register');
    await keep('register');
    await at.click('.register button >> nth=-1');
    await at.fill('.records-head input', '13800002046');
    await at.waitForSelector('.record');
    await keep('found');
    await at.click('.record >> nth=0');
    await at.waitForSelector('.facts dd');
    await keep('detail');
    await at.click('.facts button >> nth=1');
    await at.waitForSelector('.reveal');
    await keep('why');
    await at.selectOption('.reveal select', 'call-back');
    await at.click('.reveal button[type=submit]');
    await at.waitForSelector('.revealed');
    await at.click('.history-row >> nth=0');
    await at.waitForSelector('.past p');
    await keep('revealed');
  });

await scene('cases-reader', { user: 'analyst', variants: [['zh', 'light']] }, async (at, keep) => {
  await at.goto(`${BASE}/cases`);
  await at.waitForSelector('.record, .told');
  await keep('');
  await at.goto(`${BASE}/customers`);
  await at.waitForTimeout(500);
  await keep('forbidden');
});

for (const [size, width, height] of [
  ['', 1440, 900],
  ['-phone', 390, 844],
])
  await scene(`account${size}`, { user: 'agent', width, height }, async (at, keep) => {
    await at.goto(`${BASE}/workspace`);
    await at.click('text=/陈思远|Chen Siyuan/ >> nth=0');
    await at.click('.ant-dropdown-menu-item >> nth=1');
    await at.waitForSelector('.secret, .row button');
    await at.click('.row button');
    await at.waitForSelector('.qr svg');
    await keep('qr');
    await at.fill('input[autocomplete=one-time-code]', '123456');
    await at.keyboard.press('Enter');
    await at.waitForSelector('.tag-on');
    await at.click('.row button');
    await keep('remove');
    await act('agent', 'totp', {});
  });

for (const role of ['administrator', 'auditor'])
  await scene(`shell-${role}`, { user: role, variants: [['zh', 'light']] }, async (at, keep) => {
    await at.goto(`${BASE}/`);
    await at.waitForTimeout(800);
    await keep('');
    await at.goto(`${BASE}/workspace`);
    await at.waitForTimeout(500);
    await keep('forbidden');
  });

for (const part of [adminAccess, adminService, floor]) await part.play({ scene, act, BASE });

await browser.close();
server.kill();
console.log(faults.length === 0 ? 'no faults' : faults.join('\n'));
process.exit(faults.length === 0 ? 0 : 1);
