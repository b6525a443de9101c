import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMode } from '@/app/appearance';
import { colours, font, tokens } from '@/app/theme';
import { api } from '@/shared/api';
import { named } from '@/shared/names';
import { Empty, Failed, Loading } from '@/shared/states';
import { clock } from '@/shared/times';
import type { FloorQueue } from '@/shared/types';

echarts.use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

interface Slot {
  from: string;
  offered: number;
  answered: number;
  abandoned: number;
  withinTarget: number;
}

const level = (slot: Slot) => (slot.offered > 0 ? Math.round((100 * slot.withinTarget) / slot.offered) : null);

/** The day in half-hours: what came, what was answered or lost, and how well. */
export default function DayChart({ queue }: { queue: FloorQueue | undefined }) {
  const { t } = useTranslation('floor');
  const [table, setTable] = useState(false);
  const day = useQuery({
    queryKey: ['floor-day', queue?.id ?? ''],
    queryFn: ({ signal }) => api.get<Slot[]>('/floor/day', { queue: queue?.id }, signal),
    refetchInterval: 60_000,
  });
  const slots = day.data;
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('chart.title')}</h2>
        <span className="quiet">{queue ? named(queue.name) : t('chart.all')}</span>
        <Button size="small" type="link" className="push" aria-pressed={table} onClick={() => setTable(!table)}>
          {t('chart.table')}
        </Button>
      </header>
      {day.isLoading && <Loading />}
      {day.isError && <Failed compact fault={day.error} retry={() => void day.refetch()} />}
      {slots?.length === 0 && <Empty compact title={t('chart.none')} />}
      {slots &&
        slots.length > 0 &&
        (table ? <Table slots={slots} /> : <Chart slots={slots} target={queue?.serviceLevel?.target} />)}
      <p className="panel-foot quiet">{t('chart.hint')}</p>
    </section>
  );
}

function Chart({ slots, target }: { slots: Slot[]; target: number | undefined }) {
  const { t, i18n } = useTranslation('floor');
  const mode = useMode();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts | null>(null);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const made = echarts.init(element, null, { renderer: 'svg' });
    chart.current = made;
    const watcher = new ResizeObserver(() => made.resize());
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the language changes what t says
  useEffect(() => {
    const colour = colours(mode);
    const label = { color: colour['text-2'], fontFamily: font, fontSize: tokens.text.xs };
    chart.current?.setOption(
      {
        animation: false,
        grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
        legend: { top: 0, textStyle: label, itemWidth: 12, itemHeight: 8 },
        tooltip: {
          trigger: 'axis',
          backgroundColor: colour.raised,
          borderColor: colour.line,
          textStyle: { color: colour.text, fontFamily: font, fontSize: tokens.text.sm },
        },
        xAxis: {
          type: 'category',
          data: slots.map((slot) => clock(slot.from)),
          axisLabel: label,
          axisLine: { lineStyle: { color: colour.line } },
          axisTick: { show: false },
        },
        yAxis: [
          {
            type: 'value',
            axisLabel: label,
            splitLine: { lineStyle: { color: colour['chart-grid'] } },
            minInterval: 1,
          },
          {
            type: 'value',
            min: 0,
            max: 100,
            axisLabel: { ...label, formatter: '{value}%' },
            splitLine: { show: false },
          },
        ],
        series: [
          {
            type: 'bar',
            stack: 'offered',
            name: t('chart.answered'),
            data: slots.map((slot) => slot.answered),
            itemStyle: { color: colour.accent },
            barCategoryGap: '30%',
          },
          {
            type: 'bar',
            stack: 'offered',
            name: t('chart.abandoned'),
            data: slots.map((slot) => slot.abandoned),
            itemStyle: { color: colour.act },
          },
          {
            type: 'line',
            name: t('chart.serviceLevel'),
            yAxisIndex: 1,
            data: slots.map(level),
            symbol: 'circle',
            symbolSize: 5,
            lineStyle: { color: colour.ok, width: 2 },
            itemStyle: { color: colour.ok },
            tooltip: { valueFormatter: (value: number | null) => (value === null ? '–' : `${value}%`) },
            ...(target !== undefined && {
              markLine: {
                symbol: 'none',
                silent: true,
                data: [{ yAxis: target * 100 }],
                lineStyle: { color: colour['text-3'], type: 'dashed' },
                label: {
                  ...label,
                  formatter: t('target', { target: Math.round(target * 100) }),
                  position: 'insideEndTop',
                },
              },
            }),
          },
        ],
      },
      true,
    );
  }, [slots, mode, i18n.language, target]);

  return <div className="chart" ref={box} role="img" aria-label={t('chart.title')} />;
}

function Table({ slots }: { slots: Slot[] }) {
  const { t } = useTranslation('floor');
  return (
    <div className="chart chart-table">
      <table className="grid">
        <thead>
          <tr>
            {(['from', 'offered', 'answered', 'abandoned', 'serviceLevel'] as const).map((key) => (
              <th key={key} scope="col">
                {t(`chart.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {slots.map((slot) => (
            <tr key={slot.from}>
              <th scope="row">{clock(slot.from)}</th>
              <td>{slot.offered}</td>
              <td>{slot.answered}</td>
              <td>{slot.abandoned}</td>
              <td>{level(slot) === null ? '–' : `${level(slot)}%`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
