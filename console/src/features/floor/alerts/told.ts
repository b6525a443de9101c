import type { TFunction } from 'i18next';
import { named } from '@/shared/names';
import { duration } from '@/shared/times';
import type { Alert, Measure } from '@/shared/types';

/** A measured value as it is read: a time, a share, or a number of people. */
export function valued(measure: Measure, value: number): string {
  switch (measure) {
    case 'longest-wait':
    case 'expected-wait':
      return duration(value);
    case 'service-level':
    case 'occupancy':
      return `${Math.round(value * 100)}%`;
    default:
      return String(Math.round(value));
  }
}

/** What is the matter, in a sentence. */
export function sentenceOf(alert: Alert, t: TFunction<'alerts'>): string {
  const { measure } = alert;
  return t(`told.${measure}`, {
    queue: named(alert.queue),
    value: valued(measure, alert.value),
    limit: valued(measure, alert.limit),
  });
}

/** What calls for an act comes first, then what nobody has seen to, then the newest. */
export function byWeight(a: Alert, b: Alert): number {
  return (
    Number(a.level !== 'act') - Number(b.level !== 'act') ||
    Number(Boolean(a.acknowledged)) - Number(Boolean(b.acknowledged)) ||
    Date.parse(b.since) - Date.parse(a.since)
  );
}

/** What was read once, with what the stream has told since laid over it. */
export function merged(
  read: { open: Alert[]; past: Alert[] } | undefined,
  live: Record<string, Alert>,
): { open: Alert[]; past: Alert[] } {
  const all = new Map<string, Alert>();
  for (const alert of [...(read?.past ?? []), ...(read?.open ?? []), ...Object.values(live)]) {
    // an end is not taken back by an older word
    if (!all.get(alert.id)?.until) all.set(alert.id, alert);
  }
  const list = [...all.values()];
  return {
    open: list.filter((alert) => !alert.until).sort(byWeight),
    past: list.filter((alert) => alert.until).sort((a, b) => Date.parse(b.until ?? '') - Date.parse(a.until ?? '')),
  };
}
