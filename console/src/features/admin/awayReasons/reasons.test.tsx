import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@/shared/testing/show';
import { administer, name, refuse, serve } from '../service/testing';
import AwayReasons from './index';

const reason = (key: string, more = {}) => ({
  key,
  name: name(`原因${key}`, key),
  system: false,
  active: true,
  version: 1,
  editable: true,
  ...more,
});

beforeEach(() => administer());
afterEach(() => vi.unstubAllGlobals());

describe('away reasons', () => {
  it('moving one sends the whole order', async () => {
    const sent = serve({
      'GET /admin/away-reasons': [reason('a'), reason('b'), reason('c')],
      'PUT /admin/away-reasons': [reason('b'), reason('a'), reason('c')],
    });
    await show(<AwayReasons />, ['admin', 'adminService']);
    await userEvent.click(await screen.findByRole('button', { name: '下移：原因a' }));
    await waitFor(() => expect(sent[0]?.body).toEqual({ keys: ['b', 'a', 'c'] }));
    await waitFor(() =>
      expect(screen.getAllByRole('listitem').map((each) => each.querySelector('strong')?.textContent)).toEqual([
        '原因b',
        '原因a',
        '原因c',
      ]),
    );
  });

  it('below the group they are read only, and that is said', async () => {
    serve({ 'GET /admin/away-reasons': [reason('a', { editable: false })] });
    await show(<AwayReasons />, ['admin', 'adminService']);
    expect(await screen.findByText('离席原因由集团管理员维护，您可以查看。')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('what the system gives offers no archiving', async () => {
    serve({ 'GET /admin/away-reasons': [reason('arrived', { system: true }), reason('meal')] });
    await show(<AwayReasons />, ['admin', 'adminService']);
    await userEvent.click(await screen.findByRole('button', { name: '修改原因：原因arrived' }));
    await screen.findByLabelText(/中文名称/);
    expect(screen.queryByRole('button', { name: /^停\s?用$/ })).toBeNull();
  });

  it('a refused rename is told in the form and keeps what was typed', async () => {
    serve({
      'GET /admin/away-reasons': [reason('meal')],
      'PUT /admin/away-reasons/meal': refuse(409, 'away-reason.stale'),
    });
    await show(<AwayReasons />, ['admin', 'adminService']);
    await userEvent.click(await screen.findByRole('button', { name: '修改原因：原因meal' }));
    const zh = await screen.findByLabelText(/中文名称/);
    await userEvent.clear(zh);
    await userEvent.type(zh, '用餐时间');
    await userEvent.click(screen.getByRole('button', { name: /^保\s?存$/ }));
    expect(await screen.findByRole('button', { name: '载入最新内容' })).toBeTruthy();
    expect((zh as HTMLInputElement).value).toBe('用餐时间');
  });

  it('a failed load says so and can be tried again', async () => {
    let down = true;
    serve({ 'GET /admin/away-reasons': () => (down ? refuse(500, 'http.500') : [reason('meal')]) });
    await show(<AwayReasons />, ['admin', 'adminService']);
    const retry = await screen.findByRole('button', { name: /^重\s?试$/ });
    down = false;
    await userEvent.click(retry);
    expect(await screen.findByText('原因meal')).toBeTruthy();
  });
});
