import type { Unsent } from '@/shared/live/stream';
import type { StaffEvent } from '@/shared/types';

/** What the conversation shows, in order: a pure function of events and of what is not delivered yet. */
export type Row =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'message'; key: string; event: StaffEvent; side: 'customer' | 'own'; first: boolean }
  | { kind: 'note'; key: string; event: StaffEvent }
  | { kind: 'change'; key: string; event: StaffEvent }
  | { kind: 'unsent'; key: string; unsent: Unsent };

/** Changes that help nobody on the desk. */
const HIDDEN = new Set(['offered', 'offer-ended']);

export function rows(events: readonly StaffEvent[], outbox: readonly Unsent[]): Row[] {
  const list: Row[] = [];
  let day = '';
  let before: StaffEvent | null = null;
  for (const event of events) {
    if (HIDDEN.has(event.kind)) continue;
    const today = new Date(event.at).toDateString();
    if (today !== day) {
      list.push({ kind: 'day', key: `day ${event.seq}`, at: event.at });
      day = today;
      before = null;
    }
    const key = String(event.seq);
    if (event.kind === 'message' && event.from !== 'system') {
      const side = event.from === 'customer' ? 'customer' : 'own';
      const same = before?.kind === 'message' && before.from === event.from && same5(before.at, event.at);
      list.push({ kind: 'message', key, event, side, first: !same });
    } else if (event.kind === 'note') list.push({ kind: 'note', key, event });
    else list.push({ kind: 'change', key, event });
    before = event;
  }
  for (const unsent of outbox) list.push({ kind: 'unsent', key: unsent.id, unsent });
  return list;
}

function same5(a: string, b: string): boolean {
  return Math.abs(Date.parse(b) - Date.parse(a)) < 5 * 60_000;
}
