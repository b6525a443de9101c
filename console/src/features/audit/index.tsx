import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { api } from '@/shared/api';
import { useKeys } from '@/shared/keys';
import { serverNow } from '@/shared/live';
import { Empty, Failed, Loading, TooMuch } from '@/shared/states';
import { Chain } from './Chain';
import { Detail } from './Detail';
import { asked, type Filters, narrowed, read, write } from './filters';
import { Rows } from './Rows';
import type { Institution, Page } from './types';
import './audit.css';

const FilterBar = lazy(() => import('./FilterBar'));

const PAGE = 100;
const MOST = 3_000;
/** An entry that is gone to stands a few rows below the top, so that what followed it can be seen. */
const AROUND = 6;

/** 审计: who did or read what, whose data, why and when; and whether the trail is still as it was written. */
export default function AuditView() {
  const { t } = useTranslation('audit');
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => read(params), [params]);
  const [chosen, setChosen] = useState<number | null>(filters.at ?? null);
  // a running period is counted from when it was asked for, so that older pages belong to the same question
  const since = useRef({ words: '', now: 0 });
  const words = write(filters).toString();
  if (since.current.words !== words || since.current.now === 0) since.current = { words, now: serverNow() };
  const question = useMemo(() => asked(filters, since.current.now), [filters]);
  const start = filters.at ? filters.at + AROUND : undefined;

  const trail = useInfiniteQuery({
    queryKey: ['audit', question, start],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>('/audit', { ...question, before: pageParam, limit: PAGE }, signal),
    initialPageParam: start as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 60_000,
  });
  const entries = useMemo(() => trail.data?.pages.flatMap((page) => page.entries) ?? [], [trail.data]);
  const first = entries[0]?.seq ?? 0;
  const newest = useQuery({
    queryKey: ['audit-newest', question],
    queryFn: ({ signal }) => api.get<Page>('/audit', { ...question, limit: 1 }, signal),
    refetchInterval: 30_000,
    enabled: trail.isSuccess && !start,
  });
  const institutions = useQuery({
    queryKey: ['audit-institutions'],
    queryFn: ({ signal }) => api.get<Institution[]>('/admin/institutions', undefined, signal),
    staleTime: 300_000,
  });
  // text cannot be looked for over all time
  const wider = filters.q ? (filters.period === 'month' ? null : 'month') : filters.period === 'all' ? null : 'all';
  const newer = !start && (newest.data?.entries[0]?.seq ?? 0) > first && trail.isSuccess && !trail.isFetching;

  const change = (next: Partial<Filters>) => {
    const { at: _, ...rest } = filters;
    setParams(write({ ...rest, ...next }));
    if (next.at) setChosen(next.at);
  };
  const again = () => {
    since.current = { words: '', now: 0 };
    setChosen(null);
    void trail.refetch();
    void newest.refetch();
  };

  const at = entries.findIndex((entry) => entry.seq === chosen);
  const step = (by: number) => {
    const next = entries[at < 0 ? 0 : Math.min(entries.length - 1, Math.max(0, at + by))];
    if (!next) return;
    setChosen(next.seq);
    if (at + by >= entries.length - 5 && trail.hasNextPage && !trail.isFetchingNextPage && entries.length < MOST)
      void trail.fetchNextPage();
  };
  const group = t('keys.group');
  useKeys([
    { keys: 'j', label: t('keys.next'), group, run: () => step(1) },
    { keys: 'k', label: t('keys.previous'), group, run: () => step(-1) },
    { keys: 'escape', label: t('keys.close'), group, run: () => setChosen(null) },
  ]);
  const open = entries[at];

  return (
    <div className={open ? 'audit audit-open' : 'audit'}>
      <div className="audit-main">
        <h1 className="unseen">{t('title')}</h1>
        <Chain onShow={(seq) => setParams(write({ period: 'all', at: seq }))} onPick={setChosen} />
        <Suspense fallback={<div className="audit-filters" />}>
          <FilterBar
            filters={filters}
            question={question}
            institutions={institutions.data}
            entries={entries}
            onChange={change}
            onReset={() => setParams(write({ period: filters.period === 'own' ? 'week' : filters.period }))}
          />
        </Suspense>
        <section className="audit-list" aria-label={t('list')}>
          {newer && (
            <p className="audit-newer" role="status">
              <Button size="small" type="primary" onClick={again}>
                {t('newer')}
              </Button>
            </p>
          )}
          {trail.isLoading && <Loading rows={10} />}
          {trail.isError && <Failed fault={trail.error} retry={() => void trail.refetch()} />}
          {trail.isSuccess && entries.length === 0 && (
            <Empty
              title={t('none.title')}
              hint={t(filters.period === 'all' ? 'none.all' : 'none.period')}
              action={
                wider ? (
                  <Button onClick={() => change({ period: wider })}>
                    {wider === 'all' ? t('none.whole') : t(`period.${wider}`)}
                  </Button>
                ) : narrowed(filters) ? (
                  <Button onClick={() => setParams(write({ period: 'all' }))}>{t('reset')}</Button>
                ) : undefined
              }
            />
          )}
          {entries.length > 0 && (
            <Rows
              entries={entries}
              chosen={chosen}
              institutions={institutions.data}
              onChoose={setChosen}
              onEnd={() =>
                trail.hasNextPage && !trail.isFetchingNextPage && entries.length < MOST && void trail.fetchNextPage()
              }
            />
          )}
          {trail.isFetchingNextPage && <Loading rows={2} />}
          {trail.hasNextPage && entries.length >= MOST && <TooMuch shown={entries.length} hint={t('tooMany')} />}
          {trail.isSuccess && !trail.hasNextPage && entries.length > 0 && <p className="audit-end">{t('end')}</p>}
        </section>
      </div>
      {open && (
        <Detail
          key={open.seq}
          entry={open}
          institutions={institutions.data}
          onClose={() => setChosen(null)}
          onFilter={(next) => change(next)}
        />
      )}
    </div>
  );
}
