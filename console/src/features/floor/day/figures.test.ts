import { describe, expect, it } from 'vitest';
import { figure, halves, percent, type Slot } from './figures';

const slot = (from: string, more: Partial<Slot> = {}): Slot => ({
  from: `2026-03-02T${from}:00Z`,
  offered: 10,
  answered: 8,
  abandoned: 2,
  withinTarget: 6,
  waitSeconds: 240,
  longestWaitSeconds: 90,
  ...more,
});

describe('the figures of a day', () => {
  it('one half-hour alone stands in a day of several, so that it is no wall', () => {
    expect(halves([slot('08:00')], [])).toHaveLength(8);
    expect(halves([], [])).toEqual([]);
  });

  it('half-hours in which nothing happened are there, without a rate', () => {
    const all = halves([slot('08:00'), slot('12:00')], []);
    expect(all).toHaveLength(9);
    expect(figure('level', all.slice(1, 2))).toBeNull();
    expect(figure('wait', all.slice(1, 2))).toBeNull();
  });

  it('the day is the sum of its parts, not the mean of their rates', () => {
    const all = halves(
      [slot('08:00'), slot('08:30', { offered: 30, answered: 30, abandoned: 0, withinTarget: 30 })],
      [],
    );
    expect(figure('level', all)).toBe(0.9);
    expect(figure('abandoned', all)).toBe(0.05);
    expect(percent(figure('wait', halves([slot('08:00')], [])))).toBe(3000);
  });

  it('occupancy is time in work by time on duty, also where nobody came', () => {
    const work = [{ from: '2026-03-02T08:00:00Z', staffedSeconds: 3600, busySeconds: 2700, agents: 2 }];
    const all = halves([], work);
    expect(figure('occupancy', all)).toBe(0.75);
    expect(all[0]?.agents).toBe(2);
  });

  it('an older server that tells no waits shows none of them as nothing', () => {
    const { waitSeconds: _wait, longestWaitSeconds: _longest, ...old } = slot('08:00');
    expect(halves([old], [])[0]).toMatchObject({ waitSeconds: 0, longest: null });
  });
});
