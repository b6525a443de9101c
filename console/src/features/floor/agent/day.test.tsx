import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { live } from '@/shared/live';
import { show } from '@/shared/testing/show';
import type { Me } from '@/shared/types';
import Day from './Day';
import { type AgentDay, hours, lanes, rows, type Served, shifted, span, window } from './day';

const MIDNIGHT = Date.parse('2026-03-02T00:00:00+08:00');
const at = (clock: string) => new Date(`2026-03-02T${clock}:00+08:00`).toISOString();
const NOON = Date.parse(at('12:00'));
const served = (contact: string, from: string, to: string | null, state: Served['state'] = 'served'): Served => ({
  contact,
  queue: { id: 'q', name: { zh: '信用卡', en: 'Cards' } },
  from: at(from),
  to: to && at(to),
  state,
});
const day = (more: Partial<AgentDay> = {}): AgentDay => ({
  agent: { id: 'a', name: { zh: '王丽', en: 'Wang Li' } },
  from: new Date(MIDNIGHT).toISOString(),
  to: new Date(MIDNIGHT + 86_400_000).toISOString(),
  states: [
    { state: 'ready', from: at('08:20'), to: at('10:00') },
    { state: 'away', reason: 'meal', from: at('10:00'), to: null },
  ],
  contacts: [served('c1', '08:30', '08:50'), served('c1', '08:50', '08:52', 'after-contact')],
  totals: {
    readySeconds: 6000,
    awaySeconds: { meal: 7200 },
    busySeconds: 1200,
    afterContactSeconds: 120,
    occupancy: 0.22,
    contacts: 1,
    declined: 0,
    unanswered: 2,
  },
  ...more,
});

describe('the picture of a day', () => {
  it('shows whole hours around what happened, four at least', () => {
    expect(window(day(), NOON)).toEqual({ from: MIDNIGHT + 8 * 3_600_000, to: MIDNIGHT + 12 * 3_600_000 });
    expect(hours(window(day(), NOON), 6)).toHaveLength(5);
  });

  it('what still goes on reaches to now, and no further', () => {
    const shown = { from: Date.parse(at('08:00')), to: Date.parse(at('16:00')) };
    expect(span(shown, at('10:00'), null, NOON)).toEqual({ left: 25, width: 25 });
    expect(span(shown, at('07:00'), at('09:00'), NOON)).toEqual({ left: 0, width: 12.5 });
  });

  it('conversations at once stand below each other, one after the other on one lane', () => {
    const placed = lanes(
      [served('a', '09:00', '09:30'), served('b', '09:10', '09:20'), served('c', '09:20', null)],
      NOON,
    );
    expect(placed.map((each) => each.lane)).toEqual([0, 1, 1]);
  });

  it('a conversation and its wrap-up are one row, the newest first', () => {
    const told = rows([...day().contacts, served('c2', '09:00', null)], NOON);
    expect(told.map((each) => [each.contact, each.to === null, each.afterSeconds])).toEqual([
      ['c2', true, null],
      ['c1', false, 120],
    ]);
  });

  it('days follow each other over the ends of months', () => {
    expect(shifted('2026-03-01', -1)).toBe('2026-02-28');
    expect(shifted('2026-12-31', 1)).toBe('2027-01-01');
  });
});

describe('an agent’s day beside the floor', () => {
  let asked: string[];
  let told: AgentDay;

  beforeEach(() => {
    asked = [];
    told = day();
    vi.stubGlobal('fetch', async (path: string) => {
      asked.push(path.replace('/api/v1', ''));
      if (path.includes('/away-reasons'))
        return new Response(JSON.stringify([{ key: 'meal', name: { zh: '用餐', en: 'Meal' } }]));
      return new Response(JSON.stringify(told));
    });
    live.dispatch({ type: 'me', me: { id: 'me', rights: ['floor.watch'] } as unknown as Me });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('tells what the day adds up to and which conversations there were; each can be explained', async () => {
    const onWhy = vi.fn();
    await show(<Day agent={told.agent} onWhy={onWhy} onClose={vi.fn()} />, ['agentDay', 'common']);
    expect(await screen.findByText('22%')).toBeTruthy();
    expect(await screen.findByText('离席：用餐 2:00:00')).toBeTruthy();
    const row = screen.getAllByRole('row').find((each) => each.textContent?.includes('信用卡')) as HTMLElement;
    expect(row.textContent).toContain('20:00');
    await userEvent.click(within(row).getByRole('button', { name: /为什么派来/ }));
    expect(onWhy).toHaveBeenCalledWith('c1', '王丽的会话');
  });

  it('goes to the day before and back, and a day without anything says so', async () => {
    await show(<Day agent={told.agent} onWhy={vi.fn()} onClose={vi.fn()} />, ['agentDay', 'common']);
    await screen.findByText('22%');
    told = day({ states: [], contacts: [] });
    await userEvent.click(screen.getByRole('button', { name: '前一天' }));
    expect(await screen.findByText('王丽那天没有上线')).toBeTruthy();
    expect(asked.some((each) => each.includes('date=2026-03-01'))).toBe(true);
    told = day();
    await userEvent.click(screen.getByRole('button', { name: '回到今天' }));
    await waitFor(() => expect(screen.getByText('22%')).toBeTruthy());
  });
});
