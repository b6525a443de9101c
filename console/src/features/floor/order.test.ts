import { expect, it } from 'vitest';
import type { FloorQueue } from '@/shared/types';
import { byTrouble, held } from './order';

const queue = (id: string, trouble: FloorQueue['trouble'], oldestSince?: string): FloorQueue => ({
  id,
  name: { zh: id, en: id },
  institution: '/demo',
  waiting: oldestSince ? 1 : 0,
  oldestSince: oldestSince ?? null,
  active: 0,
  serviceLevel: null,
  abandonedToday: 0,
  answeredToday: 0,
  agentsReady: 0,
  open: true,
  trouble,
});

it('trouble comes first, then whoever has waited longest', () => {
  const rows = [
    queue('calm', 'none'),
    queue('short', 'warn', '2026-01-05T08:05:00Z'),
    queue('long', 'warn', '2026-01-05T08:00:00Z'),
    queue('worst', 'act', '2026-01-05T08:09:00Z'),
  ];
  expect(rows.sort(byTrouble).map((row) => row.id)).toEqual(['worst', 'long', 'short', 'calm']);
});

it('rows that are held keep their place, new ones come last, gone ones leave', () => {
  expect(held(['a', 'b', 'c'], ['c', 'n', 'a'])).toEqual(['a', 'c', 'n']);
});
