import type { QueryKey } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useAct } from '@/shared/act';
import { type ApiProblem, sentence } from '@/shared/api';

/** How saving stands, for the form to show. */
export interface Saving {
  busy: boolean;
  /** A refusal that belongs to no field. */
  problem: ApiProblem | null;
  /** Somebody else has changed it since it was loaded; nothing was saved. */
  stale: boolean;
  /** Sentences to stand at their fields. */
  at: Record<string, string>;
  /** Set as soon as it is saved, before anything else happens: nothing can be lost any more. */
  passed: { current: boolean };
}

interface Save<In, Out> {
  run: (input: In, key: string) => Promise<Out>;
  reload?: QueryKey[];
  done?: (result: Out, input: In) => void;
  /** Which field a problem code is about; a function may read the values. */
  fields?: Record<string, string | ((problem: ApiProblem) => string)>;
}

const STALE = /(^|[.])(changed-meanwhile|changed|stale|conflict)$/;

export function isStale(problem: ApiProblem): boolean {
  return problem.status === 409 && STALE.test(problem.code);
}

/** A write from a form: refusals are told in the form (at the field where known), not as a passing message. */
export function useSave<In = void, Out = unknown>(
  save: Save<In, Out>,
): Saving & { send: (input: In) => void; clear: () => void } {
  const [refused, setRefused] = useState<ApiProblem | null>(null);
  const passed = useRef(false);
  const act = useAct<In, Out>({
    run: save.run,
    ...(save.reload && { reload: save.reload }),
    done: (result, input) => {
      passed.current = true;
      setRefused(null);
      save.done?.(result, input);
    },
    refused: (problem) => {
      setRefused(problem);
      return true;
    },
  });
  const stale = refused !== null && isStale(refused);
  const place = refused && !stale ? save.fields?.[refused.code] : undefined;
  const field = refused && place ? (typeof place === 'string' ? place : place(refused)) : null;
  return {
    busy: act.isPending,
    passed,
    stale,
    problem: refused && !stale && !field ? refused : null,
    at: refused && field ? { [field]: sentence(refused) } : {},
    send: (input) => {
      passed.current = false;
      setRefused(null);
      act.mutate(input);
    },
    clear: () => setRefused(null),
  };
}
