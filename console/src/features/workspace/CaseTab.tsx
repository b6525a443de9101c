import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { serverNow } from '@/shared/live';
import { named } from '@/shared/names';
import {
  type CaseView,
  PRIORITIES,
  type Priority,
  useCase,
  useCaseCategories,
  useCustomerCases,
} from '@/shared/records/cases';
import { StateTag } from '@/shared/records/StateTag';
import { who } from '@/shared/records/told';
import { useRight } from '@/shared/rights';
import { Empty, Failed, Forbidden, Loading } from '@/shared/states';
import { exact, short } from '@/shared/times';
import type { CaseState, ContactCard } from '@/shared/types';

const STATES: CaseState[] = ['open', 'pending', 'solved'];

/** What it is about and what was promised; edits carry the version that was read. */
export function CaseTab({ card }: { card: ContactCard }) {
  const { t } = useTranslation('workspace');
  const may = useRight('case.work');
  const found = useCase(card.case?.id);
  if (!may) return <Forbidden right="case.work" />;
  if (!card.case) return <Empty compact title={t('case.none')} hint={t('case.noneHint')} />;
  if (found.isLoading) return <Loading />;
  if (found.isError) return <Failed fault={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return null;
  return (
    <>
      <Edit key={found.data.id} view={found.data} />
      <Notes view={found.data} />
      <Earlier card={card} />
    </>
  );
}

function Edit({ view }: { view: CaseView }) {
  const { t } = useTranslation('workspace');
  const queries = useQueryClient();
  const categories = useCaseCategories();
  const [title, setTitle] = useState<string | null>(null);
  const [conflict, setConflict] = useState(false);
  const key = ['case', view.id];
  const keep = (next: CaseView | undefined) => {
    setConflict(false);
    if (next?.id) queries.setQueryData(key, next);
    else void queries.invalidateQueries({ queryKey: key });
  };
  const told = (problem: { code: string }) => {
    if (problem.code !== 'case.changed') return false;
    setConflict(true);
    void queries.invalidateQueries({ queryKey: key });
    return true;
  };
  const edit = useAct<{ title?: string; category?: string; priority?: Priority }, CaseView>({
    run: (changes, act) => api.patch<CaseView>(`/cases/${view.id}`, { version: view.version, ...changes }, act),
    done: (next) => {
      setTitle(null);
      keep(next);
    },
    refused: told,
  });
  const move = useAct<CaseState, CaseView>({
    run: (state, act) => api.post<CaseView>(`/cases/${view.id}/state`, { version: view.version, state }, act),
    done: keep,
    refused: told,
  });
  const shownTitle = title ?? view.title;
  const keepTitle = () => {
    const next = shownTitle.trim();
    if (next && next !== view.title) edit.mutate({ title: next });
    else setTitle(null);
  };
  return (
    <div className="case">
      <div className="case-top">
        <Link to={`/cases/${view.id}`} className="num">
          {view.number}
        </Link>
        <StateTag state={view.state} />
        <span className="quiet push">{t('case.owner', { name: who(view.owner, t('records:nobody')) })}</span>
      </div>
      {view.followUpAt && <p className="promise">{t('case.promise', { at: exact(view.followUpAt) })}</p>}
      {conflict && (
        <p className="conflict" role="alert">
          {t('case.conflict')}
        </p>
      )}
      <label htmlFor="case-title">{t('case.title')}</label>
      <input
        id="case-title"
        className="field"
        value={shownTitle}
        maxLength={200}
        onChange={(event) => setTitle(event.target.value)}
        onBlur={keepTitle}
        onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && event.currentTarget.blur()}
      />
      <div className="case-two">
        <span>
          <label htmlFor="case-category">{t('case.category')}</label>
          <select
            id="case-category"
            className="field"
            value={view.category ?? ''}
            onChange={(event) => edit.mutate({ category: event.target.value })}
          >
            <option value="" disabled>
              {t('case.choose')}
            </option>
            {categories.data?.map((each) => (
              <option key={each.key} value={each.key}>
                {named(each.name)}
              </option>
            ))}
          </select>
        </span>
        <span>
          <label htmlFor="case-priority">{t('case.priority')}</label>
          <select
            id="case-priority"
            className="field"
            value={view.priority}
            onChange={(event) => edit.mutate({ priority: event.target.value as Priority })}
          >
            {PRIORITIES.map((each) => (
              <option key={each} value={each}>
                {t(`records:priority.${each}`)}
              </option>
            ))}
          </select>
        </span>
      </div>
      {view.state !== 'closed' && (
        <fieldset className="row bare" aria-label={t('case.stateLabel')}>
          {STATES.map((state) => (
            <Button
              key={state}
              size="small"
              type={view.state === state ? 'primary' : 'default'}
              aria-pressed={view.state === state}
              loading={move.isPending && move.variables === state}
              onClick={() => view.state !== state && move.mutate(state)}
            >
              {t(`records:state.${state}`)}
            </Button>
          ))}
          {edit.isPending && <span className="quiet">{t('case.saving')}</span>}
        </fieldset>
      )}
    </div>
  );
}

function Notes({ view }: { view: CaseView }) {
  const { t } = useTranslation('workspace');
  if (view.notes.length === 0) return null;
  return (
    <section className="case-notes">
      <h4>{t('case.notes')}</h4>
      {view.notes.map((each) => (
        <div key={each.id} className="note">
          <span className="note-head">
            {who(each.by, t('colleague'))}
            <time className="num" title={exact(each.at)}>
              {short(each.at, serverNow())}
            </time>
          </span>
          <span className="bubble-text">{each.text}</span>
        </div>
      ))}
    </section>
  );
}

/** Other cases of the same customer: this contact may belong to one of them. */
function Earlier({ card }: { card: ContactCard }) {
  const { t } = useTranslation('workspace');
  const cases = useCustomerCases(card.customer.id);
  const attach = useAct<CaseView>({
    run: (view, key) => api.post(`/contacts/${card.id}/case`, { case: view.id }, key),
    reload: [['case']],
  });
  const others = cases.data?.filter((each) => each.id !== card.case?.id) ?? [];
  if (!card.customer.id) return null;
  return (
    <section className="case-notes">
      <h4>{t('case.earlier')}</h4>
      {cases.isLoading && <Loading rows={2} />}
      {cases.isError && <Failed compact fault={cases.error} retry={() => void cases.refetch()} />}
      {cases.data && others.length === 0 && <p className="quiet">{t('case.noEarlier')}</p>}
      <ul className="hits">
        {others.map((each) => (
          <li key={each.id}>
            <span className="hit-what">
              <Link to={`/cases/${each.id}`}>{each.title}</Link>
              <span className="quiet num">
                {each.number} · {t(`records:state.${each.state}`)} · {short(each.openedAt, serverNow())}
              </span>
            </span>
            {each.state !== 'closed' && card.state === 'active' && (
              <Button
                size="small"
                loading={attach.isPending && attach.variables.id === each.id}
                onClick={() => attach.mutate(each)}
              >
                {t('case.attach')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
