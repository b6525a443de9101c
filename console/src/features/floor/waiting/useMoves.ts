import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import type { Undo } from './useUndo';

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
 * Moves of waiting customers. A customer who is moved keeps the age, so that the old place is there again when the move
 * is taken back; once somebody has taken the conversation the server leaves it with him.
 */
export function useMoves(undo: Undo) {
  const { t } = useTranslation('floor');
  const move = useAct<Move>({
    run: (asked, key) => api.post(`/contacts/${asked.contact}/move`, { ...asked.to, onlyWaiting: true }, key),
    done: (_, asked) => {
      const told = 'queue' in asked.to ? 'line.movedQueue' : 'line.movedAgent';
      undo.keep({
        told: t(told, { name: asked.name, to: asked.label }),
        undone: t('line.undone', { name: asked.name }),
        back: (key) => api.post(`/contacts/${asked.contact}/move`, { queue: asked.from, onlyWaiting: true }, key),
      });
    },
  });
  return (asked: Move) => move.mutate(asked);
}
