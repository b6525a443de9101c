import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseView } from '@/shared/records/cases';
import { type Asked, bank, Refused, signedIn } from '@/shared/testing/bank';
import { show } from '@/shared/testing/show';
import { undoOf } from './acts';
import { addressOf, filterOf } from './filters';
import Cases from './index';
import { steady } from './steady';
import { meanwhile, storyOf } from './story';

const WORKS = ['case.read', 'case.work', 'contact.read'];
const ID = 'c1';

function file(more: Partial<CaseView> = {}): CaseView {
  return {
    id: ID,
    number: 'GD-20260105-000007',
    title: '房贷提前还款',
    category: null,
    priority: 'normal',
    state: 'open',
    owner: { id: 'me', name: { zh: '陈思远', en: 'Chen Siyuan' } },
    customer: null,
    openedAt: '2026-01-05T08:00:00Z',
    followUpAt: null,
    version: 3,
    notes: [],
    contacts: [],
    changes: [{ field: 'state', after: 'open', at: '2026-01-05T08:00:00Z' }],
    people: [],
    rights: ['case.work'],
    ways: [
      { to: 'pending', reason: false },
      { to: 'closed', reason: true },
    ],
    ...more,
  };
}
const others: CaseView[] = [
  file(),
  file({ id: 'c2', number: 'GD-20260104-000002', title: '换手机号', openedAt: '2026-01-04T08:00:00Z' }),
  file({ id: 'c3', number: 'GD-20260103-000003', title: '挂失补卡', openedAt: '2026-01-03T08:00:00Z' }),
];

let where = '';
function Where() {
  const { pathname, search } = useLocation();
  where = pathname + search;
  return null;
}

async function desk(answers: Parameters<typeof bank>[0], at = '/cases'): Promise<Asked[]> {
  const calls = bank({
    'GET /cases': () => ({ cases: others, next: null }),
    'GET /case-categories': () => [{ key: 'loan', name: { zh: '贷款', en: 'Loan' } }],
    [`GET /cases/${ID}`]: () => file(),
    ...answers,
  });
  await show(
    <>
      <Cases />
      <Where />
    </>,
    ['cases'],
    at,
  );
  return calls;
}

beforeEach(() => {
  signedIn(WORKS);
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
});
afterEach(() => vi.unstubAllGlobals());

describe('the list', () => {
  it('is walked with the arrows and opened with Enter, without reading a case on the way', async () => {
    const person = userEvent.setup();
    const calls = await desk({ 'GET /cases/c2': () => file({ id: 'c2', title: '换手机号' }) });
    await screen.findByText('换手机号');
    await person.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement?.textContent).toContain('换手机号');
    expect(calls.some((call) => call.path.startsWith('/cases/'))).toBe(false);
    await person.keyboard('{Enter}');
    await screen.findByLabelText('诉求');
    expect(where).toBe('/cases/c2?owner=me');
  });

  it('keeps what is searched for out of every address and of the page’s storage', async () => {
    const person = userEvent.setup();
    const calls = await desk({ 'POST /cases/search': () => ({ cases: [others[2]], next: null }) });
    await person.type(await screen.findByRole('searchbox'), '13800002046');
    await waitFor(() => expect(calls.find((call) => call.path === '/cases/search')?.body.q).toBe('13800002046'));
    await waitFor(() => expect(screen.queryByText('换手机号')).toBeNull());
    expect(where).not.toContain('138');
    expect(calls.every((call) => !call.query.toString().includes('138'))).toBe(true);
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('138');
  });

  it('asks for the filter that is pressed and keeps it in the address', async () => {
    const person = userEvent.setup();
    const calls = await desk({});
    await person.click(await screen.findByRole('button', { name: '无人负责' }));
    await person.click(screen.getByRole('button', { name: '已超期' }));
    await waitFor(() =>
      expect(calls.some((call) => call.query.get('owner') === 'nobody' && call.query.get('overdue') === 'true')).toBe(
        true,
      ),
    );
    expect(where).toBe('/cases?owner=nobody&overdue=true');
  });

  it('says why nothing is there, and says a failure with the way to try again', async () => {
    const person = userEvent.setup();
    let down = true;
    await desk({
      'GET /cases': () => (down ? new Refused(503, 'database.unavailable') : { cases: [], next: null }),
    });
    expect((await screen.findByRole('alert')).textContent).toContain('数据库暂时不可用');
    down = false;
    await person.click(screen.getByRole('button', { name: /重 ?试/ }));
    expect(await screen.findByText('您名下没有工单')).toBeTruthy();
  });

  it('takes a further page below', async () => {
    const person = userEvent.setup();
    await desk({
      'GET /cases': ({ query }) =>
        query.get('after') === 'two' ? { cases: [others[2]], next: null } : { cases: others.slice(0, 2), next: 'two' },
    });
    await person.click(await screen.findByRole('button', { name: '显示更早的工单' }));
    await screen.findByText('挂失补卡');
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
    expect(screen.queryByRole('button', { name: '显示更早的工单' })).toBeNull();
  });

  it('of somebody who only reads begins with the team', async () => {
    signedIn(['case.read']);
    const calls = await desk({});
    await screen.findByText('换手机号');
    expect(calls.find((call) => call.path === '/cases')?.query.get('owner')).toBe('team');
    expect(screen.queryByRole('button', { name: '我的' })).toBeNull();
  });
});

describe('rows under the hand', () => {
  const [one, two, three] = others as [CaseView, CaseView, CaseView];

  it('stay where they are when a new case comes above, which is counted instead', () => {
    const fresh = file({ id: 'new', openedAt: '2026-01-06T08:00:00Z' });
    const list = steady([one, two], [fresh, one, two], false);
    expect(list.rows.map((row) => row.id)).toEqual(['c1', 'c2']);
    expect(list.fresh).toBe(1);
  });

  it('change in place', () => {
    expect(steady([one, two], [{ ...one, state: 'pending' }, two], false).rows[0]?.state).toBe('pending');
  });

  it('that no longer match stay, marked, but not those that only moved to the next page', () => {
    expect([...steady([one, two, three], [two, three], false).gone]).toEqual(['c1']);
    expect([...steady([one, two, three], [one, two], true).gone]).toEqual([]);
    expect([...steady([one, two, three], [one, two], false).gone]).toEqual(['c3']);
  });

  it('of a further page come below', () => {
    expect(steady([one, two], [one, two, three], false).rows.map((row) => row.id)).toEqual(['c1', 'c2', 'c3']);
  });
});

describe('a case', () => {
  const at = `/cases/${ID}?owner=me`;

  it('offers the ways the server tells and no other; closing asks for a reason before anything is sent', async () => {
    const person = userEvent.setup();
    const calls = await desk({ [`POST /cases/${ID}/state`]: () => file({ state: 'closed', version: 4 }) }, at);
    const ways = await screen.findByRole('group', { name: '改变状态' });
    expect(
      within(ways)
        .getAllByRole('button')
        .map((button) => button.textContent),
    ).toEqual(['转为等待', '关 闭']);
    await person.click(within(ways).getByRole('button', { name: /关 ?闭/ }));
    expect(calls.some((call) => call.method === 'POST')).toBe(false);
    await person.type(screen.getByLabelText('客户还没有确认，请填写关闭原因'), '与另一工单重复');
    await person.click(screen.getAllByRole('button', { name: /^关 ?闭$/ }).at(-1) as HTMLElement);
    await waitFor(() =>
      expect(calls.find((call) => call.path.endsWith('/state'))?.body).toEqual({
        version: 3,
        state: 'closed',
        reason: '与另一工单重复',
      }),
    );
  });

  it('that a colleague changed first shows what changed, keeps what was typed, and sends it again with the new version', async () => {
    const person = userEvent.setup();
    let changed = false;
    const theirs = file({
      version: 4,
      priority: 'urgent',
      changes: [
        { field: 'state', after: 'open', at: '2026-01-05T08:00:00Z' },
        {
          field: 'priority',
          before: 'normal',
          after: 'urgent',
          by: { id: 'wang', name: '王梓涵' },
          at: '2026-01-05T09:00:00Z',
        },
      ],
    });
    const calls = await desk(
      {
        [`GET /cases/${ID}`]: () => (changed ? theirs : file()),
        [`PATCH /cases/${ID}`]: ({ body }) => {
          if (body.version === 4) return { ...theirs, title: body.title, version: 5 };
          changed = true;
          return new Refused(409, 'case.changed', { version: 4 });
        },
      },
      at,
    );
    const title = (await screen.findByLabelText('诉求')) as HTMLTextAreaElement;
    await person.clear(title);
    await person.type(title, '房贷提前部分还款{Enter}');
    const told = await screen.findByRole('alert');
    await waitFor(() => expect(told.textContent).toContain('王梓涵: 优先级：普通 → 紧急'));
    expect(title.value).toBe('房贷提前部分还款');
    await person.click(within(told).getByRole('button', { name: /仍然提交/ }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(calls.filter((call) => call.method === 'PATCH').map((call) => call.body.version)).toEqual([3, 4]);
    expect(title.value).toBe('房贷提前部分还款');
  });

  it('lets the last change be taken back', async () => {
    const person = userEvent.setup();
    const calls = await desk(
      {
        [`PATCH /cases/${ID}`]: ({ body }) =>
          file({ priority: body.priority as 'high', version: Number(body.version) + 1 }),
      },
      at,
    );
    await person.selectOptions(await screen.findByLabelText('优先级'), 'high');
    await person.click(await screen.findByRole('button', { name: /撤销/ }));
    await waitFor(() =>
      expect(calls.filter((call) => call.method === 'PATCH').map((call) => call.body)).toEqual([
        { version: 3, priority: 'high' },
        { version: 4, priority: 'normal' },
      ]),
    );
    await waitFor(() => expect(screen.queryByRole('button', { name: /撤销/ })).toBeNull());
  });

  it('keeps a note that could not be saved, also while another case is looked at', async () => {
    const person = userEvent.setup();
    await desk(
      {
        [`POST /cases/${ID}/notes`]: () => new Refused(403, 'right.missing'),
        'GET /cases/c2': () => file({ id: 'c2', title: '换手机号' }),
      },
      at,
    );
    const note = (await screen.findByLabelText(/工单备注/)) as HTMLTextAreaElement;
    await person.type(note, '客户明天上午方便');
    await person.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText(/没有执行此操作的权限/)).toBeTruthy();
    expect(note.value).toBe('客户明天上午方便');
    await person.click(screen.getByText('换手机号'));
    await screen.findByDisplayValue('换手机号');
    expect((screen.getByLabelText(/工单备注/) as HTMLTextAreaElement).value).toBe('');
    await person.click(screen.getByRole('link', { name: /房贷提前还款/ }));
    await screen.findByDisplayValue('房贷提前还款');
    expect((screen.getByLabelText(/工单备注/) as HTMLTextAreaElement).value).toBe('客户明天上午方便');
    expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain('上午');
  });

  it('shows who only reads nothing to change', async () => {
    signedIn(['case.read']);
    await desk({ [`GET /cases/${ID}`]: () => file({ rights: [], ways: [] }) }, at);
    expect((await screen.findByRole('heading', { level: 2 })).textContent).toBe('房贷提前还款');
    expect(screen.queryByRole('group', { name: '改变状态' })).toBeNull();
    expect(screen.queryByLabelText('优先级')).toBeNull();
    expect(screen.queryByLabelText(/工单备注/)).toBeNull();
  });

  it('that nobody owns can be taken; giving it away is offered only to who may', async () => {
    const person = userEvent.setup();
    const calls = await desk(
      {
        [`GET /cases/${ID}`]: () => file({ owner: null }),
        [`POST /cases/${ID}/owner`]: () => file({ version: 4 }),
      },
      at,
    );
    const take = await screen.findByRole('button', { name: '我来负责' });
    expect(screen.queryByRole('button', { name: '交给…' })).toBeNull();
    await person.click(take);
    await waitFor(() => expect(calls.find((call) => call.path.endsWith('/owner'))?.body).toEqual({ operator: 'me' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: '我来负责' })).toBeNull());
  });

  it('is given to a colleague who fits', async () => {
    const person = userEvent.setup();
    const calls = await desk(
      {
        [`GET /cases/${ID}`]: () => file({ rights: ['case.work', 'case.assign'] }),
        [`GET /cases/${ID}/owners`]: () => [{ id: 'li', name: { zh: '李若彤', en: 'Li Ruotong' } }],
        [`POST /cases/${ID}/owner`]: () => file({ version: 4 }),
      },
      at,
    );
    await person.click(await screen.findByRole('button', { name: '交给…' }));
    await person.click(await screen.findByRole('button', { name: '李若彤' }));
    await waitFor(() => expect(calls.find((call) => call.path.endsWith('/owner'))?.body).toEqual({ operator: 'li' }));
  });

  it('of somebody who was not known gets its customer, found by a search that is in no address', async () => {
    signedIn([...WORKS, 'customer.read']);
    const person = userEvent.setup();
    const hit = { id: 'u1', name: '林晓燕', masked: { phone: '138****2046' } };
    const calls = await desk(
      {
        'POST /customers/search': () => [hit],
        'GET /customers/u1': () => hit,
        [`POST /cases/${ID}/customer`]: () => file({ version: 4, customer: { id: 'u1', name: '林晓燕' } }),
      },
      at,
    );
    await person.click(await screen.findByRole('button', { name: '识别客户' }));
    await person.type(screen.getByLabelText('姓名、手机号或客户号'), '林晓燕');
    await person.click(await screen.findByRole('button', { name: '是这位' }));
    await screen.findByText('138****2046');
    expect(calls.find((call) => call.path.endsWith('/customer'))?.body).toEqual({ version: 3, customer: 'u1' });
    expect(calls.find((call) => call.path === '/customers/u1')?.query.get('purpose')).toBe(`case:${ID}`);
    expect(where).not.toContain('林');
  });

  it('cannot be promised for the past', async () => {
    const person = userEvent.setup();
    const calls = await desk({ [`PUT /cases/${ID}/follow-up`]: () => file({ version: 4 }) }, at);
    await person.click(await screen.findByRole('button', { name: '承诺跟进' }));
    const when = screen.getByLabelText('跟进时间');
    fireEvent.change(when, { target: { value: '2020-01-01T10:00' } });
    expect(screen.getByText('请选择将来的时间')).toBeTruthy();
    expect((screen.getByRole('button', { name: /保 ?存$/ }) as HTMLButtonElement).disabled).toBe(true);
    await person.click(screen.getByRole('button', { name: '一周后' }));
    await person.click(screen.getByRole('button', { name: /保 ?存$/ }));
    await waitFor(() => {
      const sent = calls.find((call) => call.method === 'PUT')?.body as { version: number; at: string };
      expect(sent.version).toBe(3);
      expect(Date.parse(sent.at)).toBeGreaterThan(Date.now());
    });
  });

  it('opens the transcript of a contact that belongs to it', async () => {
    const person = userEvent.setup();
    const contact = { id: 'k1', channel: 'chat', state: 'wrapped', openedAt: '2026-01-05T08:00:00Z' } as const;
    await desk(
      {
        [`GET /cases/${ID}`]: () => file({ contacts: [contact] }),
        'GET /contacts/k1/events': () => ({
          events: [
            { contact: 'k1', seq: 1, at: contact.openedAt, kind: 'message', from: 'customer', text: '想提前还款' },
          ],
          more: false,
        }),
      },
      at,
    );
    await person.click(await screen.findByRole('button', { name: '查看记录' }));
    expect((await screen.findByText('想提前还款')).textContent).toContain('客户：');
  });

  it('that does not exist says so beside the list', async () => {
    await desk({ [`GET /cases/${ID}`]: () => new Refused(404, 'case.unknown') }, at);
    expect(await screen.findByText('没有找到这个工单。')).toBeTruthy();
    expect(screen.getByText('换手机号')).toBeTruthy();
    await act(async () => undefined);
  });
});

describe('what is told of a case', () => {
  const note = (id: string, by: string, at: string) => ({ id, by: { id: by, name: by }, text: id, at });

  it('stands in the order in which it happened, whatever its kind', () => {
    const view = file({
      notes: [note('n1', 'li', '2026-01-05T08:30:00Z')],
      contacts: [{ id: 'k1', channel: 'chat', state: 'wrapped', openedAt: '2026-01-05T07:59:00Z' }],
      changes: [
        { field: 'state', after: 'open', at: '2026-01-05T08:00:00Z' },
        { field: 'priority', after: 'high', at: '2026-01-05T09:00:00Z' },
      ],
    });
    expect(storyOf(view).map((chapter) => chapter.kind)).toEqual(['contact', 'change', 'note', 'change']);
  });

  it('as news is only what others did', () => {
    const now = file({
      changes: [
        ...file().changes,
        { field: 'priority', after: 'high', by: { id: 'me', name: 'me' }, at: '2026-01-05T09:00:00Z' },
        { field: 'priority', after: 'low', by: { id: 'li', name: 'li' }, at: '2026-01-05T09:01:00Z' },
      ],
      notes: [note('mine', 'me', '2026-01-05T09:00:00Z'), note('theirs', 'li', '2026-01-05T09:00:00Z')],
    });
    const news = meanwhile(file(), now, 'me');
    expect(news.changes.map((change) => change.after)).toEqual(['low']);
    expect(news.notes.map((each) => each.id)).toEqual(['theirs']);
  });
});

describe('taking back', () => {
  it('restores what stood before, with a reason where the way needs one', () => {
    const before = file({ followUpAt: '2026-01-06T08:00:00Z' });
    expect(undoOf({ do: 'edit', priority: 'urgent' }, before, 'undone')).toEqual({ do: 'edit', priority: 'normal' });
    expect(undoOf({ do: 'promise', at: null }, before, 'undone')).toEqual({ do: 'promise', at: before.followUpAt });
    expect(undoOf({ do: 'state', state: 'closed', reason: 'x' }, before, 'undone')).toEqual({
      do: 'state',
      state: 'open',
      reason: 'undone',
    });
    expect(undoOf({ do: 'edit', category: 'loan' }, before, 'undone')).toBeNull();
    expect(undoOf({ do: 'own', operator: 'li' }, before, 'undone')).toBeNull();
  });
});

describe('a filter', () => {
  it('in the address that means nothing is not asked for', () => {
    const odd = new URLSearchParams("owner=' or 1=1&state=everything&overdue=maybe");
    expect(filterOf(odd, true)).toEqual({ owner: 'me', state: '', overdue: false });
    expect(addressOf(filterOf(odd, false))).toBe('?owner=team');
  });
});
