import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { live } from '@/shared/live';
import { show } from '@/shared/testing/show';
import type { Alert, Me } from '@/shared/types';
import Strip from './Strip';
import { byWeight, merged, valued } from './told';

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
const alert = (id: string, more: Partial<Alert> = {}): Alert => ({
  id,
  rule: { id: `r${id}`, name: { zh: `规则${id}`, en: `Rule ${id}` } },
  queue: { id: 'q1', name: { zh: '信用卡', en: 'Cards' } },
  measure: 'longest-wait',
  limit: 180,
  value: 214,
  level: 'warn',
  since: ago(60),
  ...more,
});

describe('alerts', () => {
  it('what calls for an act comes first, then what nobody sees to, then the newest', () => {
    const by = { by: { id: 'x', name: { zh: '王', en: 'W' } }, at: ago(1) };
    const list = [
      alert('old', { since: ago(90) }),
      alert('seen', { acknowledged: by }),
      alert('new', { since: ago(5) }),
      alert('act', { level: 'act', acknowledged: by }),
    ];
    expect(list.sort(byWeight).map((each) => each.id)).toEqual(['act', 'new', 'old', 'seen']);
  });

  it('an end that the stream has told is not taken back by what was read before', () => {
    const { open, past } = merged({ open: [alert('a'), alert('b')], past: [] }, { a: alert('a', { until: ago(1) }) });
    expect(open.map((each) => each.id)).toEqual(['b']);
    expect(past.map((each) => each.id)).toEqual(['a']);
  });

  it('values are told as what they are: a time, a share, a number', () => {
    expect([valued('longest-wait', 214), valued('service-level', 0.62), valued('waiting', 12)]).toEqual([
      '3:34',
      '62%',
      '12',
    ]);
  });
});

describe('the strip above the floor', () => {
  let told: { open: Alert[]; past: Alert[] };
  let posted: string[];

  beforeEach(() => {
    posted = [];
    told = { open: [], past: [] };
    vi.stubGlobal('fetch', async (path: string, ask: RequestInit) => {
      if (ask.method === 'POST') {
        posted.push(path.replace('/api/v1', ''));
        const by = { by: { id: 'me', name: { zh: '我', en: 'Me' } }, at: ago(0) };
        return new Response(JSON.stringify({ ...told.open[0], acknowledged: by }));
      }
      return new Response(JSON.stringify(told));
    });
    live.dispatch({ type: 'me', me: { id: 'me', rights: ['floor.watch', 'floor.act'] } as unknown as Me });
    live.dispatch({ type: 'frame', frame: { type: 'snapshot', stream: `s${Math.random()}`, seq: 0 }, now: Date.now() });
    live.dispatch({
      type: 'frame',
      frame: { seq: 1, topic: 'floor', data: { queues: [], agents: [], alerts: [] } },
      now: Date.now(),
    });
    live.dispatch({ type: 'me', me: { id: 'me', rights: ['floor.watch', 'floor.act'] } as unknown as Me });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('stays in its place without an alert, and says the worst in a sentence when one comes', async () => {
    await show(<Strip onQueue={vi.fn()} />, ['alerts']);
    expect(await screen.findByText('没有告警')).toBeTruthy();
    await act(async () =>
      live.dispatch({
        type: 'frame',
        frame: { seq: 2, topic: 'alert', data: alert('a', { level: 'act' }) },
        now: Date.now(),
      }),
    );
    expect(screen.getAllByRole('status')[0]?.textContent).toContain('信用卡：有人已等 3:34，超过 3:00');
    await act(async () =>
      live.dispatch({
        type: 'frame',
        frame: { seq: 3, topic: 'alert', data: alert('a', { level: 'act', until: ago(0) }) },
        now: Date.now(),
      }),
    );
    expect(screen.getByText('没有告警')).toBeTruthy();
  });

  it('one sees to it by a press, and all are told who does', async () => {
    told.open = [alert('a')];
    await show(<Strip onQueue={vi.fn()} />, ['alerts']);
    await userEvent.click(await screen.findByRole('button', { name: /^知道了/ }));
    expect(await screen.findByText('我在处理')).toBeTruthy();
    expect(posted).toEqual(['/floor/alerts/a/acknowledge']);
  });

  it('opens what is going on and what is over; a sentence leads to its queue', async () => {
    const onQueue = vi.fn();
    told = {
      open: [alert('a'), alert('b', { measure: 'waiting', value: 12, limit: 10 })],
      past: [alert('p', { until: ago(5) })],
    };
    await show(<Strip onQueue={onQueue} />, ['alerts']);
    await userEvent.click(await screen.findByRole('button', { name: /还有 1 条/ }));
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(3));
    const row = screen
      .getAllByRole('listitem')
      .find((each) => each.textContent?.includes('12 人在排队')) as HTMLElement;
    await userEvent.click(within(row).getByRole('button', { name: '信用卡：12 人在排队，超过 10 人' }));
    expect(onQueue).toHaveBeenCalledWith('q1');
  });
});
