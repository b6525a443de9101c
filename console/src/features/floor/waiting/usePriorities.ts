import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import type { Undo } from './useUndo';

export const MOST = 100;
/** A press of a key; five minutes of waiting. */
export const STRIDE = 5;

export interface Priority {
  contact: string;
  name: string;
  from: number;
  to: number;
}

export const within = (priority: number) => Math.min(MOST, Math.max(-MOST, priority));

/** With its sign: +5, −5, 0. */
export const signed = (priority: number) => (priority > 0 ? `+${priority}` : String(priority).replace('-', '−'));

/** Lets somebody who waits go before others, or others before him. */
export function usePriorities(undo: Undo) {
  const { t } = useTranslation('floor');
  const set = useAct<Priority>({
    run: (asked, key) => api.put(`/contacts/${asked.contact}/priority`, { priority: asked.to }, key),
    reload: [['why']],
    done: (_, asked) =>
      undo.keep({
        told: t('priority.set', { name: asked.name, priority: signed(asked.to) }),
        undone: t('priority.undone', { name: asked.name }),
        back: (key) => api.put(`/contacts/${asked.contact}/priority`, { priority: asked.from }, key),
      }),
  });
  return (asked: Priority) => asked.from !== asked.to && set.mutate(asked);
}
