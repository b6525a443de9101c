/** Business hours as the server reads them: local times of a zone, periods per weekday, special days that replace them. */
export interface Period {
  from: string;
  to: string;
}

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Day = (typeof DAYS)[number];

export interface Hours {
  week: Partial<Record<Day, Period[]>>;
  specialDays: Record<string, Period[]>;
}

export interface Calendar extends Hours {
  id: string;
  institution: string;
  name: { zh: string; en: string };
  editable: boolean;
  version: number;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** As far ahead as the server looks for an opening. */
const SEARCH_DAYS = 60;

export function minutesOf(time: string): number {
  const [h, m] = time.split(':');
  return Number(h) * 60 + Number(m);
}

export function timeOf(minutes: number): string {
  const at = minutes % 1440;
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
}

/** A period whose end is not after its start runs over midnight, or to it. */
export function overMidnight(period: Period): boolean {
  return minutesOf(period.to) <= minutesOf(period.from);
}

/** Where a period ends on a scale that does not break at midnight. */
export function endOf(period: Period): number {
  return minutesOf(period.to) + (overMidnight(period) ? 1440 : 0);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function localMs(instant: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  const part = Object.fromEntries(format.formatToParts(instant).map((each) => [each.type, Number(each.value)]));
  return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second);
}

const offset = (instant: number, zone: string) => localMs(instant, zone) - Math.floor(instant / 1000) * 1000;

/** The instants at which clocks show a local time: two where they are turned back, the jump itself where they skip it. */
function moments(local: number, zone: string): number[] {
  const offsets = [...new Set([offset(local - DAY_MS, zone), offset(local + DAY_MS, zone)])];
  const valid = offsets.map((each) => local - each).filter((instant) => localMs(instant, zone) === local);
  if (valid.length > 0) return valid.sort((a, b) => a - b);
  let [before, after] = [local - DAY_MS, local + DAY_MS];
  const first = offset(before, zone);
  while (after - before > MINUTE_MS) {
    const middle = Math.floor((before + after) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offset(middle, zone) === first) before = middle;
    else after = middle;
  }
  return [after];
}

const dateOf = (localDay: number) => new Date(localDay).toISOString().slice(0, 10);

export function dayOf(date: string): Day {
  return DAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] as Day;
}

/** The periods of a date, and whether they are a special day's. */
export function periodsOf(hours: Hours, date: string): Period[] {
  return hours.specialDays[date] ?? hours.week[dayOf(date)] ?? [];
}

export function openAt(hours: Hours, zone: string, instant: number): boolean {
  const local = localMs(instant, zone);
  const day = Math.floor(local / DAY_MS) * DAY_MS;
  const now = (local - day) / MINUTE_MS;
  return (
    periodsOf(hours, dateOf(day)).some((each) => now >= minutesOf(each.from) && now < endOf(each)) ||
    periodsOf(hours, dateOf(day - DAY_MS)).some((each) => overMidnight(each) && now < minutesOf(each.to))
  );
}

export type Status = { open: true; until: number | null } | { open: false; next: number | null };

/** Open until when (null: for more than a week), or closed until when (null: for more than two months). */
export function statusAt(hours: Hours, zone: string, now: number): Status {
  const today = Math.floor(localMs(now, zone) / DAY_MS) * DAY_MS;
  const edges = (days: number, edge: (period: Period) => number, from = 0) => {
    const found: number[] = [];
    for (let i = from; i <= days; i++) {
      const day = today + i * DAY_MS;
      for (const period of periodsOf(hours, dateOf(day)))
        for (const instant of moments(day + edge(period) * MINUTE_MS, zone)) if (instant > now) found.push(instant);
    }
    return found.sort((a, b) => a - b);
  };
  if (openAt(hours, zone, now))
    return { open: true, until: edges(8, endOf, -1).find((end) => !openAt(hours, zone, end)) ?? null };
  return { open: false, next: edges(SEARCH_DAYS, (period) => minutesOf(period.from))[0] ?? null };
}

export type Reading = { periods: Period[] } | { problem: 'unreadable' | 'time' | 'overlap'; part: string };

const ALL_DAY = /^(24\s*(h|hours?|小时)|all\s*day|全天)$/i;
const CLOSED = /^(closed|off|休|休息|不营业|-|—)?$/i;
const PERIOD = /^(\d{1,2})(?:[:：.]?(\d{2}))?\s*(?:-|–|—|~|～|至|到|to)\s*(?:次日\s*)?(\d{1,2})(?:[:：.]?(\d{2}))?$/i;

/** Reads what a person types for one day: `9-12, 13:30-18`, `22:00–6:00`, `24h`, nothing for closed. */
export function readDay(text: string): Reading {
  const plain = text.trim().replace(/\+1/g, '');
  if (CLOSED.test(plain)) return { periods: [] };
  if (ALL_DAY.test(plain)) return { periods: [{ from: '00:00', to: '00:00' }] };
  const periods: Period[] = [];
  for (const part of plain.replace(/\s*(-|–|—|~|～|至|到)\s*/g, '-').split(/[,，、;；\s]+/)) {
    if (!part) continue;
    const hit = PERIOD.exec(part);
    if (!hit) return { problem: 'unreadable', part };
    const [from, to] = [at(hit[1], hit[2]), at(hit[3], hit[4])];
    if (from === null || to === null || from === 1440) return { problem: 'time', part };
    periods.push({ from: timeOf(from), to: timeOf(to) });
  }
  periods.sort((a, b) => minutesOf(a.from) - minutesOf(b.from));
  const crossing = overlapIn(periods);
  return crossing ? { problem: 'overlap', part: crossing } : { periods };
}

function at(hour: string | undefined, minute: string | undefined): number | null {
  const [h, m] = [Number(hour), Number(minute ?? 0)];
  return h < 24 && m < 60 ? h * 60 + m : h === 24 && m === 0 ? 1440 : null;
}

function overlapIn(periods: Period[]): string | null {
  for (const [index, period] of periods.entries()) {
    const next = periods[index + 1];
    if (next && minutesOf(next.from) < endOf(period)) return `${span(period)}, ${span(next)}`;
  }
  return null;
}

export function span(period: Period): string {
  const end = minutesOf(period.to) === 0 ? '24:00' : period.to.slice(0, 5);
  const next = overMidnight(period) && minutesOf(period.to) > 0 ? '+1' : '';
  return `${period.from.slice(0, 5)}–${end}${next}`;
}

/** As a person would type it; empty where closed. */
export function writeDay(periods: readonly Period[]): string {
  return periods.map(span).join(', ');
}

export const isAllDay = (periods: readonly Period[]) =>
  periods.length === 1 && periods.every((each) => minutesOf(each.from) === 0 && minutesOf(each.to) === 0);

/** Runs of neighbouring days with the same hours, for a summary in a line. */
export function runs(week: Hours['week']): { from: Day; to: Day; periods: Period[] }[] {
  const found: { from: Day; to: Day; periods: Period[] }[] = [];
  for (const day of DAYS) {
    const periods = week[day] ?? [];
    const last = found.at(-1);
    if (last && writeDay(last.periods) === writeDay(periods)) last.to = day;
    else found.push({ from: day, to: day, periods });
  }
  return found;
}

/** All dates from one to the other, both included; at most a year. */
export function datesBetween(from: string, to: string): string[] {
  const dates: string[] = [];
  const end = Date.parse(`${to}T00:00:00Z`);
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= end && dates.length < 366; at += DAY_MS) dates.push(dateOf(at));
  return dates;
}

/** Today's date in a zone. */
export function today(zone: string, now: number): string {
  return dateOf(Math.floor(localMs(now, zone) / DAY_MS) * DAY_MS);
}
