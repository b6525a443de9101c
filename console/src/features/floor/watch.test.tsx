import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { live } from '@/shared/live';
import { show } from '@/shared/testing/show';
import type { ContactCard } from '@/shared/types';
import Watch from './Watch';

const card = (more: Partial<ContactCard> = {}): ContactCard => ({
  id: 'c1',
  channel: 'chat',
  state: 'active',
  customer: { said: '小王', identified: false },
  language: 'zh',
  openedAt: '2026-01-05T08:00:00Z',
  lastSeq: 0,
  unread: 0,
  customerConnected: true,
  ...more,
});
const frame = (data: Record<string, unknown>) =>
  act(async () => live.dispatch({ type: 'frame', frame: data, now: Date.now() }));

describe('reading along', () => {
  let watched: boolean[];

  beforeEach(() => {
    watched = [];
    vi.stubGlobal('fetch', async (path: string, ask: RequestInit) => {
      if (path.endsWith('/watch')) watched.push(JSON.parse(String(ask.body)).on);
      return new Response(JSON.stringify(path.includes('/events') ? { events: [], more: false } : card()));
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('follows the card on the stream, and tells a server that was started anew', async () => {
    await frame({ type: 'snapshot', stream: 's1', seq: 0 });
    await show(<Watch contact="c1" onWhy={() => undefined} onClose={() => undefined} />, [
      'floor',
      'workspace',
      'records',
    ]);
    expect(await screen.findByText('旁听 · “小王”（自称）')).toBeTruthy();
    await waitFor(() => expect(watched).toEqual([true]));

    await frame({
      seq: 1,
      topic: 'watched',
      data: card({ customer: { id: 'k', name: '王小明', identified: true } }),
    });
    expect(screen.getByText('旁听 · 王小明')).toBeTruthy();

    await frame({ type: 'snapshot', stream: 's2', seq: 0, watched: [card()] });
    expect(watched).toEqual([true]);
    await frame({ type: 'snapshot', stream: 's3', seq: 0 });
    await waitFor(() => expect(watched).toEqual([true, true]));
  });
});
