import type { PresenceState } from '@/shared/types';
import type { Person } from '../why/shapes';

/** An agent's day as the server tells it, and what the picture of it needs; pure. */
export interface AgentDay {
  agent: Person;
  from: string;
  to: string;
  states: { state: PresenceState; reason?: string | null; from: string; to?: string | null }[];
  contacts: Served[];
  totals: {
    readySeconds: number;
    awaySeconds: Record<string, number>;
    busySeconds: number;
    afterContactSeconds: number;
    /** Absent where the agent was not on duty. */
    occupancy?: number | null;
    contacts: number;
    declined: number;
    unanswered: number;
  };
}

export interface Served {
  contact: string;
  queue?: Person | null;
  from: string;
  to?: string | null;
  state: 'served' | 'after-contact';
}

/** A span on the strip: per cent from the left, per cent wide. */
export interface Span {
  left: number;
  width: number;
}

const HOUR = 3_600_000;

/** The part of the day that is drawn: whole hours around what happened, four at least. */
export function window(day: AgentDay, now: number): { from: number; to: number } {
  const begin = Date.parse(day.from);
  const end = Date.parse(day.to);
  const present = day.states.filter((each) => each.state !== 'offline');
  const times = [
    ...present.flatMap((each) => [Date.parse(each.from), each.to ? Date.parse(each.to) : Math.min(now, end)]),
    ...day.contacts.flatMap((each) => [Date.parse(each.from), each.to ? Date.parse(each.to) : Math.min(now, end)]),
  ];
  if (times.length === 0) return { from: begin + 8 * HOUR, to: Math.min(end, begin + 18 * HOUR) };
  const hours = (time: number) => (time - begin) / HOUR;
  const first = Math.max(0, Math.floor(hours(Math.min(...times))));
  const last = Math.min((end - begin) / HOUR, Math.max(Math.ceil(hours(Math.max(...times))), first + 4));
  return { from: begin + first * HOUR, to: begin + last * HOUR };
}

export function span(
  shown: { from: number; to: number },
  from: string,
  to: string | null | undefined,
  now: number,
): Span {
  const whole = shown.to - shown.from;
  const begin = Math.max(shown.from, Date.parse(from));
  const end = Math.min(shown.to, to ? Date.parse(to) : now);
  return {
    left: (100 * (begin - shown.from)) / whole,
    width: Math.max(0, (100 * (end - begin)) / whole),
  };
}

/** Full hours of the window, at most `most` of them. */
export function hours(shown: { from: number; to: number }, most: number): number[] {
  const many = Math.round((shown.to - shown.from) / HOUR);
  const every = Math.ceil(many / most);
  return Array.from({ length: Math.floor(many / every) + 1 }, (_, at) => shown.from + at * every * HOUR);
}

/** Contacts that ran at once stand below each other: the first lane that is free takes the next. */
export function lanes(contacts: Served[], now: number): { served: Served; lane: number }[] {
  const free: number[] = [];
  return [...contacts]
    .sort((a, b) => Date.parse(a.from) - Date.parse(b.from))
    .map((served) => {
      const from = Date.parse(served.from);
      const found = free.findIndex((until) => until <= from);
      const lane = found < 0 ? free.length : found;
      free[lane] = served.to ? Date.parse(served.to) : Math.max(now, from);
      return { served, lane };
    });
}

/** Each contact once, with its service and its after-work, the newest first. */
export interface Row {
  contact: string;
  queue: Person | null;
  from: string;
  /** Null while it is being served. */
  to: string | null;
  afterSeconds: number | null;
}

export function rows(contacts: Served[], now: number): Row[] {
  const byContact = new Map<string, Row>();
  for (const each of [...contacts].sort((a, b) => Date.parse(a.from) - Date.parse(b.from))) {
    const key = each.contact;
    const known = byContact.get(key);
    if (each.state === 'served') {
      // one that came back to the same agent is one row that goes on
      byContact.set(key, {
        contact: key,
        queue: each.queue ?? known?.queue ?? null,
        from: known?.from ?? each.from,
        to: each.to ?? null,
        afterSeconds: known?.afterSeconds ?? null,
      });
    } else {
      const after = ((each.to ? Date.parse(each.to) : now) - Date.parse(each.from)) / 1000;
      const row = known ?? {
        contact: key,
        queue: each.queue ?? null,
        from: each.from,
        to: each.from,
        afterSeconds: null,
      };
      byContact.set(key, { ...row, afterSeconds: (row.afterSeconds ?? 0) + after });
    }
  }
  return [...byContact.values()].sort((a, b) => Date.parse(b.from) - Date.parse(a.from));
}

/** The date of a moment as the day's own zone writes it: `from` is its midnight. */
export function dateOf(day: AgentDay | undefined, fallback: number): string {
  const middle = day ? Date.parse(day.from) + 12 * HOUR : fallback;
  const zone = new Date(middle);
  return [zone.getFullYear(), zone.getMonth() + 1, zone.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

/** The day before or after, as a date. */
export function shifted(date: string, by: number): string {
  const at = new Date(`${date}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + by);
  return at.toISOString().slice(0, 10);
}
