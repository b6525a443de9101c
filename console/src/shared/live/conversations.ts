import type { StaffEvent } from '../types';
import type { Conversation, Effect, LiveState, Step } from './state';

/**
 * The events of conversations as runs without a hole: what arrives out of order is kept ahead, what is missing is asked
 * for, and what arrived is taken from the outbox.
 */
export function event(state: LiveState, told: StaffEvent): Step {
  const effects: Effect[] = [{ do: 'line', contact: told.contact, event: told }];
  const held = state.conversations[told.contact];
  const quiet = told.kind === 'message' && told.from === 'customer' ? withoutTyping(state, told.contact) : state;
  if (!held) return [delivered(quiet, told.contact, [told]), effects];
  if (told.seq <= held.to) return [quiet, []];
  if (held.loading || told.seq > held.to + 1) {
    const ahead = merged(held.ahead, [told]);
    const next = put(quiet, told.contact, { ...held, ahead, loading: true });
    return [next, held.loading ? effects : [...effects, { do: 'fetch', contact: told.contact, after: held.to }]];
  }
  const joined = join({ ...held, events: [...held.events, told], to: told.seq });
  return [delivered(put(quiet, told.contact, joined), told.contact, [told]), effects];
}

function withoutTyping(state: LiveState, contact: string): LiveState {
  if (!state.typing[contact]) return state;
  const { [contact]: _was, ...typing } = state.typing;
  return { ...state, typing };
}

export function put(state: LiveState, contact: string, conversation: Conversation): LiveState {
  return { ...state, conversations: { ...state.conversations, [contact]: conversation } };
}

function merged(held: StaffEvent[], more: StaffEvent[]): StaffEvent[] {
  const bySeq = new Map(held.map((each) => [each.seq, each]));
  for (const each of more) bySeq.set(each.seq, each);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** Takes over from `ahead` what now follows without a hole. */
function join(conversation: Conversation): Conversation {
  let { to } = conversation;
  const events = [...conversation.events];
  const ahead: StaffEvent[] = [];
  for (const each of conversation.ahead) {
    if (each.seq <= to) continue;
    if (each.seq === to + 1) {
      events.push(each);
      to = each.seq;
    } else ahead.push(each);
  }
  return { ...conversation, events, to, ahead };
}

/** What arrived as an event is not unsent any more. */
function delivered(state: LiveState, contact: string, arrived: StaffEvent[]): LiveState {
  if (state.outbox.length === 0) return state;
  const ids = new Set(arrived.map((each) => each.id).filter(Boolean));
  const seqs = new Set(arrived.map((each) => each.seq));
  const outbox = state.outbox.filter(
    (unsent) =>
      unsent.contact !== contact || !(ids.has(unsent.id) || (unsent.seq !== undefined && seqs.has(unsent.seq))),
  );
  return outbox.length === state.outbox.length ? state : { ...state, outbox };
}

export function open(state: LiveState, input: { contact: string; lastSeq: number; page: number }): Step {
  if (state.conversations[input.contact]) return [state, []];
  const after = Math.max(0, input.lastSeq - input.page);
  const fresh: Conversation = { from: after, to: after, events: [], ahead: [], loading: true };
  return [put(state, input.contact, fresh), [{ do: 'fetch', contact: input.contact, after }]];
}

export function events(state: LiveState, input: { contact: string; after: number; events: StaffEvent[] }): Step {
  const held = state.conversations[input.contact];
  if (!held) return [state, []];
  const got = merged([], input.events);
  const last = got.at(-1)?.seq;
  if (input.after < held.from) {
    // an earlier page
    const before = got.filter((each) => each.seq <= held.from);
    const next = { ...held, from: input.after, events: [...before, ...held.events], loading: false };
    return [put(state, input.contact, next), []];
  }
  const fresh = got.filter((each) => each.seq > held.to);
  const joined = join({
    ...held,
    events: [...held.events, ...fresh],
    to: Math.max(held.to, last ?? held.to),
    loading: false,
  });
  const hole = joined.ahead.length > 0;
  // an empty answer below a known event means that the server is behind; the next event asks again
  const more = hole && fresh.length > 0;
  const next = put(state, input.contact, { ...joined, loading: more });
  return [
    delivered(next, input.contact, joined.events),
    more ? [{ do: 'fetch', contact: input.contact, after: joined.to }] : [],
  ];
}
