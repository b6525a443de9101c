import type { AgentChoice, Name } from '@/shared/types';
import { NO_NAME, type Queue, type SkillLevel } from '../service/shapes';
import { draftSteps, type StepDraft, wrongStep } from './steps';

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
  choice: AgentChoice | null;
  weights: { skill: number | null; idle: number | null; occupancy: number | null };
  steps: StepDraft[];
  expectedWaitSeconds: number | null;
  oldestWaitSeconds: number | null;
}

const EVEN = { skill: 1, idle: 1, occupancy: 1 };

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
  choice: null,
  weights: EVEN,
  steps: [],
  expectedWaitSeconds: null,
  oldestWaitSeconds: null,
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
    choice: queue.choice ?? null,
    weights: queue.weights ?? EVEN,
    steps: draftSteps(queue.steps),
    expectedWaitSeconds: queue.limits?.expectedWaitSeconds ?? null,
    oldestWaitSeconds: queue.limits?.oldestWaitSeconds ?? null,
  };
}

export type Wrong = 'missing' | 'range' | 'both' | 'twice' | 'unset';

const within = (value: number | null, least: number, most: number): Wrong | null =>
  value === null ? 'missing' : value < least || value > most ? 'range' : null;

const optional = (value: number | null) => (value === null ? null : within(value, 1, 86_400));

/** What the server would refuse, seen before it is asked; the limits are the server's. */
export function wrongIn(draft: QueueDraft): Partial<Record<string, Wrong | null>> {
  const { closedMessage: told, skills } = draft;
  const { weights } = draft;
  const weighed = draft.choice === 'weighted' ? Object.values(weights).map((each) => within(each, 0, 1000)) : [];
  const steps = draft.steps.map((step, at): [string, Wrong | null] => [
    `steps[${at}]`,
    wrongStep(step, at === draft.steps.length - 1),
  ]);
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
    weights: weighed.find((each) => each !== null) ?? null,
    expectedWaitSeconds: optional(draft.expectedWaitSeconds),
    oldestWaitSeconds: optional(draft.oldestWaitSeconds),
    ...Object.fromEntries(steps),
  };
}

/** The form's field for what the server names. */
export const FIELDS: Record<string, string> = {
  name: 'zh',
  target: 'percent',
  targetWait: 'targetWaitSeconds',
  offerTimeout: 'offerTimeoutSeconds',
};
