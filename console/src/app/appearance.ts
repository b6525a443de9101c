import { useSyncExternalStore } from 'react';
import { type Mode, paint } from './theme';

/** The person's choice of light or dark, kept in this browser; `system` follows the machine. */
export type Choice = Mode | 'system';

const KEY = 'airbranch.appearance';
const listeners = new Set<() => void>();
const dark = () => window.matchMedia?.('(prefers-color-scheme: dark)');

export function choice(): Choice {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function mode(): Mode {
  const chosen = choice();
  if (chosen !== 'system') return chosen;
  return dark()?.matches ? 'dark' : 'light';
}

export function choose(next: Choice): void {
  if (next === 'system') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, next);
  changed();
}

function changed(): void {
  paint(mode());
  for (const listener of listeners) listener();
}

/** Paints the first time and follows the machine and other tabs from then on. */
export function startAppearance(): void {
  paint(mode());
  dark()?.addEventListener('change', changed);
  window.addEventListener('storage', (event) => event.key === KEY && changed());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useMode(): Mode {
  return useSyncExternalStore(subscribe, mode);
}

export function useChoice(): Choice {
  return useSyncExternalStore(subscribe, choice);
}
