import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api';
import type { Choice, Name, Presence } from '@/shared/types';

/** What the desk reads besides the live stream. */
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

const LONG = 600_000;

export function useWrapUpCodes() {
  return useQuery({
    queryKey: ['wrap-up-codes'],
    queryFn: ({ signal }) => api.get<Choice[]>('/wrap-up-codes', undefined, signal),
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
