import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { valued } from '@/features/floor/alerts/told';
import { api } from '@/shared/api';
import type { Measure, Name } from '@/shared/types';
import { NO_NAME } from '../service/shapes';

/** When supervisors are to be told; the shapes of docs/flows/live-stream.md. */
export interface Rule {
  id: string;
  institution: string;
  name: Name;
  /** Absent: every queue at or below the institution. */
  queue?: string | null;
  measure: Measure;
  limit: number;
  forSeconds: number;
  level: 'warn' | 'act';
  onlyOpen: boolean;
  active: boolean;
  version: number;
}

export const RULES = ['admin', 'alert-rules'];

export const useRules = () =>
  useQuery({
    queryKey: RULES,
    queryFn: ({ signal }) => api.get<Rule[]>('/admin/alert-rules', undefined, signal),
  });

export const MEASURES: Measure[] = [
  'waiting',
  'longest-wait',
  'expected-wait',
  'service-level',
  'abandoned',
  'agents-ready',
  'occupancy',
  'reaches-nobody',
];

export type Unit = 'people' | 'seconds' | 'percent';

export const unitOf = (measure: Measure): Unit | null => {
  switch (measure) {
    case 'longest-wait':
    case 'expected-wait':
      return 'seconds';
    case 'service-level':
    case 'occupancy':
      return 'percent';
    case 'reaches-nobody':
      return null;
    default:
      return 'people';
  }
};

/** The less the worse. */
export const below = (measure: Measure) => measure === 'service-level' || measure === 'agents-ready';

/** A sensible limit to begin with, as it is typed. */
const FIRST: Record<Measure, number> = {
  waiting: 10,
  'longest-wait': 120,
  'expected-wait': 300,
  'service-level': 70,
  abandoned: 10,
  'agents-ready': 2,
  occupancy: 90,
  'reaches-nobody': 0,
};

/** A rule while it is edited: shares as per cent. */
export interface RuleDraft {
  institution: string | null;
  name: Name;
  queue: string | null;
  measure: Measure;
  limit: number | null;
  forSeconds: number | null;
  level: 'warn' | 'act';
  onlyOpen: boolean;
  active: boolean;
}

export const FRESH: RuleDraft = {
  institution: null,
  name: NO_NAME,
  queue: null,
  measure: 'longest-wait',
  limit: FIRST['longest-wait'],
  forSeconds: 30,
  level: 'warn',
  onlyOpen: true,
  active: true,
};

const HUNDRED = (measure: Measure) => (unitOf(measure) === 'percent' ? 100 : 1);

export const draftOf = (rule: Rule): RuleDraft => ({
  institution: rule.institution,
  name: rule.name,
  queue: rule.queue ?? null,
  measure: rule.measure,
  limit: Math.round(rule.limit * HUNDRED(rule.measure) * 100) / 100,
  forSeconds: rule.forSeconds,
  level: rule.level,
  onlyOpen: rule.onlyOpen,
  active: rule.active,
});

export const sentOf = (draft: RuleDraft): Omit<Rule, 'id' | 'version'> => ({
  institution: draft.institution ?? '',
  name: { zh: draft.name.zh.trim(), en: draft.name.en.trim() },
  queue: draft.queue,
  measure: draft.measure,
  limit: (draft.limit ?? 0) / HUNDRED(draft.measure),
  forSeconds: draft.forSeconds ?? 0,
  level: draft.level,
  onlyOpen: draft.onlyOpen,
  active: draft.active,
});

/** Another measure: a limit of the same kind stays, otherwise one begins anew. */
export const measured = (draft: RuleDraft, measure: Measure): Partial<RuleDraft> => ({
  measure,
  ...(unitOf(draft.measure) !== unitOf(measure) && { limit: FIRST[measure] }),
  ...(below(draft.measure) !== below(measure) && { limit: FIRST[measure] }),
});

export type Wrong = 'missing' | 'range';

const within = (value: number | null, least: number, most: number): Wrong | null =>
  value === null ? 'missing' : value < least || value > most ? 'range' : null;

const MOST: Record<Unit, number> = { people: 100_000, seconds: 86_400, percent: 100 };

/** What the server would refuse, seen before it is asked. */
export function wrongIn(draft: RuleDraft): Record<string, Wrong | null> {
  const unit = unitOf(draft.measure);
  return {
    zh: draft.name.zh.trim() ? null : 'missing',
    en: draft.name.en.trim() ? null : 'missing',
    institution: draft.institution ? null : 'missing',
    limit: unit && within(draft.limit, draft.measure === 'agents-ready' ? 1 : 0, MOST[unit]),
    forSeconds: within(draft.forSeconds, 0, 3600),
  };
}

/** The rule in a sentence, so that whoever makes it reads what it will do. */
export function sentenceOf(rule: Omit<Rule, 'id' | 'version'>, where: string, t: TFunction<'alerts'>): string {
  const { measure, forSeconds } = rule;
  const limit =
    valued(measure, rule.limit) + (unitOf(measure) === 'people' ? ` ${t('rules.unit.people')}` : '').trimEnd();
  const name = t(`rules.of.${measure}`);
  const what = name.charAt(0).toLowerCase() + name.slice(1);
  const kind = measure === 'reaches-nobody' ? 'nobody' : below(measure) ? 'below' : 'above';
  const when = [
    t(`rules.sentence.${kind}`, { where, what, limit }),
    forSeconds > 0 ? t('rules.sentence.for', { seconds: forSeconds }) : t('rules.sentence.atOnce'),
    ...(rule.onlyOpen ? [t('rules.sentence.open')] : []),
  ].join(t('rules.comma'));
  return t('rules.sentence.then', { when, level: t(`level.${rule.level}`) });
}
