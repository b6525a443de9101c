/** The shapes of docs/flows/live-stream.md. */
export interface Name {
  zh: string;
  en: string;
}

export interface Named {
  id: string;
  name: Name | string;
}

export type PresenceState = 'offline' | 'ready' | 'away' | 'lost';

export interface Presence {
  state: PresenceState;
  reason?: string | null;
  /** Absent for somebody who was never there. */
  since?: string | null;
  afterContact: number;
}

export interface Capacity {
  used: number;
  max: number;
}

export interface Me {
  id: string;
  username: string;
  name: Name;
  language: string;
  home: string;
  roles: { role: string; scope: string }[];
  rights: string[];
  presence: Presence;
  capacity: { chat: Capacity };
  skills: { skill: string; level: number }[];
}

export interface Offer {
  id: string;
  contact: string;
  queue: Named;
  customer: { name?: string | null; said?: string | null; tier?: string | null };
  topic?: string | null;
  firstLine?: string | null;
  waitedSeconds: number;
  offeredAt: string;
  expiresAt: string;
}

export type ContactState = 'waiting' | 'active' | 'ended' | 'wrapped';
export type CaseState = 'open' | 'pending' | 'solved' | 'closed';

/** An entry of one of the bank's own lists. */
export interface Choice {
  key: string;
  name: Name;
  solves?: boolean;
}

export interface ContactCard {
  id: string;
  channel: string;
  state: ContactState;
  queue?: Named | null;
  customer: {
    id?: string | null;
    name?: string | null;
    /** What the visitor calls himself; nobody has checked it. */
    said?: string | null;
    identified: boolean;
    tier?: string | null;
  };
  topic?: string | null;
  language: string;
  openedAt: string;
  assignedAt?: string | null;
  endedAt?: string | null;
  lastSeq: number;
  lastLine?: { from: string; text?: string | null; at: string } | null;
  unread: number;
  /** Since when the customer has been waiting for an answer; absent when we spoke last. */
  unansweredSince?: string | null;
  readByCustomer?: number | null;
  customerConnected: boolean;
  case?: { id: string; number: string; title: string; state: CaseState } | null;
  agent?: Named | null;
  page?: string | null;
}

export interface Attachment {
  id: string;
  name: string;
  type: string;
  size: number;
}

/** One event of a contact; the fields depend on `kind`. */
export interface StaffEvent {
  contact: string;
  seq: number;
  at: string;
  kind: string;
  id?: string | null;
  from?: 'customer' | 'agent' | 'system';
  author?: Name | string | Named | null;
  text?: string | null;
  attachment?: Attachment | null;
  channel?: string;
  topic?: string | null;
  page?: string | null;
  customer?: { id: string; name: string };
  queue?: Named | string | null;
  agent?: Named | string | null;
  operator?: Named | string | null;
  by?: Named | string | null;
  to?: Named | string | null;
  note?: string | null;
  reason?: string | null;
  on?: boolean;
  number?: string;
  solved?: boolean;
  comment?: string | null;
  code?: string | null;
  codeName?: Name | null;
  followUpAt?: string | null;
}

export interface FloorQueue {
  id: string;
  name: Name;
  institution: string;
  waiting: number;
  oldestSince?: string | null;
  active: number;
  serviceLevel: { value: number; target: number; seconds: number; answered: number } | null;
  abandonedToday: number;
  answeredToday: number;
  agentsReady: number;
  open: boolean;
  /** What a customer who came now would be told. */
  expectedWaitSeconds?: number | null;
  trouble: 'none' | 'warn' | 'act';
  why?: 'nobody-ready' | 'waits-too-long' | 'waits-long' | 'below-target' | null;
  /** The 20 who wait longest. */
  waitingContacts?: WaitingContact[];
}

export interface WaitingContact {
  id: string;
  /** 1 is next. */
  position: number;
  customer?: string | null;
  said?: string | null;
  topic?: string | null;
  language: string;
  since: string;
  asked?: Named | null;
  /** Steps of its own, −100 to 100; each goes before whoever has waited a minute longer. */
  priority?: number;
  /** Which step of its search it stands in, counted from 0. */
  step?: number;
  /** The customer has hung up and will be called back. */
  callback?: boolean;
}

export type Ask =
  | { kind: 'skill'; name: string; level: number }
  | { kind: 'language'; name: string }
  | { kind: 'institution'; name: string }
  | { kind: 'any-of'; name?: string; of: Ask[] };

export type Medium = 'voice' | 'video' | 'chat' | 'mail' | 'task';
export type AgentChoice = 'longest-idle' | 'least-occupied' | 'most-skilled' | 'weighted';

export type Measure =
  | 'waiting'
  | 'longest-wait'
  | 'expected-wait'
  | 'service-level'
  | 'abandoned'
  | 'agents-ready'
  | 'occupancy'
  | 'reaches-nobody';

/** Something that a rule watches is not as it should be. */
export interface Alert {
  id: string;
  rule: { id: string; name: Name };
  queue?: { id: string; name: Name } | null;
  measure: Measure;
  limit: number;
  value: number;
  level: 'warn' | 'act';
  since: string;
  until?: string | null;
  acknowledged?: { by: { id: string; name: Name }; at: string } | null;
}

export interface FloorContact {
  id: string;
  queue?: string | null;
  customer?: string | null;
  since: string;
  state: ContactState;
}

export interface FloorAgent {
  id: string;
  name: Name;
  institution: string;
  presence: Presence;
  contacts: FloorContact[];
  capacity: Capacity;
  queues: string[];
}

export interface Notice {
  id: string;
  level: 'info' | 'warn' | 'act';
  code: string;
  values: Record<string, unknown>;
  at: string;
  contact?: string | null;
  case?: string | null;
}
