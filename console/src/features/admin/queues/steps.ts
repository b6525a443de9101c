import type { Ask } from '@/shared/types';
import type { QueueStep } from '../service/shapes';

/** A step while it is edited; `id` is known in this form only. */
export interface StepDraft {
  id: number;
  expirySeconds: number | null;
  /** Null: what the queue requires. */
  asks: Ask[] | null;
}

export const MOST_STEPS = 20;
export const LONGEST_STEP = 86_400;
let last = 0;

export const draftSteps = (steps: QueueStep[] | undefined): StepDraft[] =>
  (steps ?? []).map((step) => ({ id: ++last, expirySeconds: step.expirySeconds, asks: step.asks }));

/** As they are sent: an expiry of the last step is kept, one that is missing there means that it lasts. */
export const sentSteps = (steps: StepDraft[]): QueueStep[] =>
  steps.map(({ expirySeconds, asks }) => ({ expirySeconds, asks }));

/** A new step is the widest and stands last; the one that was last now needs an end. */
export function added(steps: StepDraft[]): StepDraft[] {
  const before = steps.map((step, at) =>
    at === steps.length - 1 && step.expirySeconds === null ? { ...step, expirySeconds: 30 } : step,
  );
  return [...before, { id: ++last, expirySeconds: null, asks: null }];
}

export function moved(steps: StepDraft[], from: number, to: number): StepDraft[] {
  const step = steps[from];
  if (!step || to < 0 || to >= steps.length || to === from) return steps;
  const rest = steps.filter((_, at) => at !== from);
  const next = [...rest.slice(0, to), step, ...rest.slice(to)];
  // whatever comes to stand before another needs an end
  return next.map((each, at) =>
    at < next.length - 1 && each.expirySeconds === null ? { ...each, expirySeconds: 30 } : each,
  );
}

export const fresh = (kind: Ask['kind']): Ask => {
  switch (kind) {
    case 'skill':
      return { kind, name: '', level: 1 };
    case 'any-of':
      return { kind, name: '', of: [fresh('skill'), fresh('skill')] };
    default:
      return { kind, name: '' };
  }
};

/** Whether everything that an ask needs is said. */
export const complete = (ask: Ask): boolean =>
  ask.kind === 'any-of' ? ask.of.length > 0 && ask.of.every(complete) : ask.name !== '';

/** What stands against a step, for its own place. */
export function wrongStep(step: StepDraft, isLast: boolean): 'missing' | 'range' | 'unset' | null {
  if (step.asks?.some((ask) => !complete(ask))) return 'unset';
  if (step.expirySeconds === null) return isLast ? null : 'missing';
  return step.expirySeconds < 1 || step.expirySeconds > LONGEST_STEP ? 'range' : null;
}
