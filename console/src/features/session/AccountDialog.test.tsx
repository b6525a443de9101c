import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@/shared/testing/show';
import AccountDialog from './AccountDialog';

const URI = 'otpauth://totp/Airbranch:agent?secret=JBSWY3DPEHPK3PXP&issuer=Airbranch';

describe('the second factor', () => {
  let on: boolean;
  let sent: { method: string | undefined; path: string; body: unknown }[];

  beforeEach(() => {
    on = false;
    sent = [];
    vi.stubGlobal('fetch', async (path: string, ask: RequestInit) => {
      const { method } = ask;
      if (method !== 'GET') sent.push({ method, path, body: JSON.parse(String(ask.body)) });
      if (method === 'GET') return new Response(JSON.stringify({ on }));
      if (method === 'DELETE' && String(ask.body).includes('wrong'))
        return new Response(JSON.stringify({ code: 'password.wrong' }), { status: 403 });
      on = method === 'DELETE' ? false : path.endsWith('/confirm');
      return new Response(JSON.stringify({ secret: 'JBSWY3DPEHPK3PXP', uri: URI }));
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is set up by a picture, with the secret to type beside it', async () => {
    const person = userEvent.setup();
    await show(<AccountDialog onClose={() => undefined} />, ['account']);
    await person.click(await screen.findByRole('button', { name: '开始绑定' }));
    const picture = await screen.findByRole('img', { name: '供验证器应用扫描的二维码' });
    await waitFor(() => expect(picture.querySelector('svg path')).toBeTruthy());
    expect(screen.getByText('JBSW Y3DP EHPK 3PXP')).toBeTruthy();
    await person.type(screen.getByLabelText('应用上显示的 6 位数字'), '123456{Enter}');
    expect(await screen.findByText('已启用')).toBeTruthy();
  });

  it.each([
    ['123456', { code: '123456' }],
    ['correct horse', { password: 'correct horse' }],
  ])('is removed only with a proof: %s', async (proof, body) => {
    on = true;
    const person = userEvent.setup();
    await show(<AccountDialog onClose={() => undefined} />, ['account']);
    await person.click(await screen.findByRole('button', { name: '解除绑定' }));
    expect(sent).toEqual([]);
    await person.type(screen.getByLabelText('登录密码，或应用上现在的 6 位数字'), proof);
    await person.click(screen.getByRole('button', { name: '确认解除' }));
    expect(await screen.findByRole('button', { name: '开始绑定' })).toBeTruthy();
    expect(sent).toEqual([{ method: 'DELETE', path: '/api/v1/me/totp', body }]);
  });

  it('stays when the proof is wrong, and says why', async () => {
    on = true;
    const person = userEvent.setup();
    await show(<AccountDialog onClose={() => undefined} />, ['account']);
    await person.click(await screen.findByRole('button', { name: '解除绑定' }));
    await person.type(screen.getByLabelText('登录密码，或应用上现在的 6 位数字'), 'wrong password{Enter}');
    expect(await screen.findByText('当前密码不正确。')).toBeTruthy();
    expect(screen.getByText('已启用')).toBeTruthy();
  });
});
