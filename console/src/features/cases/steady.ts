import type { CaseView } from '@/shared/records/cases';

/**
 * A list that does not jump under the hand while colleagues work on the same cases: rows change in place, further pages
 * are added below, and what comes in above waits until the person asks for it. Pure.
 */
export interface Steady {
  rows: CaseView[];
  /** Rows that do not match the filter any more; they stay where they are until the list is taken anew. */
  gone: Set<string>;
  /** Cases that match now and are not shown yet. */
  fresh: number;
}

/**
 * @param held what is shown now, in order; null for a list that is seen for the first time
 * @param more whether the server has further pages: what is not told may stand there
 */
export function steady(held: readonly CaseView[] | null, told: readonly CaseView[], more: boolean): Steady {
  if (!held || held.length === 0) return { rows: [...told], gone: new Set(), fresh: 0 };
  const now = new Map(told.map((each) => [each.id, each]));
  const rows = held.map((each) => now.get(each.id) ?? each);
  const shown = new Set(held.map((each) => each.id));
  const oldest = held.at(-1);
  let fresh = 0;
  for (const each of told) {
    if (shown.has(each.id)) continue;
    if (oldest && each.openedAt <= oldest.openedAt) rows.push(each);
    else fresh++;
  }
  const end = more ? (told.at(-1)?.openedAt ?? '') : '';
  const gone = held.filter((each) => !now.has(each.id) && each.openedAt > end).map((each) => each.id);
  return { rows, gone: new Set(gone), fresh };
}
