import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Masked, SHOWN_MS } from '@/shared/records/Masked';
import { type Asked, bank, Refused, signedIn } from '@/shared/testing/bank';
import { show } from '@/shared/testing/show';
import Customers from './index';

const RIGHTS = ['customer.read', 'customer.reveal', 'customer.write', 'case.read', 'case.work', 'contact.read'];
const hit = {
  id: 'u1',
  name: '林晓燕',
  masked: { phone: '138****2046', number: '****3747' },
  tier: 'gold',
  language: 'zh',
  home: 'bank.',
  homeName: { zh: '上海分行', en: 'Shanghai' },
};
const CASE = '0192a1b2-0000-7000-8000-000000000001';

let where = '';
function Where() {
  const { pathname, search } = useLocation();
  where = pathname + search;
  return null;
}

async function desk(answers: Parameters<typeof bank>[0] = {}, at = '/customers'): Promise<Asked[]> {
  const calls = bank({
    'POST /customers/search': () => [hit],
    'GET /customers/u1': () => hit,
    'GET /customers/u1/cases': () => [],
    'GET /customers/u1/contacts': () => [],
    ...answers,
  });
  await show(
    <>
      <Customers />
      <Where />
    </>,
    ['customers'],
    at,
  );
  return calls;
}

beforeEach(() => signedIn(RIGHTS));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the search', () => {
  it('lists nobody before somebody is asked for', async () => {
    const calls = await desk();
    await userEvent.setup().type(screen.getByRole('searchbox'), '林');
    expect(await screen.findByText('请至少输入两个字符。')).toBeTruthy();
    expect(calls).toEqual([]);
  });

  it('asks once the typing pauses, and what is typed stands in no address and in no storage', async () => {
    const calls = await desk();
    await userEvent.setup().type(screen.getByRole('searchbox'), '13800002046');
    await screen.findByText('林晓燕');
    expect(calls.map((call) => call.body.q)).toEqual(['13800002046']);
    expect(calls[0]?.query.toString()).toBe('');
    expect(where).toBe('/customers');
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('2046');
  });

  it('shows a hit masked, with tier and home, and opens it by keyboard', async () => {
    const person = userEvent.setup();
    const calls = await desk();
    await person.type(screen.getByRole('searchbox'), '林晓燕');
    const row = await screen.findByRole('link', { name: /林晓燕/ });
    expect(row.textContent).toContain('138****2046');
    expect(row.textContent).toContain('金卡');
    expect(row.textContent).toContain('上海分行');
    await person.keyboard('{ArrowDown}{Enter}');
    await screen.findByText('没有联络记录');
    expect(where).toBe('/customers/u1');
    expect(calls.find((call) => call.path === '/customers/u1')?.query.get('purpose')).toBe('reason:look-up');
  });

  it('that finds nobody lets who may write register, and tells whose number is taken only masked', async () => {
    const person = userEvent.setup();
    const calls = await desk({
      'POST /customers/search': () => [],
      'POST /customers': () => new Refused(409, 'identity.taken', { kind: 'phone', masked: '139****0001' }),
    });
    await person.type(screen.getByRole('searchbox'), '周明');
    await person.click(await screen.findByRole('button', { name: '登记新客户' }));
    await person.type(screen.getByLabelText('姓名'), '周明');
    const keep = screen.getByRole('button', { name: /登 ?记$/ }) as HTMLButtonElement;
    expect(keep.disabled).toBe(true);
    await person.type(screen.getByLabelText('手机'), '13900010001');
    await person.click(keep);
    expect((await screen.findByRole('alert')).textContent).toContain('139****0001');
    expect(calls.at(-1)?.body).toEqual({
      home: 'bank.',
      name: '周明',
      tier: 'standard',
      language: 'zh',
      identities: [{ kind: 'phone', value: '13900010001' }],
    });
    expect((screen.getByLabelText('手机') as HTMLInputElement).value).toBe('13900010001');
  });
});

describe('a customer', () => {
  it('whose contacts or cases one may not read says which right is missing', async () => {
    signedIn(['customer.read']);
    await desk({}, '/customers/u1');
    await screen.findByText('138****2046');
    expect(screen.getAllByText('您没有查看这里的权限')).toHaveLength(2);
    expect(screen.queryByRole('button', { name: /查看完整/ })).toBeNull();
    expect(screen.queryByRole('button', { name: '新建工单' })).toBeNull();
  });

  it('outside one’s institutions is refused in words', async () => {
    await desk({ 'GET /customers/u1': () => new Refused(404, 'customer.unknown') }, '/customers/u1');
    expect(await screen.findByText('没有找到这位客户。')).toBeTruthy();
  });

  it('gets a case by hand, at the customer’s home', async () => {
    const person = userEvent.setup();
    const calls = await desk({ 'POST /cases': () => ({ id: CASE }) }, '/customers/u1');
    await person.click(await screen.findByRole('button', { name: '新建工单' }));
    await person.type(screen.getByLabelText('客户的诉求'), '更换预留手机号{Enter}');
    await waitFor(() => expect(where).toBe(`/cases/${CASE}`));
    expect(calls.find((call) => call.method === 'POST')?.body).toEqual({
      institution: 'bank.',
      customer: 'u1',
      title: '更换预留手机号',
    });
  });
});

describe('a masked value', () => {
  const masked = (purpose?: { code: string; told: string }) => (
    <dl>
      <Masked customer="u1" field="phone" masked="138****2046" reveals {...(purpose && { purpose })} />
    </dl>
  );

  it('is read only for a purpose that is said, and in words where it is another one', async () => {
    const person = userEvent.setup();
    const calls = bank({ 'POST /customers/u1/reveal': () => ({ value: '+8613800002046' }) });
    await show(masked(), []);
    await person.click(screen.getByRole('button', { name: '查看完整手机' }));
    const button = screen.getByRole('button', { name: /查 ?看$/ }) as HTMLButtonElement;
    expect(button.disabled).toBe(true);
    await person.selectOptions(screen.getByLabelText('查看用途'), 'other');
    await person.type(screen.getByLabelText(/补充说明/), '退信');
    expect(button.disabled).toBe(true);
    await person.type(screen.getByLabelText(/补充说明/), '核对');
    await person.click(button);
    expect(await screen.findByText('+8613800002046')).toBeTruthy();
    expect(calls.map((call) => call.body)).toEqual([{ field: 'phone', purpose: 'reason:other 退信核对' }]);
  });

  it('is shown for half a minute, counted down, then masked again and stored nowhere', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    bank({ 'POST /customers/u1/reveal': () => ({ value: '+8613800002046' }) });
    await show(masked({ code: `case:${CASE}`, told: '用途：处理本工单。' }), []);
    fireEvent.click(screen.getByRole('button', { name: '查看完整手机' }));
    expect(screen.getByText('用途：处理本工单。')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /查 ?看$/ }));
    await screen.findByText('+8613800002046');
    const began = screen.getByRole('timer').textContent;
    await act(async () => vi.advanceTimersByTime(5_000));
    expect(screen.getByRole('timer').textContent).not.toBe(began);
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('2046');
    await act(async () => vi.advanceTimersByTime(SHOWN_MS));
    expect(screen.queryByText('+8613800002046')).toBeNull();
    expect(screen.getByText('138****2046')).toBeTruthy();
  });

  it('that the server refuses stays masked and says why in place', async () => {
    const person = userEvent.setup();
    bank({ 'POST /customers/u1/reveal': () => new Refused(403, 'right.missing') });
    await show(masked({ code: `case:${CASE}`, told: 'x' }), []);
    await person.click(screen.getByRole('button', { name: '查看完整手机' }));
    await person.click(screen.getByRole('button', { name: /查 ?看$/ }));
    expect((await screen.findByRole('alert')).textContent).toContain('没有执行此操作的权限');
    expect(screen.getByText('138****2046')).toBeTruthy();
  });

  it('can be hidden at once', async () => {
    const person = userEvent.setup();
    bank({ 'POST /customers/u1/reveal': () => ({ value: '+8613800002046' }) });
    await show(masked({ code: `case:${CASE}`, told: 'x' }), []);
    await person.click(screen.getByRole('button', { name: '查看完整手机' }));
    await person.click(screen.getByRole('button', { name: /查 ?看$/ }));
    await person.click(await screen.findByRole('button', { name: '隐藏手机' }));
    expect(screen.queryByText('+8613800002046')).toBeNull();
  });
});
