import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api';
import { named } from '@/shared/names';
import { Empty, Failed, Loading } from '@/shared/states';
import { clock, duration } from '@/shared/times';
import type { FloorQueue } from '@/shared/types';
import { Chart } from './Chart';
import { figure, type Half, halves, percent, type Slot, VIEWS, type View, type Work } from './figures';

const EVERY_MS = 60_000;

/** The day in half-hours: how well customers were served, how long they waited, who gave up, how busy we were. */
export default function DayChart({ queue }: { queue: FloorQueue | undefined }) {
  const { t } = useTranslation('floor');
  const [table, setTable] = useState(false);
  const [view, setView] = useState<View>('level');
  const day = useQuery({
    queryKey: ['floor-day', queue?.id ?? ''],
    queryFn: ({ signal }) => api.get<Slot[]>('/floor/day', { queue: queue?.id }, signal),
    refetchInterval: EVERY_MS,
  });
  const work = useQuery({
    queryKey: ['floor-occupancy', queue?.id ?? ''],
    queryFn: ({ signal }) => api.get<Work[]>('/floor/occupancy', { queue: queue?.id }, signal),
    refetchInterval: EVERY_MS,
  });
  const all = useMemo(() => halves(day.data ?? [], work.data ?? []), [day.data, work.data]);
  const target = queue?.serviceLevel?.target;
  const asked = view === 'occupancy' ? work : day;
  const none = asked.isSuccess && figure(view, all) === null;
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('chart.title')}</h2>
        <span className="quiet">{queue ? named(queue.name) : t('chart.all')}</span>
        <Button size="small" type="link" className="push" aria-pressed={table} onClick={() => setTable(!table)}>
          {t('chart.table')}
        </Button>
      </header>
      <fieldset className="tiles bare" aria-label={t('chart.choose')}>
        {VIEWS.map((each) => (
          <Tile
            key={each}
            view={each}
            all={all}
            target={target}
            chosen={each === view}
            onChoose={() => setView(each)}
          />
        ))}
      </fieldset>
      {asked.isLoading && <Loading />}
      {asked.isError && <Failed compact fault={asked.error} retry={() => void asked.refetch()} />}
      {none && <Empty compact title={t(view === 'occupancy' ? 'chart.noneWork' : 'chart.none')} />}
      {asked.isSuccess &&
        !none &&
        (table ? (
          <Table halves={all} />
        ) : (
          <Chart view={view} halves={all} target={view === 'level' ? target : undefined} />
        ))}
      <p className="panel-foot quiet">{t(`chart.hints.${view}`)}</p>
    </section>
  );
}

const say = (view: View, value: number | null) =>
  value === null ? '–' : view === 'wait' ? duration(value) : `${percent(value)}%`;

/** The day's figure, which also chooses what the chart below shows. */
function Tile(props: { view: View; all: Half[]; target: number | undefined; chosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation('floor');
  const { view, all, target } = props;
  const value = figure(view, all);
  const level = view === 'level' && value !== null && target !== undefined;
  const tone = !level ? '' : value >= target ? ' level-ok' : value >= target - 0.1 ? ' level-warn' : ' level-act';
  const line = all.map((half) => figure(view, [half]));
  return (
    <button
      type="button"
      className="tile"
      aria-pressed={props.chosen}
      title={t(`chart.hints.${view}`)}
      onClick={props.onChoose}
    >
      <span className="tile-name">{t(`chart.view.${view}`)}</span>
      <span className={`tile-value num${tone}`}>{say(view, value)}</span>
      <Spark line={line} whole={view === 'wait' ? null : 1} />
    </button>
  );
}

/** The course of a figure in the space of a word; holes where nothing was measured. */
function Spark({ line, whole }: { line: (number | null)[]; whole: number | null }) {
  const most = whole ?? Math.max(1, ...line.map((value) => value ?? 0));
  const x = (at: number) => (line.length > 1 ? (100 * at) / (line.length - 1) : 50);
  const known = (at: number) => typeof line[at] === 'number';
  const path = line
    .map((value, at) => {
      if (value === null) return '';
      const point = `${x(at).toFixed(1)} ${(22 - (20 * value) / most).toFixed(1)}`;
      // one that stands alone is a dot
      return known(at - 1) ? `L${point}` : `M${point}${known(at + 1) ? '' : 'h0.01'}`;
    })
    .join('');
  return (
    <svg className="spark" viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

function Table({ halves: all }: { halves: Half[] }) {
  const { t } = useTranslation('floor');
  return (
    <div className="chart chart-table">
      <table className="grid">
        <thead>
          <tr>
            {(
              ['from', 'offered', 'answered', 'abandoned', 'serviceLevel', 'wait', 'longest', 'occupancy'] as const
            ).map((key) => (
              <th key={key} scope="col">
                {t(`chart.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {all.map((half) => (
            <tr key={half.from}>
              <th scope="row">{clock(half.from)}</th>
              <td>{half.offered}</td>
              <td>{half.answered}</td>
              <td>{half.abandoned}</td>
              <td>{say('level', figure('level', [half]))}</td>
              <td>{say('wait', figure('wait', [half]))}</td>
              <td>{say('wait', half.longest)}</td>
              <td>{say('occupancy', figure('occupancy', [half]))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
