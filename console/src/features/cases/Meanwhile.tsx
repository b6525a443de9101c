import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { shown, useKeys } from '@/shared/keys';
import { named } from '@/shared/names';
import { type CaseView, useCaseCategories } from '@/shared/records/cases';
import { who } from '@/shared/records/told';
import { clock, exact } from '@/shared/times';
import type { Choice } from '@/shared/types';
import type { Act, CaseActs } from './acts';
import { type meanwhile, sentenceOf } from './story';

const STAYS_MS = 12_000;

interface Props {
  view: CaseView;
  news: ReturnType<typeof meanwhile>;
  acts: CaseActs;
  onSeen: () => void;
}

/** What colleagues changed since the person read the case. After a conflict it also says that the own change was not saved. */
export function Meanwhile({ view, news, acts, onSeen }: Props) {
  const { t } = useTranslation('cases');
  const categories = useCaseCategories();
  const conflict = acts.failed !== null;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // on a phone the field that was changed may be far below
    if (conflict) box.current?.scrollIntoView({ block: 'nearest' });
  }, [conflict]);
  if (news.changes.length === 0 && news.notes.length === 0 && !conflict) return null;
  const known = { people: view.people, categories: categories.data };
  return (
    <div ref={box} className={conflict ? 'conflict meanwhile' : 'meanwhile'} role={conflict ? 'alert' : 'status'}>
      <span>{t(conflict ? 'meanwhile.conflict' : 'meanwhile.title')}</span>
      <ul>
        {news.changes.map((change) => (
          <li key={`${change.at} ${change.field}`}>
            <time className="num" title={exact(change.at)}>
              {clock(change.at)}
            </time>{' '}
            {who(change.by, t('system'))}: {sentenceOf(change, known, t)}
          </li>
        ))}
        {news.notes.map((note) => (
          <li key={note.id}>
            <time className="num" title={exact(note.at)}>
              {clock(note.at)}
            </time>{' '}
            {who(note.by, t('records:colleague'))}: {t('meanwhile.note')}
          </li>
        ))}
      </ul>
      {acts.failed && (
        <Button
          size="small"
          loading={acts.busy}
          onClick={() => {
            acts.again();
            onSeen();
          }}
        >
          {t('meanwhile.again', { what: toldAct(acts.failed, view, categories.data, t) })}
        </Button>
      )}
      <Button size="small" onClick={onSeen}>
        {t('meanwhile.seen')}
      </Button>
    </div>
  );
}

/** What the person just did, and the way back; gone by itself. */
export function Done({ view, acts }: { view: CaseView; acts: CaseActs }) {
  const { t } = useTranslation('cases');
  const categories = useCaseCategories();
  const { done, undo, forget } = acts;
  const group = t('keys.group');
  useKeys(done?.undo ? [{ keys: 'alt+z', label: t('undo.label'), group, inText: true, run: undo }] : []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted from each act
  useEffect(() => {
    if (!done) return;
    const timer = window.setTimeout(forget, STAYS_MS);
    return () => window.clearTimeout(timer);
  }, [done]);
  if (!done) return null;
  return (
    <p className="done" role="status">
      {t('undo.done', { what: toldAct(done.act, view, categories.data, t) })}
      {done.undo && (
        <Button size="small" type="link" loading={acts.busy} onClick={undo}>
          {t('undo.label')} <span className="key-hint">{shown('alt+z')}</span>
        </Button>
      )}
    </p>
  );
}

/** An act in few words. */
function toldAct(act: Act, now: CaseView, categories: Choice[] | undefined, t: TFunction<'cases'>): string {
  const to = (field: string, value: string) => t('undo.to', { field: t(`field.${field}`), to: value });
  const records = (key: string) => t(`records:${key}` as never);
  switch (act.do) {
    case 'edit': {
      if (act.title !== undefined) return to('title', act.title);
      if (act.priority) return to('priority', records(`priority.${act.priority}`));
      const category = categories?.find((each) => each.key === act.category);
      return to('category', named(category?.name) || (act.category ?? ''));
    }
    case 'state':
      return to('state', records(`state.${act.state}`));
    case 'promise':
      return act.at ? to('followUpAt', exact(act.at)) : t('undo.noPromise');
    case 'identify':
      return to('customer', now.customer?.name ?? '');
    case 'own':
      return to('owner', who(now.owner, records('nobody')));
  }
}
