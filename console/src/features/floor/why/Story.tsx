import type { TFunction } from 'i18next';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '@/shared/live';
import { named } from '@/shared/names';
import { Empty, Failed, Loading } from '@/shared/states';
import { exact, short } from '@/shared/times';
import { signed } from '../waiting/usePriorities';
import type { Moment, Person } from './shapes';

interface Props {
  story: { data?: Moment[] | undefined; isLoading: boolean; isError: boolean; error: unknown; refetch: () => unknown };
  at: string | null;
  onPick: (at: string | null) => void;
}

/** What happened to a contact, newest first; each moment can be gone back to. */
export function Story({ story, at, onPick }: Props) {
  const { t } = useTranslation('routing');
  const list = useRef<HTMLOListElement>(null);
  const moments = [...(story.data ?? [])].reverse();
  const walk = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const to = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + by];
    if (!to) return;
    event.preventDefault();
    to.focus();
    to.click();
  };
  return (
    <section className="why-part">
      <h3>{t('story.title')}</h3>
      {story.isLoading && <Loading rows={3} />}
      {story.isError && <Failed compact fault={story.error} retry={() => void story.refetch()} />}
      {story.data?.length === 0 && <Empty compact title={t('story.none')} />}
      {moments.length > 0 && (
        <>
          <p className="quiet why-note">{t('story.hint')}</p>
          <ol className="story-moments" ref={list} onKeyDown={walk}>
            <li>
              <button type="button" aria-current={at === null || undefined} onClick={() => onPick(null)}>
                <span className="num" />
                <span>{t('story.nowLive')}</span>
              </button>
            </li>
            {moments.map((moment, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: moments of one instant have nothing else of their own
              <li key={`${moment.at} ${moment.kind} ${moments.length - index}`}>
                <button
                  type="button"
                  aria-current={at === moment.at || undefined}
                  title={exact(moment.at)}
                  onClick={() => onPick(moment.at)}
                >
                  <time className="num">{short(moment.at, serverNow(), true)}</time>
                  <span>{told(moment, t)}</span>
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** A moment in words; codes that this console does not know yet are shown as they are. */
export function told(moment: Moment, t: TFunction<'routing'>): string {
  const agent = named(moment.agent) || t('story.somebody');
  const queue = named(moment.queue);
  const values = moment.values ?? {};
  const coded = (group: 'end' | 'reason', code: unknown) => {
    const key = `story.${group}.${String(code).replaceAll('_', '-')}`;
    const text = t(key);
    return text === key ? String(code) : text;
  };
  switch (moment.kind) {
    case 'placed':
      return queue ? t('story.placed', { queue }) : t('story.placedPlain');
    case 'step':
      return t('story.step', { step: Number(values.step ?? 0) + 1 });
    case 'offer-ended':
      return t('story.offer-ended', { agent, end: coded('end', values.end) });
    case 'transferred':
      return values.to
        ? t('story.transferredAgent', { agent: named(values.to as Person) })
        : t('story.transferred', { queue });
    case 'priority': {
      const priority = signed(Number(values.priority ?? 0));
      return moment.agent ? t('story.priorityBy', { agent, priority }) : t('story.priority', { priority });
    }
    case 'left':
      return values.reason ? t('story.leftBecause', { reason: coded('reason', values.reason) }) : t('story.left');
    case 'offered':
    case 'assigned':
    case 'returned':
    case 'after-contact':
    case 'freed':
      return t(`story.${moment.kind}`, { agent });
    case 'place-kept':
    case 'restored':
      return t(`story.${moment.kind}`);
    default:
      return t('story.other', { kind: moment.kind });
  }
}
