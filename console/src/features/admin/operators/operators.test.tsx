import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { administrator, answering, type Call, Refused, save, showAdmin } from '../parts/testing';
import { type Person, stateOf } from './people';
import { rolesProblem } from './RoleRows';

const NOW = Date.parse('2026-01-05T08:00:00Z');
const person = (more: Partial<Person>): Person => ({
  id: 'p1',
  username: 'chensy',
  name: { zh: '陈思远', en: 'Chen Siyuan' },
  home: 'sfb.cn.',
  language: 'zh',
  roles: [{ role: 'auditor', scope: 'sfb.cn.' }],
  active: true,
  lockedUntil: null,
  totp: false,
  lastSignIn: null,
  sessions: 0,
  version: 3,
  ...more,
});
const institution = (path: string, zh: string) => ({
  path,
  kind: 'entity',
  name: { zh, en: zh },
  zone: 'Asia/Shanghai',
  languages: ['zh'],
  version: 0,
});
const around = {
  'GET /admin/institutions': [institution('sfb.', '集团'), institution('sfb.cn.', '银行')],
  'GET /admin/roles': [{ role: 'auditor', rights: [] }],
};
const with1 = (it: Person) => ({
  ...around,
  'GET /admin/operators': [it],
  [`GET /admin/operators/${it.id}`]: it,
});

beforeEach(() => administrator());
afterEach(() => vi.unstubAllGlobals());

describe('how an operator stands', () => {
  it('a lock by an administrator is told before a hold after wrong passwords, and that before signed in', () => {
    const held = '2026-01-05T08:10:00Z';
    expect(stateOf(person({ active: false, lockedUntil: held, sessions: 1 }), NOW)).toBe('locked');
    expect(stateOf(person({ lockedUntil: held, sessions: 1 }), NOW)).toBe('held');
    expect(stateOf(person({ lockedUntil: '2026-01-05T07:59:00Z', sessions: 1 }), NOW)).toBe('online');
    expect(stateOf(person({}), NOW)).toBe('active');
  });

  it('what narrows the list stays when somebody is chosen', async () => {
    answering(with1(person({})));
    await showAdmin('operators?institution=sfb.cn.');
    fireEvent.click(await screen.findByText('chensy'));
    await screen.findByRole('heading', { level: 2, name: '陈思远' });
    expect(screen.getAllByText('银行').some((each) => each.closest('.list-tools'))).toBe(true);
  });

  it('the list is narrowed by it', async () => {
    answering({
      ...around,
      'GET /admin/operators': [person({ sessions: 1 }), person({ id: 'p2', username: 'lirt', active: false })],
    });
    await showAdmin('operators');
    await screen.findByText('lirt');
    fireEvent.click(screen.getByText('已停用 1'));
    expect(screen.queryByText('chensy')).toBeNull();
    expect(screen.getByText('lirt')).toBeTruthy();
  });
});

describe('acts on an operator', () => {
  it('locking asks first, tells what it ends, and carries the version', async () => {
    const writes = answering({
      ...with1(person({ sessions: 2 })),
      'POST /admin/operators/p1/lock': person({ active: false, version: 4 }),
    });
    await showAdmin('operators/p1');
    fireEvent.click(await screen.findByText('停用'));
    const asked = await screen.findByRole('dialog');
    expect(within(asked).getByText(/现有 2 处/)).toBeTruthy();
    expect(writes).toEqual([]);
    fireEvent.click(within(asked).getByText('停用'));
    await screen.findByText('已停用：陈思远');
    expect(writes).toMatchObject([{ path: '/admin/operators/p1/lock', body: { version: 3, locked: true } }]);
  });

  it('sessions are ended without touching the account', async () => {
    const writes = answering({ ...with1(person({ sessions: 2 })), 'DELETE /admin/operators/p1/sessions': person({}) });
    await showAdmin('operators/p1');
    fireEvent.click(await screen.findByText('全部退出'));
    fireEvent.click(within(await screen.findByRole('dialog')).getByText('全部退出'));
    await screen.findByText('已退出：陈思远');
    expect(writes.map((write) => `${write.method} ${write.path}`)).toEqual(['DELETE /admin/operators/p1/sessions']);
  });

  it('none is offered on whoever has roles beyond the own part of the tree', async () => {
    administrator('sfb.cn.');
    answering(with1(person({ roles: [{ role: 'administrator', scope: 'sfb.' }], sessions: 1, totp: true })));
    await showAdmin('operators/p1');
    await screen.findByText('此人还有您管理范围以外的角色，只能查看。');
    for (const act of ['停用', '重置密码', '全部退出', '解除绑定', '修改']) expect(screen.queryByText(act)).toBeNull();
  });

  it('nobody is offered to lock or reset himself', async () => {
    answering(with1(person({ id: 'me', sessions: 1, totp: true })));
    await showAdmin('operators/me');
    await screen.findByText(/这是您自己的账号/);
    for (const act of ['停用', '重置密码', '全部退出', '解除绑定']) expect(screen.queryByText(act)).toBeNull();
  });

  it('a password that was made is shown once and can be noted', async () => {
    const writes = answering({
      ...with1(person({})),
      'POST /admin/operators/p1/password': { password: 'h7Kq2vNw9XeRb4Tz' },
    });
    await showAdmin('operators/p1');
    fireEvent.click(await screen.findByText('重置密码'));
    await screen.findByText('自动生成，只显示一次');
    save();
    expect(await screen.findByText('h7Kq2vNw9XeRb4Tz')).toBeTruthy();
    expect(writes[0]?.body).toEqual({ password: null, totp: false });
    fireEvent.click(screen.getByText('我已记下'));
    await waitFor(() => expect(screen.queryByText('h7Kq2vNw9XeRb4Tz')).toBeNull());
  });
});

describe('a new operator', () => {
  const type = (label: RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

  it('whose user name is taken is told so at the name, and nothing else is lost', async () => {
    const writes: Call[] = answering({
      ...around,
      'GET /admin/operators': [],
      'POST /admin/operators': new Refused(409, 'operator.username-taken', { username: 'lisi' }),
    });
    await showAdmin('operators?institution=sfb.cn.');
    fireEvent.click(await screen.findByText('新增人员'));
    await screen.findByLabelText(/^用户名/);
    type(/^用户名/, 'LiSi');
    type(/中文姓名/, '李四');
    type(/英文姓名/, 'Li Si');
    save();
    expect(await screen.findByText('用户名“lisi”已有人使用，请换一个。')).toBeTruthy();
    expect((screen.getByLabelText(/中文姓名/) as HTMLInputElement).value).toBe('李四');
    expect(writes[0]?.body).toMatchObject({
      username: 'lisi',
      home: 'sfb.cn.',
      roles: [{ role: 'agent', scope: 'sfb.cn.' }],
      password: null,
    });
  });

  it('needs a place for each role, and each role at a place once', () => {
    expect(rolesProblem([{ role: 'agent', scope: '' }])).toBe('scopeMissing');
    expect(
      rolesProblem([
        { role: 'agent', scope: 'sfb.' },
        { role: 'agent', scope: 'sfb.' },
      ]),
    ).toBe('twice');
    expect(
      rolesProblem([
        { role: 'agent', scope: 'sfb.' },
        { role: 'auditor', scope: 'sfb.' },
      ]),
    ).toBeUndefined();
  });
});

describe('skills of an agent', () => {
  const agent = person({ roles: [{ role: 'agent', scope: 'sfb.cn.' }] });
  const skills = {
    'GET /admin/skills': [{ key: 'cards', institution: 'sfb.', name: { zh: '信用卡', en: 'Cards' }, version: 1 }],
  };

  it('an agent without any is told not to get contacts', async () => {
    answering({
      ...with1(agent),
      ...skills,
      'GET /admin/operators/p1/skills': { skills: [], languages: [], chatCapacity: 3, version: 0 },
    });
    await showAdmin('operators/p1');
    expect(await screen.findByText('还没有设定：不会派单给这位座席。')).toBeTruthy();
  });

  it('are changed by keys and sent with the version they were read at', async () => {
    const its = {
      skills: [{ skill: 'cards', level: 4 }],
      languages: [{ language: 'zh', level: 9 }],
      chatCapacity: 3,
      version: 7,
    };
    const writes = answering({
      ...with1(agent),
      ...skills,
      'GET /admin/operators/p1/skills': its,
      'PUT /admin/operators/p1/skills': its,
    });
    await showAdmin('operators/p1');
    await screen.findByText('信用卡');
    fireEvent.click(screen.getAllByText('修改')[2] as HTMLElement);
    fireEvent.keyDown(await screen.findByLabelText('信用卡的等级'), { key: 'ArrowRight', keyCode: 39, which: 39 });
    save();
    await screen.findByText('已保存：陈思远');
    expect(writes[0]?.body).toEqual({ ...its, skills: [{ skill: 'cards', level: 5 }] });
  });
});
