/** The figures of a day in half-hours: what the server tells, laid over each other, and what they come to. Pure. */
export interface Slot {
  from: string;
  offered: number;
  answered: number;
  abandoned: number;
  withinTarget: number;
  /** Of those who were answered, together. */
  waitSeconds?: number;
  longestWaitSeconds?: number;
}

export interface Work {
  from: string;
  staffedSeconds: number;
  busySeconds: number;
  agents: number;
}

/** A half-hour with everything that is known of it; null where there was nothing to measure. */
export interface Half {
  from: number;
  offered: number;
  answered: number;
  abandoned: number;
  withinTarget: number;
  waitSeconds: number;
  longest: number | null;
  staffedSeconds: number;
  busySeconds: number;
  agents: number;
}

export type View = 'level' | 'wait' | 'abandoned' | 'occupancy';
export const VIEWS: readonly View[] = ['level', 'wait', 'abandoned', 'occupancy'];

const HALF_HOUR = 1_800_000;
const LEAST = 8;

/** Without holes from the first half-hour with anything in it, and wide enough that one alone is not a wall. */
export function halves(slots: Slot[], work: Work[]): Half[] {
  const times = [...slots, ...work].map((each) => Date.parse(each.from));
  if (times.length === 0) return [];
  const first = Math.min(...times);
  const many = Math.max(LEAST, Math.round((Math.max(...times) - first) / HALF_HOUR) + 1);
  const bySlot = new Map(slots.map((each) => [Date.parse(each.from), each]));
  const byWork = new Map(work.map((each) => [Date.parse(each.from), each]));
  return Array.from({ length: many }, (_, at) => {
    const from = first + at * HALF_HOUR;
    const slot = bySlot.get(from);
    const its = byWork.get(from);
    return {
      from,
      offered: slot?.offered ?? 0,
      answered: slot?.answered ?? 0,
      abandoned: slot?.abandoned ?? 0,
      withinTarget: slot?.withinTarget ?? 0,
      waitSeconds: slot?.waitSeconds ?? 0,
      longest: slot?.longestWaitSeconds ?? null,
      staffedSeconds: its?.staffedSeconds ?? 0,
      busySeconds: its?.busySeconds ?? 0,
      agents: its?.agents ?? 0,
    };
  });
}

const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null);

/** The figure of a view for one half-hour or for all together: a share, or seconds for the wait. */
export function figure(view: View, halves: Half[]): number | null {
  const sum = (of: (half: Half) => number) => halves.reduce((all, half) => all + of(half), 0);
  switch (view) {
    case 'level':
      return ratio(
        sum((half) => half.withinTarget),
        sum((half) => half.offered),
      );
    case 'wait':
      return ratio(
        sum((half) => half.waitSeconds),
        sum((half) => half.answered),
      );
    case 'abandoned':
      return ratio(
        sum((half) => half.abandoned),
        sum((half) => half.offered),
      );
    case 'occupancy':
      return ratio(
        sum((half) => half.busySeconds),
        sum((half) => half.staffedSeconds),
      );
  }
}

export const percent = (share: number | null) => (share === null ? null : Math.round(share * 1000) / 10);
