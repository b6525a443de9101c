import type { FloorAgent, FloorQueue, Presence } from '@/shared/types';

/** The floor's orders, as pure functions: trouble first, then whoever waits longest. */
const TROUBLE = { act: 0, warn: 1, none: 2 } as const;
const STATE = { lost: 0, away: 1, ready: 2, offline: 3 } as const;

export function byTrouble(a: FloorQueue, b: FloorQueue): number {
  return (
    TROUBLE[a.trouble] - TROUBLE[b.trouble] ||
    at(a.oldestSince) - at(b.oldestSince) ||
    b.waiting - a.waiting ||
    a.name.zh.localeCompare(b.name.zh, 'zh')
  );
}

export function byState(a: FloorAgent, b: FloorAgent): number {
  return STATE[a.presence.state] - STATE[b.presence.state] || at(a.presence.since) - at(b.presence.since);
}

function at(instant: string | null | undefined): number {
  return instant ? Date.parse(instant) : Number.MAX_SAFE_INTEGER;
}

/** Not there today: a time since another day would only be a large number. */
export function absentToday(presence: Presence, now: number): boolean {
  if (presence.state !== 'offline') return false;
  return !presence.since || new Date(presence.since).toDateString() !== new Date(now).toDateString();
}

/** Keeps rows where they are; new ones come last until the next sorting, gone ones leave. */
export function held(order: readonly string[], present: readonly string[]): string[] {
  const there = new Set(present);
  const kept = order.filter((id) => there.has(id));
  const known = new Set(kept);
  return [...kept, ...present.filter((id) => !known.has(id))];
}
