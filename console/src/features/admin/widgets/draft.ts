import type { Name } from '@/shared/types';
import { NO_NAME, type Topic, type Widget } from '../service/shapes';

/** A widget while it is edited: addresses as lines, a message that may be missing as two texts. */
export interface WidgetDraft {
  key: string;
  institution: string | null;
  queue: string | null;
  title: Name;
  greeting: Name;
  colour: string;
  topics: Topic[];
  quickReplies: Name[];
  self: boolean;
  app: boolean;
  origins: string;
  languages: string[];
  closedMessage: Name;
  graceSeconds: number | null;
}

export const FRESH: WidgetDraft = {
  key: '',
  institution: null,
  queue: null,
  title: NO_NAME,
  greeting: NO_NAME,
  colour: '',
  topics: [],
  quickReplies: [],
  self: false,
  app: false,
  origins: '',
  languages: ['zh', 'en'],
  closedMessage: NO_NAME,
  graceSeconds: 120,
};

export function draftOf(widget: Widget): WidgetDraft {
  return {
    key: widget.key,
    institution: widget.institution,
    queue: widget.queue,
    title: widget.title,
    greeting: widget.greeting,
    colour: widget.colour,
    topics: widget.topics,
    quickReplies: widget.quickReplies,
    self: widget.origins.includes('self'),
    app: widget.origins.includes('app'),
    origins: widget.origins.filter((each) => each !== 'self' && each !== 'app').join('\n'),
    languages: widget.languages,
    closedMessage: widget.closedMessage ?? NO_NAME,
    graceSeconds: widget.graceSeconds,
  };
}

const lines = (text: string) =>
  text
    .split(/[\s,;，；]+/)
    .map((each) => each.trim())
    .filter(Boolean);

/** Browsers send an origin without a path and in small letters: what was pasted is brought into that form where it can be. */
export function originOf(pasted: string): string | null {
  try {
    const address = new URL(pasted);
    return /^https?:$/.test(address.protocol) ? address.origin : null;
  } catch {
    return null;
  }
}

export function originsOf(draft: WidgetDraft): string[] {
  const pages = lines(draft.origins).map((each) => originOf(each) ?? each);
  return [...(draft.self ? ['self'] : []), ...(draft.app ? ['app'] : []), ...new Set(pages)];
}

export const unreadableOrigins = (draft: WidgetDraft): string[] =>
  lines(draft.origins).filter((each) => originOf(each) === null);

export type Wrong = 'missing' | 'range' | 'both' | 'twice' | 'key' | 'colour' | 'topicKey' | 'nowhere' | 'oneLanguage';

const filled = (name: Name) => Boolean(name.zh.trim() && name.en.trim());

/** What the server would refuse, seen before it is asked; the limits are the server's. */
export function wrongIn(draft: WidgetDraft): Record<string, Wrong | null> {
  const { topics, closedMessage: told } = draft;
  const topicKeys = topics.map((each) => each.key);
  return {
    title: filled(draft.title) ? null : 'missing',
    greeting: filled(draft.greeting) ? null : 'missing',
    key: /^[a-z0-9][a-z0-9-]{1,39}$/.test(draft.key) ? null : 'key',
    institution: draft.institution ? null : 'missing',
    queue: draft.queue ? null : 'missing',
    colour: /^#[0-9a-fA-F]{6}$/.test(draft.colour) ? null : 'colour',
    topics: topics.some((each) => !filled(each.label))
      ? 'missing'
      : topicKeys.some((each) => !/^[a-z0-9][a-z0-9-]{0,39}$/.test(each))
        ? 'topicKey'
        : new Set(topicKeys).size < topicKeys.length
          ? 'twice'
          : null,
    quickReplies: draft.quickReplies.every(filled) ? null : 'missing',
    origins: originsOf(draft).length === 0 ? 'nowhere' : null,
    languages: draft.languages.length === 0 ? 'oneLanguage' : null,
    closedMessage: Boolean(told.zh.trim()) === Boolean(told.en.trim()) ? null : 'both',
    graceSeconds:
      draft.graceSeconds === null ? 'missing' : draft.graceSeconds < 10 || draft.graceSeconds > 3600 ? 'range' : null,
  };
}
