import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { tell } from '@/shared/messages';

const UNDO_MS = 12_000;

export interface Move {
  contact: string;
  name: string;
  /** The queue it waited in. */
  from: string;
  to: { queue: string } | { agent: string };
  /** The name of where it went. */
  label: string;
}

/**
 * Moves of waiting customers. The last one can be taken back for a while: a customer who is moved keeps the age, so that
 * the old place is there again; once somebody has taken the conversation the server leaves it with him.
 */
export function useMoves() {
  const { t } = useTranslation('floor');
  const [last, setLast] = useState<Move | null>(null);
  useEffect(() => {
    if (!last) return;
    const timer = window.setTimeout(() => setLast(null), UNDO_MS);
    return () => window.clearTimeout(timer);
  }, [last]);
  const move = useAct<Move>({
    run: (asked, key) => api.post(`/contacts/${asked.contact}/move`, { ...asked.to, onlyWaiting: true }, key),
    done: (_, asked) => setLast(asked),
  });
  const back = useAct<Move>({
    run: (asked, key) => api.post(`/contacts/${asked.contact}/move`, { queue: asked.from, onlyWaiting: true }, key),
    done: (_, asked) => {
      setLast(null);
      tell.done(t('line.undone', { name: asked.name }));
    },
    refused: () => {
      setLast(null);
      return false;
    },
  });
  return {
    last,
    busy: back.isPending,
    move: (asked: Move) => move.mutate(asked),
    undo: () => last && back.mutate(last),
  };
}
