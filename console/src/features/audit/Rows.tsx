import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '@/shared/live';
import { exact, short } from '@/shared/times';
import { action, actor, broke, place, purpose, subject, weighty } from './told';
import type { Entry, Institution } from './types';

interface Props {
  entries: Entry[];
  chosen: number | null;
  institutions: readonly Institution[] | undefined;
  onChoose: (seq: number) => void;
  onEnd: () => void;
}

/** The trail, newest first; older entries come when the end is near, and nothing above them moves. */
export function Rows({ entries, chosen, institutions, onChoose, onEnd }: Props) {
  const { t } = useTranslation('audit');
  const end = useRef<HTMLLIElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const reached = useRef(onEnd);
  reached.current = onEnd;
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at anew after each page, also when the end stays in sight
  useEffect(() => {
    if (!end.current || typeof IntersectionObserver === 'undefined') return;
    const watcher = new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && reached.current(), {
      rootMargin: '400px',
    });
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [entries.length]);
  useEffect(() => {
    if (chosen === null) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-seq="${chosen}"]`);
    row?.scrollIntoView?.({ block: 'nearest' });
  }, [chosen]);
  const now = serverNow();
  return (
    <>
      <div className="audit-row audit-head" aria-hidden="true">
        <span>{t('head.at')}</span>
        <span>{t('head.who')}</span>
        <span>{t('head.what')}</span>
        <span>{t('head.whose')}</span>
        <span className="audit-why">{t('head.why')}</span>
        <span className="audit-where">{t('head.where')}</span>
        <span className="audit-seq">#</span>
      </div>
      <ol className="audit-rows" ref={list}>
        {entries.map((entry) => (
          <li key={entry.seq}>
            <button
              type="button"
              data-seq={entry.seq}
              className={`audit-row${broke(entry) ? ' audit-act' : weighty(entry) ? ' audit-weighty' : ''}`}
              aria-current={entry.seq === chosen}
              onClick={() => onChoose(entry.seq)}
            >
              <time className="num" dateTime={entry.at} title={exact(entry.at)}>
                {short(entry.at, now, true)}
              </time>
              <span className={entry.actor ? 'audit-who' : 'audit-who quiet'}>{actor(t, entry)}</span>
              <span className="audit-what">{action(t, entry.action)}</span>
              <span className="audit-whose">{subject(t, entry)}</span>
              <span className="audit-why quiet">{entry.purpose ? purpose(t, entry.purpose) : ''}</span>
              <span className="audit-where quiet">{place(institutions, entry.institution)}</span>
              <span className="audit-seq num quiet">{entry.seq}</span>
            </button>
          </li>
        ))}
        <li ref={end} aria-hidden="true" />
      </ol>
    </>
  );
}
