import { useEffect, useSyncExternalStore } from 'react';
import { api, newKey } from '../api';
import type { Attachment, StaffEvent } from '../types';
import { Live, PAGE, type Socket } from './connection';
import type { Effect, LiveState } from './stream';

/** The one live stream of this tab. Views read it with `useLive`; nothing else opens a socket. */
export const live = new Live({
  open: () => {
    const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
    return new WebSocket(`${scheme}://${window.location.host}/ws/live`) as unknown as Socket;
  },
  now: () => Date.now(),
  later: (run, ms) => window.setTimeout(run, ms),
  cancel: (timer) => window.clearTimeout(timer),
  random: () => Math.random(),
  fetchEvents: (contact, after, limit) =>
    api.get<{ events: StaffEvent[]; more: boolean }>(`/contacts/${contact}/events`, { after, limit }),
  checkSession: async () => {
    // a 401 goes to the sign-in page; anything else is the network's, and the backoff goes on
    await api.get('/me').catch(() => undefined);
  },
});

export function useLive<T>(select: (state: LiveState) => T): T {
  return useSyncExternalStore(live.subscribe, () => select(live.state));
}

export function useLiveEffect(listener: (effect: Effect) => void): void {
  useEffect(() => live.onEffect(listener), [listener]);
}

/** The server's time, as far as it can be known here. */
export function serverNow(): number {
  return Date.now() + live.state.skew;
}

export function say(contact: string, text: string | undefined, attachment?: Attachment): void {
  live.dispatch({
    type: 'write',
    unsent: {
      id: newKey(),
      contact,
      type: 'say',
      at: new Date(serverNow()).toISOString(),
      state: 'sending',
      ...(text !== undefined && { text }),
      ...(attachment && { attachment }),
    },
  });
}

export function note(contact: string, text: string): void {
  live.dispatch({
    type: 'write',
    unsent: { id: newKey(), contact, type: 'note', text, at: new Date(serverNow()).toISOString(), state: 'sending' },
  });
}

/** Keeps a conversation's events in the state while a view shows it. */
export function useConversation(contact: string | undefined, lastSeq: number | undefined) {
  const known = lastSeq !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: lastSeq only says where the first page begins
  useEffect(() => {
    if (contact && lastSeq !== undefined) live.dispatch({ type: 'open', contact, lastSeq, page: PAGE });
  }, [contact, known]);
  return useLive((state) => (contact ? state.conversations[contact] : undefined));
}

/** Follows the machine: back online or awake means connect now. */
export function startLive(): () => void {
  const nudge = () => live.nudge();
  const visible = () => document.visibilityState === 'visible' && live.nudge();
  window.addEventListener('online', nudge);
  document.addEventListener('visibilitychange', visible);
  live.start();
  return () => {
    window.removeEventListener('online', nudge);
    document.removeEventListener('visibilitychange', visible);
    live.stop();
  };
}
