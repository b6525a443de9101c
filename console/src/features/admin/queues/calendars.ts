import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api';
import { useRight } from '@/shared/rights';
import type { Name } from '@/shared/types';

/** Business hours that a queue can have of its own; only their names matter here. */
export function useCalendars() {
  return useQuery({
    queryKey: ['admin', 'calendars'],
    queryFn: ({ signal }) =>
      api.get<{ id: string; institution: string; name: Name }[]>('/admin/calendars', undefined, signal),
    enabled: useRight('institution.manage'),
  });
}
