import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { ApiProblem, newKey, sentence } from './api';
import { tell } from './messages';

interface Act<In, Out> {
  /** Does the write with the given idempotency key. */
  run: (input: In, key: string) => Promise<Out>;
  /** What to load again afterwards. */
  reload?: QueryKey[];
  done?: (result: Out, input: In) => void;
  /** Return true when the refusal is told in place; otherwise it is told by a message. */
  refused?: (problem: ApiProblem, input: In) => boolean;
}

/**
 * A write by a person. When its fate is unknown (network, server restarting) the same input keeps the same key, so that
 * pressing again cannot do it twice; any definite answer frees the key.
 */
export function useAct<In = void, Out = unknown>(act: Act<In, Out>) {
  const kept = useRef<{ input: string; key: string } | null>(null);
  const queries = useQueryClient();
  return useMutation<Out, unknown, In>({
    mutationFn: (input) => {
      const shape = JSON.stringify(input) ?? '';
      if (kept.current?.input !== shape) kept.current = { input: shape, key: newKey() };
      return act.run(input, kept.current.key);
    },
    onSuccess: (result, input) => {
      kept.current = null;
      for (const queryKey of act.reload ?? []) void queries.invalidateQueries({ queryKey });
      act.done?.(result, input);
    },
    onError: (fault, input) => {
      const unsure = fault instanceof ApiProblem && fault.unsure;
      if (!unsure) kept.current = null;
      if (fault instanceof ApiProblem && act.refused?.(fault, input)) return;
      tell.problem(sentence(fault));
    },
  });
}
