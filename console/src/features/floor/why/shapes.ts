import type { AgentChoice, Ask, Medium, Name } from '@/shared/types';

/** Why a contact stands where it stands, as the server tells it; the shapes of docs/flows/live-stream.md. */
export interface Person {
  id: string;
  name: Name;
}

export type Reason =
  | 'not-named'
  | 'missing-skill'
  | 'missing-language'
  | 'missing-group'
  | 'missing-any-of'
  | 'not-on-duty'
  | 'resting'
  | 'busy'
  | 'let-it-pass';

export interface Candidate {
  /** Absent for a colleague outside the reader's scope. */
  agent?: Person | null;
  score: number;
  merit: number;
  idleSince?: string | null;
  occupancy: number;
}

export interface Excluded {
  reason: Reason;
  missing?: Ask | null;
  count: number;
  agents: Person[];
}

export interface WhyStep {
  expirySeconds?: number | null;
  /** Null: what the queue asks for. */
  asks?: Ask[] | null;
  colleagues?: Person[] | null;
  /** Named colleagues outside the reader's scope. */
  others?: number;
}

export interface Why {
  contact: string;
  at: string;
  queue: Person;
  medium: Medium;
  phase: 'waiting' | 'offered' | 'served' | 'after-contact';
  priority: number;
  tier: number;
  since: string;
  /** 1 is next, 0 is not in line. */
  position: number;
  step: number;
  steps: WhyStep[];
  asks: Ask[];
  choice: AgentChoice;
  /** The first of `candidatesInAll`. */
  candidates: Candidate[];
  candidatesInAll?: number;
  excluded: Excluded[];
  ahead: string[];
  stepUntil?: string | null;
  pauseUntil?: string | null;
  offerUntil?: string | null;
  chosen?: Candidate | null;
  estimate?: { seconds: number; typicalErrorSeconds?: number | null; method: 'starts' | 'handling' } | null;
}

export interface Moment {
  at: string;
  kind: string;
  agent?: Person | null;
  queue?: Person | null;
  values?: Record<string, unknown> | null;
}
