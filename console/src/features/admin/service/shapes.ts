import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api';
import type { AgentChoice, Ask, Medium, Name, Presence } from '@/shared/types';

/** What the sections of service read from the server; the shapes of docs/flows/live-stream.md. */
export interface Skill {
  key: string;
  institution: string;
  name: Name;
  version: number;
}

export interface SkillLevel {
  skill: string;
  level: number;
}

export interface Abilities {
  skills: SkillLevel[];
  languages: { language: string; level: number }[];
  chatCapacity: number;
  /** How many of each at once, 0 = none; what is absent is as usual. */
  media?: Partial<Record<Medium, number>> | null;
  /** 0 for somebody who serves no contacts yet. */
  version: number;
}

export interface AgentRow {
  id: string;
  name: Name;
  home: string;
  /** False where the roles let this person serve nobody, whatever they can do. */
  serves: boolean;
  abilities: Abilities;
}

export interface Queue {
  id: string;
  institution: string;
  name: Name;
  skills: SkillLevel[];
  priority: number;
  calendar?: string | null;
  target: number;
  targetWaitSeconds: number;
  offerTimeoutSeconds: number;
  maxWaiting: number;
  closedMessage?: Name | null;
  /** Null: as is usual for the medium. */
  choice?: AgentChoice | null;
  weights?: Weights | null;
  /** Empty: whoever meets the requirement. */
  steps?: QueueStep[];
  limits?: { expectedWaitSeconds?: number | null; oldestWaitSeconds?: number | null } | null;
  active: boolean;
  version: number;
}

export interface Weights {
  skill: number;
  idle: number;
  occupancy: number;
}

export interface QueueStep {
  /** Null only in the last one, which lasts. */
  expirySeconds: number | null;
  /** Null: what the queue requires. */
  asks: Ask[] | null;
}

export interface QueueStaffing {
  queue: string;
  waiting: number;
  able: number;
  ready: number;
  free: number;
}

export interface Able {
  able: number;
  ready: number;
  free: number;
  elsewhere: number;
  colleagues: { id: string; name: Name; home: string; presence: Presence; free: number }[];
}

/** Who can serve now, each step for itself; one entry where there are no steps. */
export interface Reach {
  steps: Able[];
  waiting?: number;
}

export interface AwayReason {
  key: string;
  name: Name;
  system: boolean;
  active: boolean;
  version: number;
  editable: boolean;
}

export interface Reply {
  id: string;
  institution: string;
  owner?: string | null;
  language: string;
  shortcut: string;
  title: string;
  text: string;
  version: number;
}

export interface Topic {
  key: string;
  label: Name;
  queue?: string | null;
}

export interface Widget {
  id: string;
  key: string;
  institution: string;
  queue: string;
  title: Name;
  greeting: Name;
  colour: string;
  topics: Topic[];
  quickReplies: Name[];
  origins: string[];
  languages: string[];
  closedMessage?: Name | null;
  graceSeconds: number;
  active: boolean;
  version: number;
}

/** What is said live is asked again this often. */
export const LIVE_MS = 5_000;

export const keys = {
  skills: ['admin', 'skills'],
  agents: ['admin', 'agents'],
  queues: ['admin', 'queues'],
  staffing: ['admin', 'staffing'],
  awayReasons: ['admin', 'away-reasons'],
  replies: ['admin', 'replies'],
  widgets: ['admin', 'widgets'],
} as const;

export const useSkills = () =>
  useQuery({
    queryKey: keys.skills,
    queryFn: ({ signal }) => api.get<Skill[]>('/admin/skills', undefined, signal),
  });

export const useQueues = (enabled = true) =>
  useQuery({
    queryKey: keys.queues,
    queryFn: ({ signal }) => api.get<Queue[]>('/admin/queues', undefined, signal),
    enabled,
  });

export const useWidgets = (enabled = true) =>
  useQuery({
    queryKey: keys.widgets,
    queryFn: ({ signal }) => api.get<Widget[]>('/admin/widgets', undefined, signal),
    enabled,
  });

/** How each queue is staffed at this moment. */
export const useStaffing = () =>
  useQuery({
    queryKey: keys.staffing,
    queryFn: ({ signal }) => api.get<QueueStaffing[]>('/admin/queues/staffing', undefined, signal),
    refetchInterval: LIVE_MS,
    staleTime: 0,
  });

export const NO_NAME: Name = { zh: '', en: '' };
