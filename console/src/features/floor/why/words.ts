import type { TFunction } from 'i18next';
import { named } from '@/shared/names';
import type { Person } from './shapes';

/** 20 s, 1 min 3 s: a time left, to stand in a sentence. */
export function lasting(seconds: number, t: TFunction<'routing'>): string {
  const m = Math.floor(seconds / 60);
  const s = Math.round(seconds % 60);
  return m > 0 ? t('time.ms', { m, s }) : t('time.s', { s });
}

/** The values of a sentence as they are said: people by name, times left in words. */
export function spoken(values: Record<string, unknown> | undefined, t: TFunction<'routing'>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([key, value]) => {
      if (key === 'left' && typeof value === 'number') return [key, lasting(value, t)];
      return [key, value !== null && typeof value === 'object' ? named(value as Person) : value];
    }),
  );
}
