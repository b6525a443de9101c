import { act, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiProblem } from '@/shared/api';
import { live } from '@/shared/live';
import { show } from '@/shared/testing/show';
import AdminView from './index';
import { treeOf } from './parts/institutions';
import { isStale } from './parts/useSave';

const own = (rights: string[]) =>
  live.dispatch({
    type: 'me',
    me: {
      id: 'a',
      username: 'admin',
      name: { zh: '甲', en: 'A' },
      language: 'zh',
      home: 'sfb.',
      roles: [{ role: 'administrator', scope: 'sfb.' }],
      rights,
      presence: { state: 'offline', since: '2026-01-05T08:00:00Z', afterContact: 0 },
      capacity: { chat: { used: 0, max: 0 } },
      skills: [],
    },
  });

afterEach(() => own([]));

describe('the frame of administration', () => {
  it('shows only the sections that the rights allow', async () => {
    own(['channel.manage']);
    await show(<AdminView />, ['admin', 'adminService']);
    expect((await screen.findAllByRole('link')).map((each) => each.textContent)).toEqual(['快捷回复', '网页组件']);
    act(() => own(['institution.manage', 'operator.manage', 'queue.manage', 'channel.manage']));
    expect(screen.getAllByRole('link')).toHaveLength(9);
  });

  it('puts each institution below the nearest one above that can be seen', () => {
    const at = (path: string) => ({
      path,
      kind: 'entity' as const,
      name: { zh: path, en: path },
      zone: 'Asia/Shanghai',
      languages: ['zh'],
      version: 1,
    });
    const [cn, hk] = treeOf([at('sfb.hk.'), at('sfb.cn.bank.'), at('sfb.cn.')]);
    expect([cn?.path, hk?.path]).toEqual(['sfb.cn.', 'sfb.hk.']);
    expect(cn?.children.map((each) => each.path)).toEqual(['sfb.cn.bank.']);
  });

  it('tells a change by somebody else from other refusals', () => {
    const refused = (status: number, code: string) => isStale(new ApiProblem(status, code, ''));
    expect(refused(409, 'calendar.changed-meanwhile')).toBe(true);
    expect(refused(409, 'agent.stale')).toBe(true);
    expect(refused(409, 'calendar.in-use')).toBe(false);
  });
});
