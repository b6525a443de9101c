import type { Alert, ContactCard, FloorAgent, FloorQueue, Me, Notice, Offer, StaffEvent } from '../types';
import { event, events, open, put } from './conversations';
import type { Effect, Input, Line, LiveState, Step, Typing, Unsent } from './state';

/**
 * What the live stream has told so far, as a pure reducer: state and input in, state and effects out. No socket, no
 * clock: `connection.ts` feeds it and carries out the effects. Frames: docs/flows/live-stream.md.
 */
export type * from './state';
export { empty } from './state';

export function reduce(state: LiveState, input: Input): Step {
  switch (input.type) {
    case 'frame':
      return frame(state, input.frame, input.now);
    case 'line':
      return line(state, input);
    case 'write':
      return [{ ...state, outbox: [...state.outbox, input.unsent] }, state.line === 'live' ? [post(input.unsent)] : []];
    case 'discard':
      return [{ ...state, outbox: state.outbox.filter((unsent) => unsent.id !== input.id) }, []];
    case 'again':
      return again(state, input.id);
    case 'open':
      return open(state, input);
    case 'close': {
      const { [input.contact]: _gone, ...conversations } = state.conversations;
      const { [input.contact]: _card, ...watched } = state.watched;
      return [{ ...state, conversations, watched }, []];
    }
    case 'events':
      return events(state, input);
    case 'fetch-failed': {
      const conversation = state.conversations[input.contact];
      if (!conversation) return [state, []];
      return [put(state, input.contact, { ...conversation, loading: false }), []];
    }
    case 'seen':
      return seen(state, input.contact);
    case 'dismiss':
      return [{ ...state, notices: state.notices.filter((notice) => notice.id !== input.notice) }, []];
    case 'floor':
      return [{ ...state, queues: byId(input.queues), agents: byId(input.agents) }, []];
    case 'alert':
      return [withAlert(state, input.alert), []];
    case 'me':
      return [{ ...state, me: input.me }, []];
  }
}

function byId<T extends { id: string }>(rows: T[]): Record<string, T> {
  return Object.fromEntries(rows.map((row) => [row.id, row]));
}

function line(state: LiveState, input: { line: Line; now: number; retryAt?: number }): Step {
  const since = input.line === state.line ? state.lineSince : input.now;
  const next = { ...state, line: input.line, lineSince: since, retryAt: input.retryAt ?? null };
  // nobody types for us to see while the line is down
  return [input.line === 'live' ? next : { ...next, typing: {} }, []];
}

function post(unsent: Unsent): Effect {
  const { id, contact, type, text, attachment } = unsent;
  return {
    do: 'send',
    frame: {
      type,
      id,
      contact,
      ...(text !== undefined && { text }),
      ...(attachment && { attachment: attachment.id }),
    },
  };
}

function again(state: LiveState, id: string): Step {
  const outbox = state.outbox.map((unsent) => {
    if (unsent.id !== id) return unsent;
    const { problem: _problem, ...rest } = unsent;
    return { ...rest, state: 'sending' as const };
  });
  const unsent = outbox.find((each) => each.id === id);
  return [{ ...state, outbox }, unsent && state.line === 'live' ? [post(unsent)] : []];
}

function frame(state: LiveState, data: Record<string, unknown>, now: number): Step {
  switch (data.type) {
    case 'snapshot':
      return snapshot(state, data, now);
    case 'resumed':
      return [up(state, now), unsentAgain(state)];
    case 'ack':
      return [acknowledged(state, data as { id: string; seq: number }), []];
    case 'refused':
      return [refused(state, data), []];
    case 'pong':
      return [state, []];
    default:
      return typeof data.seq === 'number' ? numbered(state, data, now) : [state, []];
  }
}

function up(state: LiveState, now: number): LiveState {
  return { ...state, line: 'live', lineSince: state.line === 'live' ? state.lineSince : now, retryAt: null };
}

function unsentAgain(state: LiveState): Effect[] {
  return state.outbox.filter((unsent) => unsent.state === 'sending').map(post);
}

function snapshot(state: LiveState, data: Record<string, unknown>, now: number): Step {
  const contacts = (data.contacts ?? []) as ContactCard[];
  const offers = (data.offers ?? []) as Offer[];
  const told = new Map(contacts.map((card) => [card.id, card]));
  const kept = state.order.filter((id) => told.has(id));
  const fresh = contacts.map((card) => card.id).filter((id) => !state.order.includes(id));
  const known = new Set(state.offers.map((offer) => offer.id));
  const next: LiveState = {
    ...up(state, now),
    stream: String(data.stream),
    seq: Number(data.seq ?? 0),
    skew: typeof data.now === 'string' ? Date.parse(data.now) - now : state.skew,
    me: data.me as Me,
    offers,
    contacts: Object.fromEntries(told),
    order: [...kept, ...fresh],
    watched: byId((data.watched ?? []) as ContactCard[]),
    notices: (data.notices ?? []) as Notice[],
    typing: {},
    database: 'up',
  };
  const effects: Effect[] = unsentAgain(state);
  // the new stream does not tell what happened in between: ask for it, per open conversation
  for (const [contact, conversation] of Object.entries(state.conversations)) {
    effects.push({ do: 'fetch', contact, after: conversation.to });
    next.conversations = { ...next.conversations, [contact]: { ...conversation, loading: true } };
  }
  for (const offer of offers) if (!known.has(offer.id)) effects.push({ do: 'offer', offer });
  effects.push({ do: 'floor' });
  return [next, effects];
}

function acknowledged(state: LiveState, ack: { id: string; seq: number }): LiveState {
  const outbox = state.outbox.flatMap((unsent): Unsent[] => {
    if (unsent.id !== ack.id) return [unsent];
    const held = state.conversations[unsent.contact];
    if (!held || ack.seq <= held.to) return [];
    const { problem: _problem, ...rest } = unsent;
    return [{ ...rest, state: 'stored', seq: ack.seq }];
  });
  return { ...state, outbox };
}

/** Refusals after which the same line may be sent again later without the person's doing. */
const PASSING = new Set(['storage.unavailable', 'database.unavailable', 'shutting-down']);

function refused(state: LiveState, data: Record<string, unknown>): LiveState {
  const problem = {
    code: String(data.code),
    message: String(data.message ?? ''),
    values: (data.values ?? {}) as Record<string, unknown>,
  };
  const passing = PASSING.has(problem.code);
  const outbox = state.outbox.map((unsent) =>
    unsent.id === data.id ? { ...unsent, state: passing ? unsent.state : ('refused' as const), problem } : unsent,
  );
  return { ...state, outbox };
}

function numbered(state: LiveState, data: Record<string, unknown>, now: number): Step {
  const seq = data.seq as number;
  if (seq <= state.seq) return [state, []];
  if (seq > state.seq + 1) return [state, [{ do: 'resume' }]];
  const [next, effects] = topic({ ...state, seq }, String(data.topic), data.data, now);
  return [next, effects];
}

function topic(state: LiveState, name: string, data: unknown, now: number): Step {
  switch (name) {
    case 'me':
      return [{ ...state, me: data as Me }, []];
    case 'offer': {
      const offer = data as Offer;
      const others = state.offers.filter((each) => each.id !== offer.id);
      return [{ ...state, offers: [...others, offer] }, [{ do: 'offer', offer }]];
    }
    case 'offer-ended': {
      const { offer } = data as { offer: string };
      return [{ ...state, offers: state.offers.filter((each) => each.id !== offer) }, []];
    }
    case 'contact':
      return caughtUp(withCard(state, data as ContactCard), data as ContactCard);
    case 'watched': {
      const card = data as ContactCard;
      return caughtUp({ ...state, watched: { ...state.watched, [card.id]: card } }, card);
    }
    case 'contact-gone': {
      const gone = data as { contact: string; reason: string };
      const { [gone.contact]: _card, ...contacts } = state.contacts;
      const order = state.order.filter((id) => id !== gone.contact);
      return [{ ...state, contacts, order }, [{ do: 'gone', ...gone }]];
    }
    case 'event':
      return event(state, data as StaffEvent);
    case 'typing': {
      const typed = data as { contact: string; on: boolean; text?: string };
      const { [typed.contact]: _was, ...typing } = state.typing;
      if (!typed.on) return [{ ...state, typing }, []];
      const entry: Typing = { at: now, ...(typed.text !== undefined && { text: typed.text }) };
      return [{ ...state, typing: { ...typing, [typed.contact]: entry } }, []];
    }
    case 'read': {
      const read = data as { contact: string; seq: number };
      const upTo = Math.max(read.seq, state.readByCustomer[read.contact] ?? 0);
      return [{ ...state, readByCustomer: { ...state.readByCustomer, [read.contact]: upTo } }, []];
    }
    case 'customer-line': {
      const told = data as { contact: string; connected: boolean };
      const own = state.contacts[told.contact];
      const seen = state.watched[told.contact];
      const next = own ? withCard(state, { ...own, customerConnected: told.connected }) : state;
      if (!seen) return [next, []];
      const watched = { ...next.watched, [seen.id]: { ...seen, customerConnected: told.connected } };
      return [{ ...next, watched }, []];
    }
    case 'case':
      return [state, [{ do: 'case', ...(data as { case: string; version: number }) }]];
    case 'floor': {
      const rows = data as { queues?: FloorQueue[]; agents?: FloorAgent[]; alerts?: Alert[] };
      return [
        {
          ...state,
          queues: { ...state.queues, ...byId(rows.queues ?? []) },
          agents: { ...state.agents, ...byId(rows.agents ?? []) },
          // all that are open, in the first frame only
          alerts: rows.alerts ? byId(rows.alerts) : state.alerts,
        },
        [],
      ];
    }
    case 'alert':
      return [withAlert(state, data as Alert), []];
    case 'notice': {
      const notice = data as Notice;
      const others = state.notices.filter((each) => each.id !== notice.id);
      return [{ ...state, notices: [notice, ...others].slice(0, 50) }, [{ do: 'notice', notice }]];
    }
    case 'health': {
      const database = (data as { database: 'up' | 'down' }).database;
      const next = { ...state, database };
      return [next, database === 'up' && state.database === 'down' ? unsentAgain(next) : []];
    }
    default:
      return [state, []]; // a newer server may tell more than we know
  }
}

function withAlert(state: LiveState, alert: Alert): LiveState {
  return { ...state, alerts: { ...state.alerts, [alert.id]: alert } };
}

function withCard(state: LiveState, card: ContactCard): LiveState {
  const order = state.order.includes(card.id) ? state.order : [...state.order, card.id];
  return { ...state, contacts: { ...state.contacts, [card.id]: card }, order };
}

/** A card may tell of events that did not arrive: then they are asked for. */
function caughtUp(next: LiveState, card: ContactCard): Step {
  const held = next.conversations[card.id];
  if (held && !held.loading && card.lastSeq > held.to + held.ahead.length) {
    // the card may overtake its event on the stream: an event one ahead is on its way, more is a hole
    if (card.lastSeq > held.to + 1 + held.ahead.length)
      return [put(next, card.id, { ...held, loading: true }), [{ do: 'fetch', contact: card.id, after: held.to }]];
  }
  return [next, []];
}

function seen(state: LiveState, contact: string): Step {
  const card = state.contacts[contact];
  if (!card || card.unread === 0) return [state, []];
  const next = withCard(state, { ...card, unread: 0 });
  const frame = { type: 'read', contact, seq: card.lastSeq };
  return [next, state.line === 'live' ? [{ do: 'send', frame }] : []];
}
