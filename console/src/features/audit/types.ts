import type { Name } from '@/shared/types';

export interface Person {
  id: string;
  username: string;
  name: Name;
}

/** One link of the trail: who did or read what, whose data, why and when. */
export interface Entry {
  seq: number;
  at: string;
  actor?: string | null;
  actorName?: Person | null;
  action: string;
  subjectKind: string;
  subject: string;
  subjectName?: Person | null;
  institution: string;
  purpose?: string | null;
  detail: Record<string, string>;
  previous: string;
  hash: string;
}

export interface Page {
  entries: Entry[];
  next: number | null;
}

export interface Verification {
  checked: number;
  intact: boolean;
  brokenAt?: number | null;
  fault?: 'missing' | 'detached' | 'changed' | null;
  reason?: string | null;
  head: string;
  through: number;
  last: number;
}

export interface Institution {
  path: string;
  name: Name;
}
