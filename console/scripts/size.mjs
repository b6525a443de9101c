// Checks the budget of each view: what the browser fetches (gzip) until the view's first paint.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 300;
const SIGN_IN_LIMIT_KB = 110;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const sizes = new Map();

function gzip(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(file, dist)), { level: 6 }).length);
  return sizes.get(file);
}

/** All files that a module needs before it runs: itself, its static imports and their styles. */
function needed(key, files = new Set(), seen = new Set()) {
  if (seen.has(key)) return files;
  seen.add(key);
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${key} is not in the build. Maybe the view moved: change scripts/size.mjs`);
  files.add(chunk.file);
  for (const style of chunk.css ?? []) files.add(style);
  for (const next of chunk.imports ?? []) needed(next, files, seen);
  return files;
}

const texts = (name) =>
  ['common', 'problems', 'records', name].map((n) => `src/i18n/zh/${n}.json`).filter((n) => manifest[n]);
const views = [
  { name: 'sign-in', keys: ['src/features/session/start.tsx', 'src/i18n/zh/session.json'], limit: SIGN_IN_LIMIT_KB },
  ...['workspace', 'floor', 'cases', 'customers', 'admin', 'audit'].map((name) => ({
    name,
    keys: ['src/app/start.tsx', `src/features/${name}/index.tsx`, ...texts(name)],
    limit: LIMIT_KB,
  })),
  ...[
    ['institutions', 'admin'],
    ['operators', 'admin'],
    ['hours', 'admin'],
    ['skills', 'adminService'],
    ['queues', 'adminService'],
    ['alerts', 'alerts'],
    ['awayReasons', 'adminService'],
    ['replies', 'adminService'],
    ['widgets', 'adminService'],
  ].map(([name, words]) => ({
    name: `admin/${name}`.slice(0, 18),
    keys: [
      'src/app/start.tsx',
      'src/features/admin/index.tsx',
      `src/features/admin/${name}/index.tsx`,
      ...texts('admin'),
      `src/i18n/zh/${words}.json`,
    ],
    limit: LIMIT_KB,
  })),
];

let over = false;
for (const view of views) {
  const files = new Set();
  for (const key of ['index.html', ...view.keys]) for (const file of needed(key)) files.add(file);
  const kb = [...files].reduce((sum, file) => sum + gzip(file), 0) / 1024;
  const verdict = kb <= view.limit ? 'ok' : 'TOO LARGE';
  over ||= kb > view.limit;
  console.log(
    `${view.name.padEnd(18)} ${kb.toFixed(1).padStart(7)} kB gzip in ${String(files.size).padStart(2)} files, reach ${view.limit}  ${verdict}`,
  );
}
process.exit(over ? 1 : 0);
