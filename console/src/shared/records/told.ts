import type { TFunction } from 'i18next';
import { live } from '../live';
import { named } from '../names';
import { exact } from '../times';
import type { Name, Named, StaffEvent } from '../types';

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** The name of a colleague in an event; an id alone is looked up among who is known here. */
export function who(person: Name | Named | string | null | undefined, otherwise: string): string {
  if (!person) return otherwise;
  if (typeof person !== 'string') return named(person) || otherwise;
  if (!ID.test(person)) return person;
  const { me, agents } = live.state;
  if (me?.id === person) return named(me.name);
  const agent = agents[person];
  return agent ? named(agent.name) : otherwise;
}

/** A change of the contact as a sentence. */
export function told(event: StaffEvent, t: TFunction<'records'>): string {
  const name = who(event.agent ?? event.operator ?? event.by, t('colleague'));
  switch (event.kind) {
    case 'message':
      return event.text ?? '';
    case 'opened':
      return event.topic ? t('event.openedAbout', { topic: event.topic }) : t('event.opened');
    case 'identified':
      return t('event.identified', { name: event.customer?.name ?? '' });
    case 'queued':
      return t('event.queued', { queue: named(event.queue) });
    case 'joined':
      return t('event.joined', { name });
    case 'transferred': {
      const by = who(event.by, t('colleague'));
      const to = who(event.to, t('colleague'));
      return event.note ? t('event.transferredNote', { by, to, note: event.note }) : t('event.transferred', { by, to });
    }
    case 'returned':
      return t('event.returned', { name });
    case 'watching':
      return t(event.on ? 'event.watching' : 'event.watchingEnd', { name });
    case 'stepped-in':
      return t('event.steppedIn', { name });
    case 'stepped-out':
      return t('event.steppedOut', { name });
    case 'case':
      return t('event.case', { number: event.number ?? '' });
    case 'asked-solved':
      return t('event.askedSolved');
    case 'confirmed':
      return t(event.solved ? 'event.confirmedSolved' : 'event.confirmedOpen', { comment: event.comment ?? '' });
    case 'ended':
      return t(`event.ended.${event.reason ?? 'closed'}`);
    case 'wrapped-up': {
      const code = named(event.codeName) || (event.code ?? '');
      return event.followUpAt
        ? t('event.wrappedUpFollow', { code, at: exact(event.followUpAt) })
        : t('event.wrappedUp', { code });
    }
    default:
      return '';
  }
}
