import { describe, expect, it } from 'vitest';
import { DAYS, datesBetween, type Hours, openAt, readDay, runs, statusAt, writeDay } from './time';

const at = (text: string) => Date.parse(text);
const split = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:00' },
];
const workdays: Hours['week'] = { monday: split, tuesday: split, wednesday: split, thursday: split, friday: split };
const SHANGHAI = 'Asia/Shanghai';

describe('reading what a person types for a day', () => {
  const periods = (text: string) => {
    const read = readDay(text);
    return 'periods' in read ? writeDay(read.periods) : `${read.problem}: ${read.part}`;
  };

  it('understands hours, minutes, either punctuation and either language', () => {
    for (const text of ['9-12, 13:30-18', '09:00–12:00，13:30至18:00', '9:00~12:00 1330-1800', '13：30-18、9到12'])
      expect(periods(text)).toBe('09:00–12:00, 13:30–18:00');
  });

  it('takes nothing for closed and 24 hours for all day', () => {
    expect([periods(''), periods('休息'), periods('24h'), periods('0-24'), periods('全天')]).toEqual([
      '',
      '',
      '00:00–24:00',
      '00:00–24:00',
      '00:00–24:00',
    ]);
  });

  it('reads back what it wrote, also over midnight', () => {
    expect(periods('22-6')).toBe('22:00–06:00+1');
    expect(periods(periods('22-6'))).toBe('22:00–06:00+1');
  });

  it('says which part it cannot take', () => {
    expect(periods('9-12, noon')).toBe('unreadable: noon');
    expect(periods('9-25')).toBe('time: 9-25');
    expect(periods('9-12, 11-18')).toBe('overlap: 09:00–12:00, 11:00–18:00');
    expect(periods('22-6, 23-24')).toBe('overlap: 22:00–06:00+1, 23:00–24:00');
  });
});

describe('open now or opens next', () => {
  const hours: Hours = {
    week: workdays,
    specialDays: { '2026-10-01': [], '2026-10-10': [{ from: '10:00', to: '11:00' }] },
  };

  it('is open until the end of the shift and closed over lunch', () => {
    expect(statusAt(hours, SHANGHAI, at('2026-09-28T10:00:00+08:00'))).toEqual({
      open: true,
      until: at('2026-09-28T12:00:00+08:00'),
    });
    expect(statusAt(hours, SHANGHAI, at('2026-09-28T12:00:00+08:00'))).toEqual({
      open: false,
      next: at('2026-09-28T13:30:00+08:00'),
    });
  });

  it('a special day replaces the weekday, closed or open', () => {
    expect(statusAt(hours, SHANGHAI, at('2026-09-30T18:00:00+08:00'))).toEqual({
      open: false,
      next: at('2026-10-02T09:00:00+08:00'),
    });
    expect(openAt(hours, SHANGHAI, at('2026-10-10T10:30:00+08:00'))).toBe(true);
  });

  it('a night shift goes on after midnight, and shifts that touch are one', () => {
    const nights: Hours = {
      week: { monday: [{ from: '22:00', to: '06:00' }], tuesday: [{ from: '06:00', to: '08:00' }] },
      specialDays: {},
    };
    expect(statusAt(nights, SHANGHAI, at('2026-09-29T02:00:00+08:00'))).toEqual({
      open: true,
      until: at('2026-09-29T08:00:00+08:00'),
    });
    expect(openAt(nights, SHANGHAI, at('2026-09-29T22:30:00+08:00'))).toBe(false);
  });

  it('around the clock has no end, and never open has no opening', () => {
    const always: Hours = {
      week: Object.fromEntries(DAYS.map((day) => [day, [{ from: '00:00', to: '00:00' }]])),
      specialDays: {},
    };
    expect(statusAt(always, SHANGHAI, at('2026-09-29T02:00:00+08:00'))).toEqual({ open: true, until: null });
    expect(statusAt({ week: {}, specialDays: {} }, SHANGHAI, at('2026-09-29T02:00:00+08:00'))).toEqual({
      open: false,
      next: null,
    });
  });

  it('an opening that the clocks skip in spring comes with the jump', () => {
    const early: Hours = { week: { sunday: [{ from: '02:30', to: '05:00' }] }, specialDays: {} };
    expect(statusAt(early, 'Europe/Berlin', at('2026-03-29T00:00:00Z'))).toEqual({
      open: false,
      next: at('2026-03-29T01:00:00Z'),
    });
  });
});

describe('a week in a line', () => {
  it('joins neighbouring days with the same hours', () => {
    expect(runs(workdays).map((run) => `${run.from}-${run.to} ${writeDay(run.periods)}`)).toEqual([
      'monday-friday 09:00–12:00, 13:30–17:00',
      'saturday-sunday ',
    ]);
  });

  it('a range of dates crosses months', () => {
    expect(datesBetween('2026-09-30', '2026-10-02')).toEqual(['2026-09-30', '2026-10-01', '2026-10-02']);
  });
});
