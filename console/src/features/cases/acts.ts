import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '@/shared/act';
import { type ApiProblem, api } from '@/shared/api';
import type { CaseView, Priority } from '@/shared/records/cases';
import type { CaseState } from '@/shared/types';

/** One change to a case; each can be told, and most can be taken back. */
export type Act =
  | { do: 'edit'; title?: string; category?: string; priority?: Priority }
  | { do: 'state'; state: CaseState; reason?: string }
  | { do: 'promise'; at: string | null }
  | { do: 'own'; operator: string }
  | { do: 'identify'; customer: string };

/** What takes an act back, given the case as it was before; null where nothing can. Pure. */
export function undoOf(act: Act, before: CaseView, undone: string): Act | null {
  switch (act.do) {
    case 'edit':
      if (act.title !== undefined) return { do: 'edit', title: before.title };
      if (act.priority !== undefined) return { do: 'edit', priority: before.priority };
      // a category once chosen can be changed, not taken away
      return act.category !== undefined && before.category ? { do: 'edit', category: before.category } : null;
    case 'state':
      return before.state === 'closed'
        ? { do: 'state', state: before.state, reason: undone }
        : { do: 'state', state: before.state, ...(act.state === 'closed' && { reason: undone }) };
    case 'promise':
      return { do: 'promise', at: before.followUpAt ?? null };
    case 'own':
    case 'identify':
      return null;
  }
}

export interface Done {
  act: Act;
  undo: Act | null;
}

/** The acts on one case: each carries the version that was read; a conflict is told in place and nothing typed is lost. */
export function useCaseActs(view: CaseView, undone: string, seen: (view: CaseView) => void) {
  const queries = useQueryClient();
  const [failed, setFailed] = useState<Act | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const key = ['case', view.id];
  const act = useAct<Act & { undoing?: boolean }, CaseView>({
    run: ({ undoing: _undoing, ...asked }, id) => send(view, asked as Act, id),
    done: (next, { undoing, ...asked }) => {
      setFailed(null);
      setDone(undoing ? null : { act: asked as Act, undo: undoOf(asked as Act, view, undone) });
      if (next?.id) {
        queries.setQueryData(key, next);
        seen(next);
      } else void queries.invalidateQueries({ queryKey: key });
    },
    refused: (problem: ApiProblem, { undoing: _undoing, ...asked }) => {
      setDone(null);
      if (problem.code !== 'case.changed' && problem.status !== 412) return false;
      setFailed(asked as Act);
      void queries.invalidateQueries({ queryKey: key });
      return true;
    },
  });
  return {
    act: act.mutate,
    busy: act.isPending,
    /** Who is being linked at this moment. */
    customer: act.isPending && act.variables.do === 'identify' ? act.variables.customer : undefined,
    /** What was not saved because somebody was faster. */
    failed,
    again: () => failed && act.mutate(failed),
    resolve: () => setFailed(null),
    done,
    undo: () => done?.undo && act.mutate({ ...done.undo, undoing: true }),
    forget: () => setDone(null),
  };
}

export type CaseActs = ReturnType<typeof useCaseActs>;

function send(view: CaseView, act: Act, key: string): Promise<CaseView> {
  const { version } = view;
  switch (act.do) {
    case 'edit': {
      const { do: _do, ...changes } = act;
      return api.patch<CaseView>(`/cases/${view.id}`, { version, ...changes }, key);
    }
    case 'state':
      return api.post<CaseView>(
        `/cases/${view.id}/state`,
        { version, state: act.state, ...(act.reason && { reason: act.reason }) },
        key,
      );
    case 'promise':
      return api.put<CaseView>(`/cases/${view.id}/follow-up`, { version, at: act.at }, key);
    case 'own':
      return api.post<CaseView>(`/cases/${view.id}/owner`, { operator: act.operator }, key);
    case 'identify':
      return api.post<CaseView>(`/cases/${view.id}/customer`, { version, customer: act.customer }, key);
  }
}
