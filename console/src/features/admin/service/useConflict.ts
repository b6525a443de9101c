import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, sentence } from '@/shared/api';
import { tell } from '@/shared/messages';

interface Conflict<T> {
  queryKey: QueryKey;
  /** Where the list is read that holds the one that is edited. */
  path: string;
  mine: (each: T) => boolean;
  /** Begin anew from what stands now. */
  begin: (now: T) => void;
  /** Save what was typed over what stands now. */
  over: (now: T) => void;
}

/** The two ways out when somebody else has saved meanwhile; both read first what stands on the server now. */
export function useConflict<T>(conflict: Conflict<T>) {
  const { t } = useTranslation('adminService');
  const queries = useQueryClient();
  const read = async (then: (now: T) => void) => {
    try {
      const list = await queries.fetchQuery({
        queryKey: conflict.queryKey,
        queryFn: () => api.get<T[]>(conflict.path),
        staleTime: 0,
      });
      const now = list.find(conflict.mine);
      if (now) then(now);
      else tell.problem(t('gone'));
    } catch (fault) {
      tell.problem(sentence(fault));
    }
  };
  return { onLatest: () => void read(conflict.begin), onMine: () => void read(conflict.over) };
}
