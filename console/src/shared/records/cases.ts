import { useQuery } from '@tanstack/react-query';
import { api } from '../api';
import type { CaseState, Choice, ContactState, Name, Named } from '../types';

/** Cases as the server tells them; lists come without notes, contacts and changes. */
export type Priority = 'low' | 'normal' | 'high' | 'urgent';
export const PRIORITIES: readonly Priority[] = ['low', 'normal', 'high', 'urgent'];

export interface Person {
  id: string;
  name: Name | string;
}

export interface CaseNote {
  id: string;
  by?: Named | null;
  text: string;
  at: string;
}

export interface CaseChange {
  field: string;
  before?: string | null;
  after?: string | null;
  reason?: string | null;
  by?: Named | null;
  at: string;
}

export interface CaseContact {
  id: string;
  channel: string;
  state: ContactState;
  topic?: string | null;
  agent?: Named | null;
  openedAt: string;
  endedAt?: string | null;
}

/** A state the case can go to, and whether that needs a reason. */
export interface Way {
  to: CaseState;
  reason: boolean;
}

export interface CaseView {
  id: string;
  number: string;
  title: string;
  category?: string | null;
  priority: Priority;
  state: CaseState;
  institution?: string;
  institutionName?: Name | null;
  owner?: Named | null;
  customer?: { id: string; name: string } | null;
  openedAt: string;
  solvedAt?: string | null;
  closedAt?: string | null;
  followUpAt?: string | null;
  version: number;
  notes: CaseNote[];
  contacts: CaseContact[];
  changes: CaseChange[];
  people?: Person[];
  rights?: string[];
  ways?: Way[];
}

/** The categories are a list of the bank and change rarely. */
const LONG = 600_000;

export function useCaseCategories() {
  return useQuery({
    queryKey: ['case-categories'],
    queryFn: ({ signal }) => api.get<Choice[]>('/case-categories', undefined, signal),
    staleTime: LONG,
  });
}

export function useCase(id: string | undefined | null) {
  return useQuery({
    queryKey: ['case', id],
    queryFn: ({ signal }) => api.get<CaseView>(`/cases/${id}`, undefined, signal),
    enabled: Boolean(id),
  });
}

export function useCustomerCases(id: string | undefined | null, may = true) {
  return useQuery({
    queryKey: ['customer-cases', id],
    queryFn: ({ signal }) => api.get<CaseView[]>(`/customers/${id}/cases`, undefined, signal),
    enabled: Boolean(id) && may,
  });
}

/** What was promised and not kept: the time has passed and the case is not solved. */
export function overdue(view: Pick<CaseView, 'followUpAt' | 'state'>, now: number): boolean {
  return view.followUpAt && (view.state === 'open' || view.state === 'pending')
    ? Date.parse(view.followUpAt ?? '') <= now
    : false;
}
