import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { held } from './order';

const SORT_EVERY_MS = 4_000;

/**
 * Rows sorted anew only while nobody's pointer or focus is among them, or when asked: what the hand is about to hit
 * never moves.
 */
export function useSteadyOrder<T extends { id: string }>(
  rows: T[],
  compare: (a: T, b: T) => number,
  area: RefObject<HTMLElement | null>,
): { rows: T[]; stale: boolean; sort: () => void } {
  const sorted = useMemo(() => [...rows].sort(compare).map((row) => row.id), [rows, compare]);
  const [order, setOrder] = useState<string[]>(sorted);
  const latest = useRef(sorted);
  latest.current = sorted;

  useEffect(() => {
    const timer = window.setInterval(() => {
      const box = area.current;
      const busy = box?.matches(':hover') || box?.contains(document.activeElement);
      if (!busy) setOrder(latest.current);
    }, SORT_EVERY_MS);
    return () => window.clearInterval(timer);
  }, [area]);

  const shown = held(order, sorted);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    rows: shown.flatMap((id) => byId.get(id) ?? []),
    stale: shown.join() !== sorted.join(),
    sort: () => setOrder(latest.current),
  };
}
