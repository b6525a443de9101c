import type { ApiProblem } from '@/shared/api';
import type { Name } from '@/shared/types';

/** Whether a text is in one of the languages of a name, whatever the case. */
export function nameHolds(name: Name, words: string): boolean {
  return `${name.zh} ${name.en}`.toLowerCase().includes(words.trim().toLowerCase());
}

export const trimmed = (name: Name): Name => ({ zh: name.zh.trim(), en: name.en.trim() });

/** A message that may be missing: both languages or none. */
export const orNone = (name: Name): Name | null => (name.zh.trim() || name.en.trim() ? trimmed(name) : null);

/** Which field a refusal of the whole request is about (`request.invalid`). */
export function firstField(problem: ApiProblem): string {
  const fields = problem.values.fields as { field?: string }[] | undefined;
  return fields?.[0]?.field?.split('.')[0] ?? '';
}

/** Which field a refusal of one value is about. */
export const namedField = (problem: ApiProblem): string => String(problem.values.field ?? '').split('.')[0] ?? '';
