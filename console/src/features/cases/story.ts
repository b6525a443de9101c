import type { TFunction } from 'i18next';
import { named } from '@/shared/names';
import type { CaseChange, CaseContact, CaseNote, CaseView } from '@/shared/records/cases';
import { who } from '@/shared/records/told';
import { exact } from '@/shared/times';
import type { Choice } from '@/shared/types';

/** What happened in a case, oldest first: notes, changes and contacts in one column. */
export type Chapter =
  | { kind: 'note'; key: string; at: string; note: CaseNote }
  | { kind: 'change'; key: string; at: string; change: CaseChange }
  | { kind: 'contact'; key: string; at: string; contact: CaseContact };

export function storyOf(view: CaseView): Chapter[] {
  const chapters: Chapter[] = [
    ...view.contacts.map((contact): Chapter => ({ kind: 'contact', key: contact.id, at: contact.openedAt, contact })),
    ...view.changes.map(
      (change, index): Chapter => ({ kind: 'change', key: `change ${index}`, at: change.at, change }),
    ),
    ...view.notes.map((note): Chapter => ({ kind: 'note', key: note.id, at: note.at, note })),
  ];
  return chapters.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** What others added after the version that the person has seen. */
export function meanwhile(
  seen: CaseView,
  now: CaseView,
  me: string | undefined,
): { changes: CaseChange[]; notes: CaseNote[] } {
  const others = (by: CaseChange['by']) => !by || by.id !== me;
  const known = new Set(seen.notes.map((note) => note.id));
  return {
    changes: now.changes.slice(seen.changes.length).filter((change) => others(change.by)),
    notes: now.notes.filter((note) => !known.has(note.id) && others(note.by)),
  };
}

interface Known {
  people: CaseView['people'];
  categories: Choice[] | undefined;
}

/** A change as a sentence. */
export function sentenceOf(change: CaseChange, known: Known, t: TFunction<'cases'>): string {
  const field = t(`field.${change.field}`);
  const before = value(change.field, change.before, known, t);
  const after = value(change.field, change.after, known, t);
  if (change.field === 'state' && !change.before) return t('change.opened');
  if (change.field === 'title') return t('change.title');
  if (change.field === 'customer') return t('change.customer');
  if (!after) return t('change.removed', { field, before });
  return before ? t('change.fromTo', { field, before, after }) : t('change.to', { field, after });
}

function value(field: string, raw: string | null | undefined, known: Known, t: TFunction<'cases'>): string {
  if (!raw) return '';
  switch (field) {
    case 'state':
      return t(`records:state.${raw}` as never);
    case 'priority':
      return t(`records:priority.${raw}` as never);
    case 'category':
      return named(known.categories?.find((each) => each.key === raw)?.name) || raw;
    case 'owner':
      return who(known.people?.find((each) => each.id === raw)?.name, t('records:colleague' as never));
    case 'followUpAt':
      return exact(raw);
    default:
      return raw;
  }
}

/** The reasons that the system itself writes, in the reader's language; a person's own words stay as they are. */
export function reasonOf(reason: string, t: TFunction<'cases'>): string {
  if (reason === 'confirmed by the customer') return t('reason.confirmed');
  if (reason === 'not solved, says the customer') return t('reason.notSolved');
  const merged = /^merged into (\S+)$/.exec(reason);
  return merged ? t('reason.merged', { number: merged[1] }) : reason;
}
