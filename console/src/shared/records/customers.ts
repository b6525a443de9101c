import { useQuery } from '@tanstack/react-query';
import { api } from '../api';
import type { ContactState, Name, Named } from '../types';

/** Customers as the server tells them: masked, each view for a purpose. */
export interface CustomerHit {
  id: string;
  name: string;
  masked: Record<string, string>;
  tier?: string;
  home?: string;
  homeName?: Name | null;
}

export interface CustomerView extends CustomerHit {
  language?: string;
  version?: number;
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

export const MOST_HITS = 20;

/** Few characters would find half the bank. */
export const FEWEST_CHARACTERS = 2;

/** @param purpose `contact:UUID`, `case:UUID` or `reason:look-up`; the server records it */
export function useCustomer(id: string | undefined | null, purpose: string) {
  return useQuery({
    queryKey: ['customer', id, purpose],
    queryFn: ({ signal }) => api.get<CustomerView>(`/customers/${id}`, { purpose }, signal),
    enabled: Boolean(id),
    staleTime: 60_000,
  });
}

/** What was typed goes in the body: it may be a name or a number, and addresses are logged. */
export function useCustomerSearch(text: string) {
  return useQuery({
    queryKey: ['customers', 'search', text],
    queryFn: ({ signal }) => api.ask<CustomerHit[]>('/customers/search', { q: text, limit: MOST_HITS }, signal),
    enabled: text.length >= FEWEST_CHARACTERS,
    gcTime: 0,
  });
}

export function useCustomerContacts(id: string | undefined | null, may = true) {
  return useQuery({
    queryKey: ['customer-contacts', id],
    queryFn: ({ signal }) => api.get<PastContact[]>(`/customers/${id}/contacts`, undefined, signal),
    enabled: Boolean(id) && may,
  });
}

/** The signs of a hit by which people tell two of the same name apart. */
export function signs(hit: CustomerHit): string {
  return [hit.masked.phone, hit.masked.number ?? hit.masked.idCard].filter(Boolean).join(' · ');
}
