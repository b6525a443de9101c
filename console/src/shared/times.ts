import { useSyncExternalStore } from 'react';
import { language } from '@/i18n';

/** One ticking second for all views; a view that shows a running time reads it with `useTick`. */
let tick = 0;
let timer: number | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= window.setInterval(() => {
    tick++;
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      window.clearInterval(timer);
      timer = null;
    }
  };
}

export function useTick(): number {
  return useSyncExternalStore(subscribe, () => tick);
}

/** 7 → 0:07, 372 → 6:12, 5025 → 1:23:45. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const h = Math.floor(whole / 3600);
  const m = Math.floor((whole % 3600) / 60);
  const s = String(whole % 60).padStart(2, '0');
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${s}` : `${m}:${s}`;
}

export function since(instant: string | null | undefined, now: number): number {
  return instant ? Math.max(0, (now - Date.parse(instant)) / 1000) : 0;
}

const locale = () => (language() === 'zh' ? 'zh-CN' : 'en-GB');

export function clock(instant: string | number, seconds = false): string {
  return new Date(instant).toLocaleTimeString(locale(), {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
  });
}

export function exact(instant: string | number): string {
  return new Date(instant).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'medium' });
}

export function day(instant: string | number): string {
  return new Date(instant).toLocaleDateString(locale(), {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
  });
}

/** Today only the time, otherwise day and time. */
export function short(instant: string, now: number, seconds = false): string {
  const then = new Date(instant);
  if (then.toDateString() === new Date(now).toDateString()) return clock(instant, seconds);
  return `${then.toLocaleDateString(locale(), { month: 'numeric', day: 'numeric' })} ${clock(instant, seconds)}`;
}
