import type { Excluded, Person, Reason, Why } from './shapes';

/** What an explanation says in sentences, as keys and values: pure, so that each sentence can be tested. */
export interface Sentence {
  key: string;
  values?: Record<string, unknown>;
  /** Something should be done about it. */
  tone?: 'act' | 'warn';
}

/** They have what is asked for, and only the moment stands against them; whoever could serve soonest comes first. */
export const ABLE: readonly Reason[] = ['busy', 'let-it-pass', 'resting', 'not-on-duty'];

const count = (why: Why, ...reasons: Reason[]) =>
  why.excluded.filter((each) => reasons.includes(each.reason)).reduce((sum, each) => sum + each.count, 0);

/** How many could be asked right now, also those who are not listed. */
export const candidates = (why: Why) => why.candidatesInAll ?? why.candidates.length;

/** How many have what the step asks for, whether or not they can be asked now. */
export function able(why: Why): number {
  return candidates(why) + count(why, ...ABLE);
}

/** Of those who have it: how many are busy, away and so on, in one sentence made of parts. */
export function parts(why: Why): Sentence[] {
  return ABLE.flatMap((reason) => {
    const many = count(why, reason);
    return many > 0 ? [{ key: `part.${reason}`, values: { count: many } }] : [];
  });
}

const seconds = (until: string | null | undefined, now: number) =>
  until ? Math.max(0, Math.ceil((Date.parse(until) - now) / 1000)) : null;

/** The only one among some who is known by name and alone. */
function only(excluded: Excluded[]): Person | null {
  const [one, ...others] = excluded;
  return one && others.length === 0 && one.count === 1 ? (one.agents[0] ?? null) : null;
}

/** What is going to happen next to one who waits, is being offered, or is served. */
export function next(why: Why, now: number): Sentence[] {
  const agent = why.chosen?.agent ?? null;
  const left = seconds(why.offerUntil, now);
  switch (why.phase) {
    case 'offered':
      if (!agent) return [{ key: 'next.offeredElsewhere', values: { left } }];
      return [{ key: left === null ? 'next.offeredOpen' : 'next.offered', values: { agent, left } }];
    case 'served':
      return [agent ? { key: 'next.served', values: { agent } } : { key: 'next.servedElsewhere' }];
    case 'after-contact':
      return [agent ? { key: 'next.after', values: { agent } } : { key: 'next.afterElsewhere' }];
    case 'waiting':
      return waits(why, now);
  }
}

function waits(why: Why, now: number): Sentence[] {
  const step = seconds(why.stepUntil, now);
  const further = step !== null && why.step + 1 < why.steps.length;
  const widens: Sentence[] = further ? [{ key: 'next.widens', values: { left: step, step: why.step + 2 } }] : [];
  const first = why.candidates[0];
  if (first)
    return [
      first.agent ? { key: 'next.candidate', values: { agent: first.agent } } : { key: 'next.candidateElsewhere' },
    ];
  if (able(why) === 0) return further ? widens : [{ key: 'next.nobody', tone: 'act' }];
  const ahead: Sentence[] = why.position > 1 ? [{ key: 'next.ahead', values: { count: why.position - 1 } }] : [];
  const busy = why.excluded.filter((each) => each.reason === 'busy');
  const passed = why.excluded.filter((each) => each.reason === 'let-it-pass');
  const resting = why.excluded.filter((each) => each.reason === 'resting');
  const pause = seconds(why.pauseUntil, now);
  if (busy.length > 0) {
    const one = only(busy);
    return [
      one ? { key: 'next.whenFree', values: { agent: one } } : { key: 'next.whoeverIsFree' },
      ...ahead,
      ...widens,
    ];
  }
  if (passed.length > 0)
    return [pause ? { key: 'next.askedAgain', values: { left: pause } } : { key: 'next.again' }, ...ahead, ...widens];
  if (resting.length > 0) return [{ key: 'next.rested' }, ...ahead, ...widens];
  return [{ key: 'next.nobodyOnDuty', tone: 'act' }, ...widens];
}

/** Reasons in the order in which a supervisor can do something about them: first who is near, then who lacks something. */
export function grouped(why: Why): { near: Excluded[]; lacking: Excluded[] } {
  const near = ABLE.flatMap((reason) => why.excluded.filter((each) => each.reason === reason));
  return { near, lacking: why.excluded.filter((each) => !ABLE.includes(each.reason)) };
}

/** How far a step has come, 0 to 1; null for one that lasts. */
export function progress(why: Why, now: number): number | null {
  const whole = why.steps[why.step]?.expirySeconds;
  const left = seconds(why.stepUntil, now);
  return whole && left !== null ? Math.min(1, Math.max(0, 1 - left / whole)) : null;
}
