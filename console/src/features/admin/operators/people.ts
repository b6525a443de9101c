import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api';
import { useLive } from '@/shared/live';
import type { Medium, Name } from '@/shared/types';

export interface Grant {
  role: string;
  scope: string;
}

export interface Person {
  id: string;
  username: string;
  name: Name;
  home: string;
  language: string;
  roles: Grant[];
  active: boolean;
  lockedUntil?: string | null;
  totp: boolean;
  lastSignIn?: string | null;
  /** How many are open now. */
  sessions: number;
  version: number;
}

export interface Abilities {
  skills: { skill: string; level: number }[];
  languages: { language: string; level: number }[];
  chatCapacity: number;
  media?: Partial<Record<Medium, number>> | null;
  /** 0: serves no contacts yet. */
  version: number;
}

export interface Skill {
  key: string;
  institution: string;
  name: Name;
  version: number;
}

export const PEOPLE = ['admin', 'operators'];
export const MOST = 200;
/** Who serves contacts; the skills of the others are not asked for. */
export const SERVING = ['agent', 'supervisor'];
export const MAX_LEVEL = 10;
export const MAX_CAPACITY = 50;

export type State = 'locked' | 'held' | 'online' | 'active';

/** One word for how an operator stands: locked by an administrator, held after wrong passwords, signed in, or neither. */
export function stateOf(person: Person, now: number): State {
  if (!person.active) return 'locked';
  if (person.lockedUntil && Date.parse(person.lockedUntil) > now) return 'held';
  return person.sessions > 0 ? 'online' : 'active';
}

export function usePeople(q: string, institution: string) {
  return useQuery({
    queryKey: [...PEOPLE, 'list', q, institution],
    queryFn: ({ signal }) => api.get<Person[]>('/admin/operators', { q, institution, limit: MOST }, signal),
    placeholderData: (before) => before,
  });
}

export function usePerson(id: string | null) {
  return useQuery({
    queryKey: [...PEOPLE, 'one', id],
    enabled: id !== null,
    queryFn: ({ signal }) => api.get<Person>(`/admin/operators/${id}`, undefined, signal),
  });
}

export function useRoles() {
  return useQuery({
    queryKey: ['admin', 'roles'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => api.get<{ role: string; rights: string[] }[]>('/admin/roles', undefined, signal),
  });
}

export function useAbilities(id: string) {
  return useQuery({
    queryKey: [...PEOPLE, 'skills', id],
    queryFn: ({ signal }) => api.get<Abilities>(`/admin/operators/${id}/skills`, undefined, signal),
  });
}

export function useSkills() {
  return useQuery({
    queryKey: ['admin', 'skills'],
    queryFn: ({ signal }) => api.get<Skill[]>('/admin/skills', undefined, signal),
  });
}

export function useOwnId(): string | undefined {
  return useLive((state) => state.me?.id);
}
