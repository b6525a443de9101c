import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, newKey } from '@/shared/api';
import type { Verification } from './types';

const SLICE = 20_000;

export type Verifying =
  | { state: 'idle' }
  | { state: 'running' | 'stopped'; through: number; last: number }
  | { state: 'done'; verdict: Verification }
  | { state: 'failed'; fault: unknown };

/** Has the chain checked part by part, each joined to the one before, so that a long trail shows how far it is. */
export function useVerify(): { now: Verifying; start: () => void; stop: () => void } {
  const [now, setNow] = useState<Verifying>({ state: 'idle' });
  const run = useRef(0);
  const queries = useQueryClient();
  const start = useCallback(async () => {
    const mine = ++run.current;
    let part = { through: 0, last: 0, head: '' };
    setNow({ state: 'running', ...part });
    try {
      for (;;) {
        const told = await api.post<Verification>(
          `/audit/verify?after=${part.through}&head=${part.head}&limit=${SLICE}`,
          {},
          newKey(),
        );
        if (run.current !== mine) return;
        if (!told.intact || told.through >= told.last || told.through <= part.through) {
          setNow({ state: 'done', verdict: told });
          void queries.invalidateQueries({ queryKey: ['audit-verified'] });
          return;
        }
        part = told;
        setNow({ state: 'running', through: told.through, last: told.last });
      }
    } catch (fault) {
      if (run.current === mine) setNow({ state: 'failed', fault });
    }
  }, [queries]);
  const stop = useCallback(() => {
    run.current++;
    setNow((then) => (then.state === 'running' ? { ...then, state: 'stopped' } : then));
  }, []);
  useEffect(
    () => () => {
      run.current++;
    },
    [],
  );
  return { now, start: () => void start(), stop };
}
