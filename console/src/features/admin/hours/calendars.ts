import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api';
import { type Institution, parentOf } from '../parts/institutions';
import type { Calendar } from './time';

export const CALENDARS = ['admin', 'calendars'];

/** Own calendars and those of the institutions above. */
export function useCalendars() {
  return useQuery({
    queryKey: CALENDARS,
    queryFn: ({ signal }) => api.get<Calendar[]>('/admin/calendars', undefined, signal),
  });
}

/** The hours that an institution keeps: its own, those of the nearest above that has some, or none anywhere (always open). */
export type Kept =
  | { kind: 'own' | 'inherited'; calendar: Calendar; from: string }
  | { kind: 'always' }
  | { kind: 'unseen' };

export function keptBy(path: string, institutions: readonly Institution[], calendars: readonly Calendar[]): Kept {
  const known = new Map(institutions.map((each) => [each.path, each]));
  for (let at: string | null = path; at; at = parentOf(at)) {
    const institution = known.get(at);
    // what stands above one's own part of the tree is not told
    if (!institution) return { kind: 'unseen' };
    const calendar = calendars.find((each) => each.id === institution.calendar);
    if (calendar) return { kind: at === path ? 'own' : 'inherited', calendar, from: at };
  }
  return { kind: 'always' };
}
