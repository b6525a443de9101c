import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api';
import type { CaseState, ContactState, Name, Named, Presence } from '@/shared/types';

/** What the desk reads besides the live stream. */
export interface Choice {
  key: string;
  name: Name;
  solves?: boolean;
}

export interface CannedReply {
  id: string;
  shortcut: string;
  title: string;
  text: string;
  language: string;
}

export interface Targets {
  queues: { id: string; name: Name; waiting: number; agentsReady: number }[];
  agents: { id: string; name: Name; presence: Presence; free: number }[];
}

export interface CustomerHit {
  id: string;
  name: string;
  masked: Record<string, string>;
  tier?: string;
  home?: string;
}

export interface CustomerView extends CustomerHit {
  language?: string;
  version?: number;
}

export type Priority = 'low' | 'normal' | 'high' | 'urgent';

export interface CaseView {
  id: string;
  number: string;
  title: string;
  category?: string | null;
  priority: Priority;
  state: CaseState;
  owner?: Named | null;
  customer?: { id: string; name: string } | null;
  openedAt: string;
  solvedAt?: string | null;
  closedAt?: string | null;
  followUpAt?: string | null;
  version: number;
  notes: { id: string; by?: Named | null; text: string; at: string }[];
  contacts: { id: string; channel: string; state: string; agent?: Named | null; openedAt: string }[];
}

export interface PastContact {
  id: string;
  channel: string;
  state: ContactState;
  openedAt: string;
  endedAt?: string | null;
  topic?: string | null;
  agent?: Named | null;
  lastLine?: { from: string; text?: string | null; at: string } | null;
}

const LONG = 600_000;

export function useWrapUpCodes() {
  return useQuery({
    queryKey: ['wrap-up-codes'],
    queryFn: ({ signal }) => api.get<Choice[]>('/wrap-up-codes', undefined, signal),
    staleTime: LONG,
  });
}

export function useCaseCategories() {
  return useQuery({
    queryKey: ['case-categories'],
    queryFn: ({ signal }) => api.get<Choice[]>('/case-categories', undefined, signal),
    staleTime: LONG,
  });
}

export function useCannedReplies(language: string) {
  return useQuery({
    queryKey: ['canned-replies', language],
    queryFn: ({ signal }) => api.get<CannedReply[]>('/canned-replies', { language }, signal),
    staleTime: LONG,
  });
}

export function useTargets() {
  return useQuery({
    queryKey: ['transfer-targets'],
    queryFn: ({ signal }) => api.get<Targets>('/transfer-targets', undefined, signal),
    refetchInterval: 3_000,
    staleTime: 0,
  });
}

export function useCustomer(id: string | undefined | null, contact: string) {
  return useQuery({
    queryKey: ['customer', id, contact],
    queryFn: ({ signal }) => api.get<CustomerView>(`/customers/${id}`, { purpose: `contact:${contact}` }, signal),
    enabled: Boolean(id),
    staleTime: 60_000,
  });
}

export function useCase(id: string | undefined | null) {
  return useQuery({
    queryKey: ['case', id],
    queryFn: ({ signal }) => api.get<CaseView>(`/cases/${id}`, undefined, signal),
    enabled: Boolean(id),
  });
}

export function useCustomerCases(id: string | undefined | null) {
  return useQuery({
    queryKey: ['customer-cases', id],
    queryFn: ({ signal }) => api.get<CaseView[]>(`/customers/${id}/cases`, undefined, signal),
    enabled: Boolean(id),
  });
}

export function useCustomerContacts(id: string | undefined | null) {
  return useQuery({
    queryKey: ['customer-contacts', id],
    queryFn: ({ signal }) => api.get<PastContact[]>(`/customers/${id}/contacts`, undefined, signal),
    enabled: Boolean(id),
  });
}
