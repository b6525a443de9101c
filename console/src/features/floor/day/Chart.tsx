import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMode } from '@/app/appearance';
import { type Colour, colours, font, tokens } from '@/app/theme';
import { clock, duration } from '@/shared/times';
import { figure, type Half, percent, type View } from './figures';

echarts.use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

/** A half-hour alone is a bar, not a wall. */
const WIDEST = 28;

const STRIDES = [15, 30, 60, 120, 300, 600, 1800, 3600];

/** Ticks of a time at full minutes and the like, at most six. */
function stride(values: (number | null)[]): number {
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  return STRIDES.find((each) => most / each <= 6) ?? Math.ceil(most / 6 / 3600) * 3600;
}

interface Series {
  name: string;
  kind: 'bar' | 'line';
  colour: Colour;
  /** Of the axis on the right, which is in per cent. */
  percent?: boolean;
  stack?: boolean;
  values: (number | null)[];
}

/** The chosen figure through the day: amounts as bars, rates as a line. */
export function Chart({ view, halves, target }: { view: View; halves: Half[]; target: number | undefined }) {
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
    const time = view === 'wait';
    const rate = halves.map((half) => percent(figure(view, [half])));
    const of = (get: (half: Half) => number | null) => halves.map(get);
    const series: Record<View, Series[]> = {
      level: [
        { name: t('chart.answered'), kind: 'bar', colour: 'accent', stack: true, values: of((half) => half.answered) },
        { name: t('chart.abandoned'), kind: 'bar', colour: 'act', stack: true, values: of((half) => half.abandoned) },
        { name: t('chart.serviceLevel'), kind: 'line', colour: 'ok', percent: true, values: rate },
      ],
      wait: [
        { name: t('chart.wait'), kind: 'bar', colour: 'accent', values: of((half) => figure('wait', [half])) },
        { name: t('chart.longest'), kind: 'line', colour: 'warn', values: of((half) => half.longest) },
      ],
      abandoned: [
        { name: t('chart.abandoned'), kind: 'bar', colour: 'act', values: of((half) => half.abandoned) },
        { name: t('chart.rate'), kind: 'line', colour: 'warn', percent: true, values: rate },
      ],
      occupancy: [
        { name: t('chart.agents'), kind: 'bar', colour: 'line-strong', values: of((half) => half.agents || null) },
        { name: t('chart.occupancy'), kind: 'line', colour: 'accent', percent: true, values: rate },
      ],
    };
    const shown = series[view];
    const word = (value: number | null, percents: boolean) =>
      value === null || value === undefined
        ? '–'
        : percents
          ? `${value}%`
          : time
            ? duration(value)
            : String(Math.round(value));
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
          data: halves.map((half) => clock(half.from)),
          axisLabel: label,
          axisLine: { lineStyle: { color: colour.line } },
          axisTick: { show: false },
        },
        yAxis: [
          {
            type: 'value',
            axisLabel: time ? { ...label, formatter: (value: number) => duration(value) } : label,
            splitLine: { lineStyle: { color: colour['chart-grid'] } },
            ...(time ? { interval: stride(shown.flatMap((each) => each.values)) } : { minInterval: 1 }),
          },
          {
            type: 'value',
            show: shown.some((each) => each.percent),
            min: 0,
            max: view === 'abandoned' ? null : 100,
            axisLabel: { ...label, formatter: '{value}%' },
            splitLine: { show: false },
          },
        ],
        series: shown.map((each) => ({
          type: each.kind,
          name: each.name,
          data: each.values,
          yAxisIndex: each.percent ? 1 : 0,
          ...(each.stack && { stack: 'offered' }),
          ...(each.kind === 'bar' && { barMaxWidth: WIDEST, barCategoryGap: '30%' }),
          itemStyle: { color: colour[each.colour] },
          ...(each.kind === 'line' && {
            symbol: 'circle',
            symbolSize: 5,
            lineStyle: { color: colour[each.colour], width: 2 },
          }),
          tooltip: { valueFormatter: (value: number | null) => word(value, Boolean(each.percent)) },
          ...(each.percent &&
            target !== undefined && {
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
        })),
      },
      true,
    );
  }, [view, halves, mode, i18n.language, target]);

  return <div className="chart" ref={box} role="img" aria-label={t(`chart.view.${view}`)} />;
}
