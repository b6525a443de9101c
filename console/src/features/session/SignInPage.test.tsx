import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { own } from '@/shared/own';
import { show } from '@/shared/testing/show';
import { SignInPage } from './SignInPage';

const posted: URLSearchParams[] = [];
let answers: Response[] = [];

beforeEach(() => {
  posted.length = 0;
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    posted.push(init.body as URLSearchParams);
    return answers.shift();
  });
});
afterEach(() => vi.unstubAllGlobals());

const refusal = (code: string, values = {}) => new Response(JSON.stringify({ code, values }), { status: 401 });

async function enter(go = vi.fn()) {
  const person = userEvent.setup();
  await show(<SignInPage go={go} />, ['session']);
  await person.type(screen.getByLabelText('用户名'), ' chen ');
  await person.type(screen.getByLabelText('密码'), 'secret');
  await person.click(screen.getByRole('button', { name: '登录' }));
  return { person, go };
}

it('goes on where the server says', async () => {
  answers = [new Response(JSON.stringify({ next: '/oauth2/authorize?x=1' }))];
  const { go } = await enter();
  await vi.waitFor(() => expect(go).toHaveBeenCalledWith('/oauth2/authorize?x=1'));
  expect(posted[0]?.get('username')).toBe('chen');
});

it('says that name or password is wrong and keeps both', async () => {
  answers = [refusal('sign-in.wrong')];
  await enter();
  expect((await screen.findByText(/用户名或密码不正确/)).textContent).toContain('大写锁定');
  expect((screen.getByLabelText('用户名') as HTMLInputElement).value).toBe(' chen ');
});

it('says until when the account is locked', async () => {
  answers = [refusal('sign-in.locked', { until: new Date(2026, 0, 5, 16, 45).toISOString() })];
  await enter();
  expect((await screen.findByText(/账号已锁定至/)).textContent).toContain('16:45');
});

it('asks for the code where one is needed and sends all three', async () => {
  answers = [
    refusal('sign-in.code-required'),
    refusal('sign-in.code-wrong'),
    new Response(JSON.stringify({ next: '/' })),
  ];
  const { person, go } = await enter();
  const code = await screen.findByLabelText('动态验证码');
  await vi.waitFor(() => expect(document.activeElement).toBe(code));
  await person.type(code, '111111{Enter}');
  await screen.findByText(/验证码不正确/);
  await person.type(code, '123456{Enter}');
  await vi.waitFor(() => expect(go).toHaveBeenCalledWith('/'));
  expect(Object.fromEntries(posted[2] ?? [])).toEqual({ username: 'chen', password: 'secret', code: '123456' });
});

it('asks for another password where the old one was for one time', async () => {
  answers = [
    refusal('sign-in.password-change-required'),
    refusal('password.too-weak', { reason: 'short', minLength: 12 }),
    new Response(JSON.stringify({ next: '/' })),
  ];
  const { person, go } = await enter();
  const next = await screen.findByLabelText('新密码');
  await person.type(next, 'short');
  await person.type(screen.getByLabelText('再输入一次新密码'), 'short');
  await person.click(screen.getByRole('button', { name: '设置新密码并登录' }));
  expect((await screen.findByText(/新密码不够安全/)).textContent).toContain('12');
  await person.clear(next);
  await person.type(next, 'long enough now');
  await person.clear(screen.getByLabelText('再输入一次新密码'));
  await person.type(screen.getByLabelText('再输入一次新密码'), 'long enough now{Enter}');
  await vi.waitFor(() => expect(go).toHaveBeenCalledWith('/'));
  expect(posted[2]?.get('newPassword')).toBe('long enough now');
  expect(posted[2]?.get('password')).toBe('secret');
});

it('says what went wrong at an outside provider', async () => {
  window.history.replaceState(null, '', '/sign-in?problem=sign-in.not-an-operator');
  await show(<SignInPage />, ['session']);
  expect(screen.getByRole('alert').textContent).toContain('不是本系统的操作员');
  window.history.replaceState(null, '', '/');
});

it('never leaves this origin', () => {
  expect(own('https://elsewhere.example/steal')).toBe('/');
  expect(own('//elsewhere.example')).toBe('/');
  expect(own('/workspace?x=1')).toBe('/workspace?x=1');
});
