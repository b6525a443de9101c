import { useEffect, useState } from 'react';
import { useAct } from '@/shared/act';
import { tell } from '@/shared/messages';

const UNDO_MS = 12_000;

/** An act that was just done and can be taken back for a while. */
export interface Undoable {
  told: string;
  undone: string;
  back: (key: string) => Promise<unknown>;
}

/** The last act and the way back. One that the server does not take back any more is forgotten. */
export function useUndo() {
  const [last, setLast] = useState<Undoable | null>(null);
  useEffect(() => {
    if (!last) return;
    const timer = window.setTimeout(() => setLast(null), UNDO_MS);
    return () => window.clearTimeout(timer);
  }, [last]);
  const back = useAct<Undoable>({
    run: (done, key) => done.back(key),
    done: (_, done) => {
      setLast(null);
      tell.done(done.undone);
    },
    refused: () => {
      setLast(null);
      return false;
    },
  });
  return { last, busy: back.isPending, keep: setLast, undo: () => last && back.mutate(last) };
}

export type Undo = ReturnType<typeof useUndo>;
