import type { Name } from '@/shared/types';
import { NO_NAME, type Queue, type SkillLevel } from '../service/shapes';

/** A queue while it is edited: percent instead of a share, both languages of a message that may be missing. */
export interface QueueDraft {
  institution: string | null;
  name: Name;
  skills: SkillLevel[];
  priority: number | null;
  calendar: string | null;
  percent: number | null;
  targetWaitSeconds: number | null;
  offerTimeoutSeconds: number | null;
  maxWaiting: number | null;
  closedMessage: Name;
}

export const FRESH: QueueDraft = {
  institution: null,
  name: NO_NAME,
  skills: [],
  priority: 50,
  calendar: null,
  percent: 80,
  targetWaitSeconds: 30,
  offerTimeoutSeconds: 25,
  maxWaiting: 500,
  closedMessage: NO_NAME,
};

export function draftOf(queue: Queue): QueueDraft {
  return {
    institution: queue.institution,
    name: queue.name,
    skills: queue.skills,
    priority: queue.priority,
    calendar: queue.calendar ?? null,
    percent: Math.round(queue.target * 100),
    targetWaitSeconds: queue.targetWaitSeconds,
    offerTimeoutSeconds: queue.offerTimeoutSeconds,
    maxWaiting: queue.maxWaiting,
    closedMessage: queue.closedMessage ?? NO_NAME,
  };
}

export type Wrong = 'missing' | 'range' | 'both' | 'twice';

const within = (value: number | null, least: number, most: number): Wrong | null =>
  value === null ? 'missing' : value < least || value > most ? 'range' : null;

/** What the server would refuse, seen before it is asked; the limits are the server's. */
export function wrongIn(draft: QueueDraft): Partial<Record<string, Wrong | null>> {
  const { closedMessage: told, skills } = draft;
  const unset = skills.some((each) => !each.skill);
  const twice = new Set(skills.map((each) => each.skill)).size < skills.length;
  return {
    zh: draft.name.zh.trim() ? null : 'missing',
    en: draft.name.en.trim() ? null : 'missing',
    institution: draft.institution ? null : 'missing',
    skills: unset ? 'missing' : twice ? 'twice' : null,
    priority: within(draft.priority, -1000, 1000),
    percent: within(draft.percent, 0, 100),
    targetWaitSeconds: within(draft.targetWaitSeconds, 1, 86_400),
    offerTimeoutSeconds: within(draft.offerTimeoutSeconds, 1, 600),
    maxWaiting: within(draft.maxWaiting, 1, 100_000),
    closedMessage: Boolean(told.zh.trim()) === Boolean(told.en.trim()) ? null : 'both',
  };
}

/** The form's field for what the server names. */
export const FIELDS: Record<string, string> = {
  name: 'zh',
  target: 'percent',
  targetWait: 'targetWaitSeconds',
  offerTimeout: 'offerTimeoutSeconds',
};
