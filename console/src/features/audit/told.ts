import type { TFunction } from 'i18next';
import i18next from 'i18next';
import { named } from '@/shared/names';
import type { Entry, Institution, Person } from './types';

/** The acts that the console has words for; others show their dotted name. */
export const ACTIONS: Record<string, readonly string[]> = {
  customer: ['customer.search', 'customer.view', 'customer.reveal', 'customer.create', 'customer.change'],
  contact: ['contact.read', 'contact.watch', 'contact.unwatch', 'contact.step-in', 'contact.step-out', 'contact.move'],
  case: ['case.view', 'case.open', 'case.edit', 'case.state', 'case.owner', 'case.note'],
  'sign-in': ['sign-in.done', 'sign-in.refused', 'sign-in.locked-out', 'sign-in.oldest-session-ended'],
  operator: [
    'operator.create',
    'operator.change',
    'operator.roles',
    'operator.lock',
    'operator.unlock',
    'operator.password-reset',
    'operator.password-change',
    'operator.totp-on',
    'operator.totp-off',
  ],
  access: ['access.refused'],
  agent: ['agent.change', 'agent.presence'],
  institution: ['institution.create', 'institution.change'],
  calendar: ['calendar.create', 'calendar.change', 'calendar.delete'],
  queue: ['queue.create', 'queue.change', 'queue.delete'],
  skill: ['skill.define', 'skill.rename', 'skill.remove'],
  'canned-reply': ['canned-reply.create', 'canned-reply.change', 'canned-reply.delete'],
  'wrap-up-code': ['wrap-up-code.create', 'wrap-up-code.change', 'wrap-up-code.delete'],
  'case-category': ['case-category.create', 'case-category.change', 'case-category.delete'],
  widget: ['widget.create', 'widget.change', 'widget.delete'],
  audit: ['audit.verify', 'audit.export'],
};

/** Acts that touch somebody's rights or data in clear: what an auditor looks for first. */
const WEIGHTY = new Set([
  'access.refused',
  'audit.export',
  'contact.step-in',
  'customer.reveal',
  'operator.password-reset',
  'operator.roles',
  'operator.totp-off',
  'sign-in.locked-out',
  'sign-in.refused',
]);

export const weighty = (entry: Entry) => WEIGHTY.has(entry.action);
/** A verdict that the chain was broken. */
export const broke = (entry: Entry) => entry.action === 'audit.verify' && entry.subject !== 'intact';

/** A word from the texts, otherwise the word itself. */
function word(t: TFunction<'audit'>, group: string, key: string): string {
  const path = `${group}.${key}`;
  return i18next.exists(`audit:${path}`) && typeof i18next.t(`audit:${path}`) === 'string'
    ? t(path as never, { defaultValue: key })
    : key;
}

export const action = (t: TFunction<'audit'>, key: string) => word(t, 'action', key);
export const group = (t: TFunction<'audit'>, key: string) => word(t, 'group', key);
export const kind = (t: TFunction<'audit'>, key: string) => word(t, 'kind', key);
export const fact = (t: TFunction<'audit'>, key: string) => word(t, 'fact', key);
export const value = (t: TFunction<'audit'>, name: string, text: string) => word(t, `value.${name}`, text);

export function person(of: Person | null | undefined): string {
  return of ? named(of.name) : '';
}

export function actor(t: TFunction<'audit'>, entry: Entry): string {
  if (entry.actorName) return person(entry.actorName);
  return entry.actor ? shortId(entry.actor) : t('system');
}

/** What it was done to, in words as far as there are some; never personal data. */
export function subject(t: TFunction<'audit'>, entry: Entry): string {
  const what = kind(t, entry.subjectKind);
  if (entry.subjectName) return `${what} ${person(entry.subjectName)}`;
  if (entry.action === 'customer.search') return t('hits', { count: Number(entry.detail.hits ?? 0) });
  if (entry.subjectKind === 'audit') return broke(entry) ? t('verdict.broken') : what;
  if (entry.subjectKind === 'operator' && entry.subject === 'unknown') return t('unknownName');
  return `${what} ${entry.detail.name ?? entry.detail.number ?? shortId(entry.subject)}`;
}

export function purpose(t: TFunction<'audit'>, text: string): string {
  const colon = text.indexOf(':');
  if (colon < 0) return text;
  return `${kind(t, text.slice(0, colon))} ${shortId(text.slice(colon + 1))}`;
}

/** An id is recognised by its end: the beginning of ids of one time is the same. */
export function shortId(id: string): string {
  return id.length > 20 ? `…${id.slice(-8)}` : id;
}

export const shortHash = (hash: string) => (hash.length > 16 ? `${hash.slice(0, 8)}…${hash.slice(-8)}` : hash);

export function place(institutions: readonly Institution[] | undefined, path: string): string {
  const found = institutions?.find((each) => each.path === path);
  return found ? named(found.name) : path;
}

export interface Change {
  name: string;
  before?: string;
  after?: string;
}

/** Splits the details into what changed from what to what, and the other facts. */
export function facts(detail: Record<string, string>): { changes: Change[]; others: [string, string][] } {
  const changes = new Map<string, Change>();
  const others: [string, string][] = [];
  for (const [key, text] of Object.entries(detail).sort(([a], [b]) => a.localeCompare(b))) {
    const hit = /^(?:(.*)\.)?(before|after)$/.exec(key);
    if (!hit) {
      others.push([key, text]);
      continue;
    }
    const name = hit[1] ?? '';
    const change = changes.get(name) ?? { name };
    change[hit[2] as 'before' | 'after'] = text;
    changes.set(name, change);
  }
  return { changes: [...changes.values()], others };
}
