import { useSyncExternalStore } from 'react';

/** Half-written texts, per contact and kind; they survive a reload of this tab and nothing more, for they may hold personal data. */
export type DraftKind = 'say' | 'note' | 'wrap-up';

const listeners = new Set<() => void>();
const key = (kind: DraftKind, contact: string) => `airbranch.draft.${kind}.${contact}`;

export function draft(kind: DraftKind, contact: string): string {
  return sessionStorage.getItem(key(kind, contact)) ?? '';
}

export function keepDraft(kind: DraftKind, contact: string, text: string): void {
  if (text) sessionStorage.setItem(key(kind, contact), text);
  else sessionStorage.removeItem(key(kind, contact));
  for (const listener of listeners) listener();
}

export function dropDrafts(contact: string): void {
  for (const kind of ['say', 'note', 'wrap-up'] as const) keepDraft(kind, contact, '');
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useDraft(kind: DraftKind, contact: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(subscribe, () => draft(kind, contact));
  return [text, (next) => keepDraft(kind, contact, next)];
}
