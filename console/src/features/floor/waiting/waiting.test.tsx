import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { live } from '@/shared/live';
import { show } from '@/shared/testing/show';
import type { FloorAgent, FloorQueue, Me } from '@/shared/types';
import { Agents } from '../Agents';
import FloorView from '../index';
import { absentToday, byState } from '../order';

vi.mock('../day/DayChart', () => ({ default: () => null }));

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
const queue = (id: string, zh: string, more: Partial<FloorQueue> = {}): FloorQueue => ({
  id,
  name: { zh, en: zh },
  institution: 'sfb.',
  waiting: 0,
  active: 0,
  serviceLevel: null,
  abandonedToday: 0,
  answeredToday: 0,
  agentsReady: 1,
  open: true,
  trouble: 'none',
  ...more,
});
const agent = (id: string, zh: string, more: Partial<FloorAgent> = {}): FloorAgent => ({
  id,
  name: { zh, en: zh },
  institution: 'sfb.',
  presence: { state: 'ready', since: ago(60), afterContact: 0 },
  contacts: [],
  capacity: { used: 1, max: 3 },
  queues: ['q1'],
  ...more,
});
const queues = [
  queue('q1', '信用卡服务', {
    waiting: 21,
    waitingContacts: [
      {
        id: 'c1',
        position: 1,
        customer: '沈月华',
        topic: '账单查询',
        language: 'zh',
        since: ago(90),
        asked: { id: 'a2', name: { zh: '王梓涵', en: 'Wang Zihan' } },
      },
      { id: 'c2', position: 2, said: '小王', language: 'en', since: ago(30) },
    ],
  }),
  queue('q2', '贷款咨询'),
  queue('q3', '已关闭的队列', { open: false }),
];
const agents = [agent('a1', '李若彤'), agent('a2', '王梓涵'), agent('a3', '满员的', { capacity: { used: 3, max: 3 } })];

describe('who waits in a queue', () => {
  let posted: { path: string; body: unknown }[];
  let refuse: string | null;

  beforeEach(() => {
    posted = [];
    refuse = null;
    vi.stubGlobal('fetch', async (path: string, ask: RequestInit) => {
      if (ask.method === 'POST' || ask.method === 'PUT') {
        posted.push({ path: path.replace('/api/v1', ''), body: JSON.parse(String(ask.body)) });
        return refuse
          ? new Response(JSON.stringify({ code: refuse }), { status: 409 })
          : new Response(JSON.stringify({}));
      }
      return new Response(JSON.stringify(path.endsWith('/floor') ? { queues, agents, at: ago(0) } : []));
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  async function opened(rights = ['floor.watch', 'floor.act']) {
    live.dispatch({ type: 'me', me: { id: 'me', rights } as unknown as Me });
    const person = userEvent.setup();
    await show(<FloorView />, ['floor', 'workspace']);
    await person.click(await screen.findByRole('button', { name: /信用卡服务/ }));
    return { person, table: await screen.findByRole('table', { name: '信用卡服务：排队中的客户' }) };
  }

  it('is told in order with place, age, topic and language; a name that the visitor gave is marked', async () => {
    const { table } = await opened();
    const [, first, second] = within(table).getAllByRole('row');
    expect(first?.textContent).toMatch(/^1沈月华.*正在派给 王梓涵1:3\d账单查询中文/);
    expect(second?.textContent).toMatch(/^2“小王”（自称）0:3\d英文/);
    expect(screen.getByText('只显示最前 2 位，共 21 位。')).toBeTruthy();
  });

  it('is moved by the menu to an open queue or a colleague who is free, and the move is taken back', async () => {
    const { person } = await opened();
    await person.click(screen.getByRole('button', { name: '沈月华：移动或指派' }));
    const items = (await screen.findAllByRole('menuitem')).map((item) => item.textContent);
    expect(items).toEqual(['为什么在等？', '查看对话', '贷款咨询 等 0 · 就绪 1', '李若彤 可再接 2', '其他队列或座席…']);
    await person.click(screen.getByRole('menuitem', { name: /贷款咨询/ }));
    expect(await screen.findByText('已将沈月华移到“贷款咨询”')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: /^撤销/ }));
    await waitFor(() => expect(screen.queryByText('已将沈月华移到“贷款咨询”')).toBeNull());
    expect(posted).toEqual([
      { path: '/contacts/c1/move', body: { queue: 'q2', onlyWaiting: true } },
      { path: '/contacts/c1/move', body: { queue: 'q1', onlyWaiting: true } },
    ]);
  });

  it('is moved by keys: m on the row opens the menu, z takes the move back', async () => {
    const { person, table } = await opened();
    within(table).getByRole('button', { name: '“小王”（自称）' }).focus();
    await person.keyboard('m');
    await person.click(await screen.findByRole('menuitem', { name: /李若彤/ }));
    expect(await screen.findByText('已将“小王”（自称）指派给李若彤')).toBeTruthy();
    fireEvent.keyDown(window, { key: 'z', code: 'KeyZ' });
    await waitFor(() => expect(posted).toHaveLength(2));
    expect(posted[0]?.body).toEqual({ agent: 'a1', onlyWaiting: true });
    expect(posted[1]?.body).toEqual({ queue: 'q1', onlyWaiting: true });
  });

  it('goes before others by the menu or by + and −, and is put back', async () => {
    const { person, table } = await opened();
    await person.click(screen.getByRole('button', { name: '沈月华的优先：普通' }));
    await person.click(await screen.findByRole('menuitem', { name: /\+30/ }));
    expect(await screen.findByText('已将沈月华的优先改为 +30')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: /^撤销/ }));
    await waitFor(() => expect(posted).toHaveLength(2));
    within(table).getByRole('button', { name: '“小王”（自称）' }).focus();
    await person.keyboard('-');
    expect(await screen.findByText('已将“小王”（自称）的优先改为 −5')).toBeTruthy();
    expect(posted).toEqual([
      { path: '/contacts/c1/priority', body: { priority: 30 } },
      { path: '/contacts/c1/priority', body: { priority: 0 } },
      { path: '/contacts/c2/priority', body: { priority: -5 } },
    ]);
  });

  it('a move that somebody forestalled is told and offers no way back', async () => {
    const { person } = await opened();
    refuse = 'contact.not-waiting';
    await person.click(screen.getByRole('button', { name: '沈月华：移动或指派' }));
    await person.click(await screen.findByRole('menuitem', { name: /贷款咨询/ }));
    expect(await screen.findByText('客户已不在排队。')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^撤销/ })).toBeNull();
  });

  it('whoever may only watch is offered no move', async () => {
    const { table } = await opened(['floor.watch']);
    expect(within(table).queryByRole('button', { name: /移动或指派/ })).toBeNull();
  });
});

describe('agents who are not there', () => {
  const now = Date.parse('2026-03-02T08:00:00Z');

  it('have no time of another day', () => {
    expect(absentToday({ state: 'offline', since: null, afterContact: 0 }, now)).toBe(true);
    expect(absentToday({ state: 'offline', since: '2026-02-28T08:00:00Z', afterContact: 0 }, now)).toBe(true);
    expect(absentToday({ state: 'offline', since: '2026-03-02T07:59:00Z', afterContact: 0 }, now)).toBe(false);
    expect(absentToday({ state: 'away', since: '2026-02-28T08:00:00Z', afterContact: 0 }, now)).toBe(false);
  });

  it('are told as not signed in today', async () => {
    const never = agent('a9', '从未登录', { presence: { state: 'offline', afterContact: 0 } });
    await show(
      <Agents
        agents={[never]}
        queues={[]}
        queue={null}
        onAll={() => undefined}
        onWatch={() => undefined}
        onDay={() => undefined}
      />,
      ['floor'],
    );
    await userEvent.setup().click(screen.getByRole('button', { name: /离线/ }));
    const row = screen.getByRole('row', { name: /从未登录/ });
    expect(row.textContent).toContain('今天未登录');
    expect(row.querySelector('time')).toBeNull();
  });

  it('come last, whether or not they were ever there', () => {
    const never = agent('n', '甲', { presence: { state: 'offline', afterContact: 0 } });
    const left = agent('l', '乙', { presence: { state: 'offline', since: ago(9), afterContact: 0 } });
    expect([never, left, agent('r', '丙')].sort(byState).map((each) => each.id)).toEqual(['r', 'l', 'n']);
  });
});
