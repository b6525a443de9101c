import { useTranslation } from 'react-i18next';
import { language } from '@/i18n';
import { DAYS, type Day, dayOf, type Hours, isAllDay, overMidnight, type Period, runs, span } from './time';

const locale = () => (language() === 'zh' ? 'zh-CN' : 'en-GB');
// the first of June 2026 was a Monday
const weekday = (day: Day, style: 'short' | 'long') =>
  new Intl.DateTimeFormat(locale(), { weekday: style, timeZone: 'UTC' }).format(
    Date.UTC(2026, 5, 1 + DAYS.indexOf(day)),
  );

/** Days and hours in the language of the console. */
export function useInWords() {
  const { t } = useTranslation('admin');
  const day = (it: Day, style: 'short' | 'long' = 'short') => weekday(it, style);
  const spanInWords = (it: Period) =>
    overMidnight(it) && !it.to.startsWith('00:00')
      ? `${it.from.slice(0, 5)}–${t('hours.nextDay', { time: it.to.slice(0, 5) })}`
      : span(it);
  const periods = (list: readonly Period[]) =>
    list.length === 0 ? t('hours.closed') : isAllDay(list) ? t('hours.allDay') : list.map(spanInWords).join(', ');
  return {
    day,
    periods,
    date: (date: string) =>
      new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(
        Date.parse(`${date}T00:00:00Z`),
      ),
    dayOfDate: (date: string) => day(dayOf(date)),
    /** The week in a line. */
    week: (week: Hours['week']) =>
      runs(week)
        .map((run) => {
          const days = run.from === run.to ? day(run.from) : t('hours.run', { from: day(run.from), to: day(run.to) });
          return `${days} ${periods(run.periods)}`;
        })
        .join(t('hours.join')),
  };
}
