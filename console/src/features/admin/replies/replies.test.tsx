import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@/shared/testing/show';
import { administer, BANK, refuse, serve } from '../service/testing';
import Replies from './index';
import ReplyForm from './ReplyForm';
import { inserted, pieces, unknownIn } from './variables';

const reply = (id: string, shortcut: string, language: string, text: string) => ({
  id,
  institution: 'sfb.',
  language,
  shortcut,
  title: shortcut.toUpperCase(),
  text,
  version: 2,
});
const shared = [reply('1', 'hi', 'zh', '您好{{customer}}'), reply('2', 'bye', 'en', 'Goodbye')];

beforeEach(() => administer());
afterEach(() => vi.unstubAllGlobals());

describe('canned replies', () => {
  it('what the desk fills in is told apart from what it does not know', () => {
    expect(pieces('您好{{ customer }}，{{custmer}}')).toEqual([
      { text: '您好' },
      { variable: 'customer' },
      { text: '，' },
      { unknown: '{{custmer}}' },
    ]);
    expect(unknownIn('{{agent}} {{x}}')).toEqual(['{{x}}']);
  });

  it('a variable takes the place of what is selected', () => {
    expect(inserted('您好某人！', [2, 4], 'customer')).toEqual({ text: '您好{{customer}}！', at: 14 });
  });

  it('are found by what they say and by language', async () => {
    serve({ 'GET /admin/canned-replies': shared, 'GET /admin/institutions': [BANK] });
    await show(<Replies />, ['admin', 'adminService']);
    expect(await screen.findByText('/hi')).toBeTruthy();
    await userEvent.type(screen.getByLabelText('按快捷码、标题或内容查找'), 'goodb');
    await waitFor(() => expect(screen.queryByText('/hi')).toBeNull());
    expect(screen.getByText('/bye')).toBeTruthy();
  });

  it('who serves nobody keeps only shared ones; who serves has his own beside them', async () => {
    serve({
      'GET /admin/canned-replies': shared,
      'GET /canned-replies/own': [reply('3', 'mine', 'zh', '我来跟进')],
      'GET /admin/institutions': [BANK],
    });
    const first = await show(<Replies />, ['admin', 'adminService']);
    await screen.findByText('/hi');
    expect(screen.queryByText('我的')).toBeNull();
    first.unmount();
    administer(['contact.serve']);
    await show(<Replies />, ['admin', 'adminService']);
    await userEvent.click(await screen.findByText('我的'));
    expect(await screen.findByText('/mine')).toBeTruthy();
    expect(screen.queryByText('/hi')).toBeNull();
  });

  it('a shortcut that is taken is told at its field, and what was typed stays', async () => {
    serve({
      'PUT /admin/canned-replies/1': refuse(409, 'canned-reply.shortcut-taken', { shortcut: 'hi' }),
      'GET /admin/institutions': [BANK],
    });
    const done = vi.fn();
    await show(<ReplyForm reply={shared[0] as never} kept="shared" onClose={vi.fn()} onDone={done} />, [
      'admin',
      'adminService',
    ]);
    await userEvent.type(screen.getByLabelText(/内容/), '！');
    await userEvent.click(screen.getByRole('button', { name: /^保\s?存$/ }));
    expect((await screen.findByRole('alert')).textContent).toBe('快捷码“hi”已被使用。');
    expect((screen.getByLabelText(/内容/) as HTMLTextAreaElement).value).toBe('您好{{customer}}！');
    expect(done).not.toHaveBeenCalled();
  });

  it('one is deleted only when that is meant', async () => {
    const sent = serve({ 'DELETE /admin/canned-replies/1': {}, 'GET /admin/institutions': [BANK] });
    const done = vi.fn();
    await show(<ReplyForm reply={shared[0] as never} kept="shared" onClose={vi.fn()} onDone={done} />, [
      'admin',
      'adminService',
    ]);
    await userEvent.click(screen.getByRole('button', { name: /^删\s?除$/ }));
    const asked = (await screen.findByText('删除回复“HI”？')).closest('[role="dialog"]') as HTMLElement;
    expect(sent).toEqual([]);
    await userEvent.click(within(asked).getByRole('button', { name: /^删\s?除$/ }));
    await waitFor(() => expect(done).toHaveBeenCalledWith(null));
    expect(sent.map((each) => each.method)).toEqual(['DELETE']);
  });
});
