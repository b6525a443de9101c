import { useEffect, useRef, useSyncExternalStore } from 'react';

/**
 * The keys of the views that are on the screen: one list, so that `?` can show them and none is bound twice. Keys are
 * named by position (`alt+t`), because Alt with a letter types other signs on some machines.
 */
export interface Key {
  keys: string;
  label: string;
  group: string;
  run: (event: KeyboardEvent) => void;
  /** Works while a text field has the focus; plain letters never do. */
  inText?: boolean;
}

let active: Key[][] = [];
let flat: Key[] = [];
const listeners = new Set<() => void>();

function changed(): void {
  flat = active.flat();
  for (const listener of listeners) listener();
}

export function pressed(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('mod');
  if (event.altKey) parts.push('alt');
  if (event.shiftKey && event.key !== '?') parts.push('shift');
  const { code } = event;
  if (event.key === '?') parts.push('?');
  else if (code.startsWith('Key')) parts.push(code.slice(3).toLowerCase());
  else if (code.startsWith('Digit')) parts.push(code.slice(5));
  else parts.push(event.key.toLowerCase());
  return parts.join('+');
}

function inText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

function onKey(event: KeyboardEvent): void {
  if (event.isComposing || event.defaultPrevented) return;
  const keys = pressed(event);
  for (let i = flat.length - 1; i >= 0; i--) {
    const key = flat[i];
    if (key?.keys !== keys || (inText(event.target) && !key.inText)) continue;
    event.preventDefault();
    key.run(event);
    return;
  }
}

/** Binds keys while the view is shown. */
export function useKeys(keys: Key[]): void {
  const latest = useRef(keys);
  latest.current = keys;
  const shape = keys.map((key) => `${key.keys} ${key.label}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: bound anew only when what the person sees changes
  useEffect(() => {
    const mine = latest.current.map((key, index) => ({
      ...key,
      run: (event: KeyboardEvent) => latest.current[index]?.run(event),
    }));
    if (active.length === 0) window.addEventListener('keydown', onKey);
    active = [...active, mine];
    changed();
    return () => {
      active = active.filter((each) => each !== mine);
      if (active.length === 0) window.removeEventListener('keydown', onKey);
      changed();
    };
  }, [shape]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useActiveKeys(): Key[] {
  return useSyncExternalStore(subscribe, () => flat);
}

const mac = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform);
const SIGNS: Record<string, string> = mac
  ? { mod: '⌘', alt: '⌥', shift: '⇧', enter: '↵', arrowdown: '↓', arrowup: '↑' }
  : { mod: 'Ctrl', alt: 'Alt', shift: 'Shift', enter: 'Enter', arrowdown: '↓', arrowup: '↑' };

export function shown(keys: string): string {
  return keys
    .split('+')
    .map((part) => SIGNS[part] ?? (part.length === 1 ? part.toUpperCase() : part[0]?.toUpperCase() + part.slice(1)))
    .join(mac ? '' : '+');
}
