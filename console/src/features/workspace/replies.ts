import type { CannedReply } from './lists';

/** Canned replies: found by what follows the slash, filled in with what the desk knows. */
export type ReplyValues = Partial<Record<'customer' | 'agent' | 'queue' | 'case', string | undefined>>;

/** A variable that the desk could not fill in: the person must. */
const OPEN = /⟦\w+⟧/;

/** Where the first open variable of a text stands. */
export function openVariable(text: string): [number, number] | null {
  const found = text.match(OPEN);
  return found?.index === undefined ? null : [found.index, found.index + found[0].length];
}

/** The text after a slash that begins the line, or null. */
export function slash(text: string): string | null {
  const typed = text.match(/^\/([^\n/]{0,30})$/);
  return typed ? (typed[1] ?? '') : null;
}

export function matching(replies: readonly CannedReply[], typed: string): CannedReply[] {
  const wanted = typed.trim().toLowerCase();
  const begins = replies.filter((reply) => reply.shortcut.toLowerCase().startsWith(wanted));
  const holds = replies.filter(
    (reply) => !begins.includes(reply) && `${reply.title} ${reply.text}`.toLowerCase().includes(wanted),
  );
  return [...begins, ...holds];
}

/** Fills in the variables; one that is not known stays marked, and `at` is its place so that it can be selected. */
export function filled(text: string, values: ReplyValues): { text: string; at: [number, number] | null } {
  const done = text.replace(
    /{{\s*(\w+)\s*}}/g,
    (hole, name: string) => values[name as keyof ReplyValues] || `⟦${name}⟧` || hole,
  );
  return { text: done, at: openVariable(done) };
}
