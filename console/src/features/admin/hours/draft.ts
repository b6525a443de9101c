import type { Name } from '@/shared/types';
import { type Calendar, DAYS, type Day, type Hours, type Period, readDay, writeDay } from './time';

/** A calendar while it is typed: each day is a text until it is saved. */
export interface Draft {
  institution: string | null;
  name: Name;
  week: Record<Day, string>;
  special: { date: string; text: string }[];
}

export const CLOSED_WEEK = Object.fromEntries(DAYS.map((day) => [day, ''])) as Record<Day, string>;
const USUAL = Object.fromEntries(DAYS.map((day, at) => [day, at < 5 ? '09:00–17:00' : ''])) as Record<Day, string>;

export function emptyDraft(institution: string | null): Draft {
  return { institution, name: { zh: '', en: '' }, week: USUAL, special: [] };
}

export function draftOf(calendar: Calendar): Draft {
  return {
    institution: calendar.institution,
    name: calendar.name,
    week: Object.fromEntries(DAYS.map((day) => [day, writeDay(calendar.week[day] ?? [])])) as Record<Day, string>,
    special: Object.entries(calendar.specialDays)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([date, periods]) => ({ date, text: writeDay(periods) })),
  };
}

const periods = (text: string): Period[] | null => {
  const read = readDay(text);
  return 'periods' in read ? read.periods : null;
};

/** What would be saved; null while some text cannot be read or a date stands twice. */
export function hoursOf(draft: Pick<Draft, 'week' | 'special'>): Hours | null {
  const week: Hours['week'] = {};
  for (const day of DAYS) {
    const read = periods(draft.week[day]);
    if (!read) return null;
    week[day] = read;
  }
  const specialDays: Hours['specialDays'] = {};
  for (const { date, text } of draft.special) {
    const read = periods(text);
    if (!read || date in specialDays) return null;
    specialDays[date] = read;
  }
  return { week, specialDays };
}
