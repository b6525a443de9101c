import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@/shared/testing/show';
import { asked, read, understood, write } from './filters';
import AuditView from './index';
import { facts } from './told';
import type { Entry, Verification } from './types';

const CUSTOMER = '01930000-0000-7000-8000-00000000c001';
const ACTOR = '01930000-0000-7000-8000-00000000a001';
const entry = (seq: number, more: Partial<Entry> = {}): Entry => ({
  seq,
  at: new Date(Date.now() - seq).toISOString(),
  actor: ACTOR,
  actorName: { id: ACTOR, username: 'agent01', name: { zh: '陈思远', en: 'Chen Siyuan' } },
  action: 'customer.view',
  subjectKind: 'customer',
  subject: CUSTOMER,
  institution: 'sfb.',
  purpose: 'contact:01930000-0000-7000-8000-00000000d001',
  detail: {},
  previous: 'a'.repeat(64),
  hash: 'b'.repeat(64),
  ...more,
});

describe('what is asked of the trail', () => {
  it('is kept in the address and read from it again', () => {
    const filters = read(new URLSearchParams('actor=a&period=own&from=2026-03-02T08:00&at=12&q=%20x%20'));
    expect(filters).toEqual({ actor: 'a', period: 'own', from: '2026-03-02T08:00', at: 12, q: 'x' });
    expect(read(write(filters))).toEqual(filters);
    expect(read(new URLSearchParams('period=nonsense&at=-1'))).toEqual({ period: 'week' });
  });

  it('becomes a period that begins at a whole minute', () => {
    const now = Date.parse('2026-03-02T08:30:29.5Z');
    expect(asked({ period: 'hour' }, now)).toMatchObject({ from: '2026-03-02T07:30:00.000Z', to: undefined });
    expect(asked({ period: 'all' }, now).from).toBeUndefined();
  });

  it('a number goes to an entry, an id is a customer, the rest is text', () => {
    expect(understood(' #42 ')).toEqual({ at: 42 });
    expect(understood(CUSTOMER.toUpperCase())).toEqual({ customer: CUSTOMER });
    expect(understood('42')).toEqual({ q: '42' });
    expect(understood(' ')).toEqual({});
  });
});

it('details are told as changes from before to after, and other facts', () => {
  expect(facts({ 'state.before': 'open', 'state.after': 'solved', owner: 'x', 'title.after': 'new' })).toEqual({
    changes: [
      { name: 'state', after: 'solved', before: 'open' },
      { name: 'title', after: 'new' },
    ],
    others: [['owner', 'x']],
  });
});

describe('the view', () => {
  let calls: URL[];
  let verdicts: Verification[];
  let posted: unknown[];
  let trail: Entry[];

  beforeEach(() => {
    calls = [];
    posted = [];
    verdicts = [];
    trail = [
      entry(3, {
        action: 'case.state',
        subjectKind: 'case',
        subject: 'c',
        detail: { 'state.before': 'open', 'state.after': 'solved' },
      }),
      entry(2),
      entry(1, { action: 'somewhere.new', actor: null, actorName: null, purpose: null }),
    ];
    vi.stubGlobal('fetch', async (path: string) => {
      const url = new URL(path, 'http://x');
      calls.push(url);
      const answered = (body: unknown) => new Response(JSON.stringify(body));
      if (url.pathname.endsWith('/verify')) {
        posted.push([...url.searchParams]);
        return answered(verdicts.shift());
      }
      if (url.pathname.endsWith('/institutions'))
        return answered([{ path: 'sfb.', name: { zh: '示范银行', en: 'B' } }]);
      if (url.pathname.endsWith('/people')) return answered([]);
      if (url.pathname.endsWith('/export')) return new Response('csv');
      if (url.searchParams.get('action') === 'audit.verify') return answered({ entries: [], next: null });
      const before = Number(url.searchParams.get('before') ?? Number.MAX_SAFE_INTEGER);
      return answered({ entries: trail.filter((each) => each.seq < before), next: null });
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  const lists = () =>
    calls.filter((url) => url.pathname === '/api/v1/audit' && url.searchParams.get('limit') === '100');

  it('tells who did what to whom and why, the newest first', async () => {
    await show(<AuditView />, ['audit']);
    const rows = await within(await screen.findByRole('region', { name: '审计记录，最新在前' })).findAllByRole(
      'button',
    );
    expect(rows.map((row) => row.dataset.seq)).toEqual(['3', '2', '1']);
    expect(rows[1]?.textContent).toContain('陈思远查看客户客户 …0000c001会话 …0000d001');
    await waitFor(() => expect(rows[1]?.textContent).toContain('示范银行'));
    expect(rows[2]?.textContent).toContain('系统somewhere.new');
  });

  it('an opened entry shows before and after and both hashes; j and k go on, escape closes', async () => {
    await show(<AuditView />, ['audit']);
    await screen.findByText('查看客户');
    fireEvent.keyDown(window, { key: 'j', code: 'KeyJ' });
    const detail = await screen.findByRole('complementary', { name: '第 3 条记录' });
    const row = within(within(detail).getByRole('table')).getByRole('row', { name: /状态/ });
    expect(row.textContent).toBe('状态处理中已解决');
    expect(within(detail).getByTitle('b'.repeat(64)).textContent).toContain('bbbbbbbb…bbbbbbbb');
    expect(within(detail).getByTitle('a'.repeat(64))).toBeTruthy();
    fireEvent.keyDown(window, { key: 'j', code: 'KeyJ' });
    expect(await screen.findByRole('complementary', { name: '第 2 条记录' })).toBeTruthy();
    fireEvent.keyDown(window, { key: 'Escape', code: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
  });

  it('one press narrows the list to all that concerns the customer', async () => {
    const person = userEvent.setup();
    await show(<AuditView />, ['audit']);
    await person.click(await screen.findByText('查看客户'));
    await person.click(screen.getByText('该客户的全部记录'));
    await waitFor(() => expect(lists().at(-1)?.searchParams.get('customer')).toBe(CUSTOMER));
    await person.click(await screen.findByRole('button', { name: '去掉条件：客户 …0000c001' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: /去掉条件/ })).toBeNull());
  });

  it('the chain is checked part by part, each joined to the one before', async () => {
    const person = userEvent.setup();
    verdicts = [
      { checked: 20_000, intact: true, head: 'c1', through: 20_000, last: 20_003 },
      { checked: 3, intact: true, head: 'c2', through: 20_003, last: 20_003 },
    ];
    await show(<AuditView />, ['audit']);
    await person.click(await screen.findByRole('button', { name: '立即校验' }));
    expect(await screen.findByText(/完好：第 1 至 20,003 条/)).toBeTruthy();
    expect(posted).toEqual([
      [
        ['after', '0'],
        ['head', ''],
        ['limit', '20000'],
      ],
      [
        ['after', '20000'],
        ['head', 'c1'],
        ['limit', '20000'],
      ],
    ]);
  });

  it('a broken chain names the first broken link, what to do, and leads there', async () => {
    const person = userEvent.setup();
    verdicts = [{ checked: 2, intact: false, brokenAt: 2, fault: 'detached', head: 'h', through: 1, last: 3 }];
    await show(<AuditView />, ['audit']);
    await person.click(await screen.findByRole('button', { name: '立即校验' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('审计链在第 2 条断开');
    expect(alert.textContent).toContain('与前一条接不上');
    expect(alert.textContent).toContain('不要修改任何数据');
    await person.click(within(alert).getByRole('button', { name: '查看断点前后' }));
    await waitFor(() => expect(lists().at(-1)?.searchParams.get('before')).toBe('8'));
    expect(lists().at(-1)?.searchParams.get('from')).toBeNull();
  });

  it('text is looked for on enter, and never over all time', async () => {
    const person = userEvent.setup();
    await show(<AuditView />, ['audit']);
    await person.type(await screen.findByRole('searchbox'), '10.20.4.17{Enter}');
    await waitFor(() => expect(lists().at(-1)?.searchParams.get('q')).toBe('10.20.4.17'));
    expect(lists().at(-1)?.searchParams.get('from')).not.toBeNull();
  });

  it('an export asks for exactly what is shown and says that it left an entry', async () => {
    const person = userEvent.setup();
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }));
    await show(<AuditView />, ['audit']);
    await person.click(await screen.findByRole('button', { name: /导出 CSV/ }));
    expect(await screen.findByText('已导出。本次导出已记入审计。')).toBeTruthy();
    const exported = calls.find((url) => url.pathname.endsWith('/export'));
    expect(exported?.searchParams.get('from')).toBe(lists().at(-1)?.searchParams.get('from'));
  });

  it('nothing found says how to find more', async () => {
    trail = [];
    const person = userEvent.setup();
    await show(<AuditView />, ['audit']);
    await person.click(await screen.findByRole('button', { name: '查看全部时间' }));
    await waitFor(() => expect(lists().at(-1)?.searchParams.get('from')).toBeNull());
    await act(async () => undefined);
  });
});
