import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '@/shared/api';
import { serverNow, useLive } from '@/shared/live';
import { type CaseView, overdue } from '@/shared/records/cases';
import { StateTag } from '@/shared/records/StateTag';
import { who } from '@/shared/records/told';
import { Empty, Failed, Loading, TooMuch } from '@/shared/states';
import { exact, short, useTick } from '@/shared/times';
import type { Filter } from './filters';
import { steady } from './steady';

/** Nobody reads further than this; a narrower question helps more. */
const MOST = 500;

interface Page {
  cases: CaseView[];
  next?: string | null;
}

export function useCases(filter: Filter, words: string) {
  return useInfiniteQuery({
    queryKey: ['cases', filter, words],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const asked = { state: filter.state || undefined, overdue: filter.overdue, after: pageParam || undefined };
      return words
        ? api.ask<Page>('/cases/search', { ...asked, owner: 'team', q: words }, signal)
        : api.get<Page>('/cases', { ...asked, owner: filter.owner }, signal);
    },
    getNextPageParam: (last) => last.next || undefined,
  });
}

interface Props {
  filter: Filter;
  words: string;
  chosen: string | undefined;
  address: (id: string) => string;
  /** Looks among all states again. */
  onWiden: () => void;
}

/** Cases, newest first; rows change in place and never move under the hand. */
export function List({ filter, words, chosen, address, onWiden }: Props) {
  const { t } = useTranslation('cases');
  const queries = useQueryClient();
  const found = useCases(filter, words);
  const [held, setHeld] = useState<CaseView[] | null>(null);
  const told = useMemo(() => found.data?.pages.flatMap((page) => page.cases) ?? [], [found.data]);
  const list = useMemo(() => steady(held, told, found.hasNextPage), [held, told, found.hasNextPage]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is kept when the server has told more
  useEffect(() => {
    if (told.length > 0) setHeld(list.rows);
  }, [told]);

  if (found.isLoading) return <Loading rows={8} />;
  if (found.isError && told.length === 0) return <Failed fault={found.error} retry={() => void found.refetch()} />;
  if (list.rows.length === 0) return <None filter={filter} words={words} onWiden={onWiden} />;
  const renew = () => setHeld(null);
  return (
    <>
      <Stale failed={found.isError} onRetry={() => void found.refetch()} />
      {list.fresh > 0 && (
        <Button className="records-fresh" size="small" type="link" onClick={renew}>
          {t('fresh', { count: list.fresh })}
        </Button>
      )}
      <ul className="records-rows">
        {list.rows.map((each) => {
          const gone = list.gone.has(each.id);
          const view = gone ? (queries.getQueryData<CaseView>(['case', each.id]) ?? each) : each;
          return (
            <li key={each.id}>
              <Row view={view} gone={gone} chosen={each.id === chosen} owner={filter.owner} to={address(each.id)} />
            </li>
          );
        })}
      </ul>
      {found.hasNextPage &&
        (list.rows.length >= MOST ? (
          <TooMuch shown={list.rows.length} />
        ) : (
          <Button
            type="text"
            className="records-more"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {t('more')}
          </Button>
        ))}
    </>
  );
}

/** Says that the list is not live, instead of letting it look so. */
function Stale({ failed, onRetry }: { failed: boolean; onRetry: () => void }) {
  const { t } = useTranslation('cases');
  const broken = useLive((state) => state.line === 'reconnecting' || state.line === 'stopped');
  if (!broken && !failed) return null;
  return (
    <p className="records-stale" role="status">
      {t('stale')}
      <Button size="small" type="link" onClick={onRetry}>
        {t('again')}
      </Button>
    </p>
  );
}

function None({ filter, words, onWiden }: { filter: Filter; words: string; onWiden: () => void }) {
  const { t } = useTranslation('cases');
  const narrowed = filter.state !== '' || filter.overdue;
  if (words)
    return (
      <Empty
        title={t('none.found', { words })}
        hint={t(narrowed ? 'none.narrowed' : 'none.foundHint')}
        action={narrowed && <Button onClick={onWiden}>{t('none.widen')}</Button>}
      />
    );
  if (filter.overdue) return <Empty title={t('none.overdue')} hint={t('none.overdueHint')} />;
  if (filter.owner === 'me') return <Empty title={t('none.mine')} hint={t('none.mineHint')} />;
  return <Empty title={t('none.any')} hint={t('none.anyHint')} />;
}

interface RowProps {
  view: CaseView;
  gone: boolean;
  chosen: boolean;
  owner: string;
  to: string;
}

function Row({ view, gone, chosen, owner, to }: RowProps) {
  const { t } = useTranslation('cases');
  return (
    <Link
      to={to}
      className={gone ? 'record record-gone' : 'record'}
      data-row={view.id}
      aria-current={chosen ? 'true' : undefined}
    >
      <span className="record-top">
        {(view.priority === 'high' || view.priority === 'urgent') && (
          <span className={`priority priority-${view.priority}`}>{t(`records:priority.${view.priority}`)}</span>
        )}
        <strong>{view.title}</strong>
        <Due view={view} />
      </span>
      <span className="record-foot">
        <StateTag state={view.state} />
        {view.customer && <span>{view.customer.name}</span>}
        {owner !== 'me' && <span className="quiet">{who(view.owner, t('records:nobody'))}</span>}
        <span className="quiet num record-number">{view.number}</span>
        <time className="quiet num" title={exact(view.openedAt)}>
          {short(view.openedAt, serverNow())}
        </time>
      </span>
    </Link>
  );
}

/** When it was promised: over means act now. */
export function Due({ view }: { view: CaseView }) {
  const { t } = useTranslation('cases');
  useTick();
  if (!view.followUpAt || view.state === 'closed') return null;
  const now = serverNow();
  const late = overdue(view, now);
  return (
    <time className={late ? 'due due-late num' : 'due num'} title={t('due.exact', { at: exact(view.followUpAt) })}>
      {t(late ? 'due.late' : 'due.at', { at: short(view.followUpAt, now) })}
    </time>
  );
}
