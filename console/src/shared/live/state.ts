import type { Alert, ContactCard, FloorAgent, FloorQueue, Me, Notice, Offer, StaffEvent } from '../types';

/** What the live stream has told so far, what is put into it, and what it wants done. */
export type Line = 'connecting' | 'live' | 'reconnecting' | 'stopped';

/** A run of events of one contact without a hole: `from` is the seq before the first, `to` the last. */
export interface Conversation {
  from: number;
  to: number;
  events: StaffEvent[];
  ahead: StaffEvent[];
  loading: boolean;
}

export type UnsentState = 'sending' | 'stored' | 'refused';

export interface Unsent {
  id: string;
  contact: string;
  type: 'say' | 'note';
  text?: string;
  attachment?: { id: string; name: string; type: string; size: number };
  at: string;
  state: UnsentState;
  seq?: number;
  problem?: { code: string; message: string; values: Record<string, unknown> };
}

export interface Typing {
  text?: string;
  at: number;
}

export interface LiveState {
  line: Line;
  lineSince: number;
  retryAt: number | null;
  stream: string | null;
  seq: number;
  /** Server clock minus our clock, in milliseconds. */
  skew: number;
  me: Me | null;
  offers: Offer[];
  contacts: Record<string, ContactCard>;
  /** Contact ids in the order in which they came to me; never re-sorted. */
  order: string[];
  conversations: Record<string, Conversation>;
  typing: Record<string, Typing>;
  readByCustomer: Record<string, number>;
  outbox: Unsent[];
  /** Cards of contacts that I read along. */
  watched: Record<string, ContactCard>;
  queues: Record<string, FloorQueue>;
  agents: Record<string, FloorAgent>;
  /** Open alerts and those that have ended since they were told, by id. */
  alerts: Record<string, Alert>;
  notices: Notice[];
  database: 'up' | 'down';
}

export type Effect =
  | { do: 'resume' }
  | { do: 'send'; frame: Record<string, unknown> }
  | { do: 'fetch'; contact: string; after: number }
  | { do: 'case'; case: string; version: number }
  | { do: 'offer'; offer: Offer }
  | { do: 'notice'; notice: Notice }
  | { do: 'gone'; contact: string; reason: string }
  | { do: 'line'; contact: string; event: StaffEvent }
  | { do: 'floor' };

export type Input =
  | { type: 'frame'; frame: Record<string, unknown>; now: number }
  | { type: 'line'; line: Line; now: number; retryAt?: number }
  | { type: 'write'; unsent: Unsent }
  | { type: 'discard'; id: string }
  | { type: 'again'; id: string }
  | { type: 'open'; contact: string; lastSeq: number; page: number }
  | { type: 'close'; contact: string }
  | { type: 'events'; contact: string; after: number; events: StaffEvent[] }
  | { type: 'fetch-failed'; contact: string }
  | { type: 'seen'; contact: string }
  | { type: 'dismiss'; notice: string }
  | { type: 'floor'; queues: FloorQueue[]; agents: FloorAgent[] }
  | { type: 'alert'; alert: Alert }
  | { type: 'me'; me: Me };

export type Step = [LiveState, Effect[]];

export function empty(now: number): LiveState {
  return {
    line: 'connecting',
    lineSince: now,
    retryAt: null,
    stream: null,
    seq: 0,
    skew: 0,
    me: null,
    offers: [],
    contacts: {},
    order: [],
    conversations: {},
    typing: {},
    readByCustomer: {},
    outbox: [],
    watched: {},
    queues: {},
    agents: {},
    alerts: {},
    notices: [],
    database: 'up',
  };
}
