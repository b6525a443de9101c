import { useTranslation } from 'react-i18next';
import { language } from '@/i18n';
import { serverNow } from '@/shared/live';
import { useTick } from '@/shared/times';
import { type Hours, statusAt, today } from './time';

/** Whether it is open at this moment, and until or from when, in the zone of whoever keeps the hours. */
export function OpenNow({ hours, zone }: { hours: Hours; zone: string }) {
  const { t } = useTranslation('admin');
  useTick();
  const now = serverNow();
  const status = statusAt(hours, zone, now);
  const moment = (instant: number) => momentIn(zone, instant, now);
  const text = status.open
    ? status.until === null
      ? t('hours.now.always')
      : t('hours.now.until', { at: moment(status.until) })
    : status.next === null
      ? t('hours.now.never')
      : t('hours.now.next', { at: moment(status.next) });
  return (
    <span className="open-now num">
      <span className={status.open ? 'tag tag-ok' : 'tag'}>
        {t(status.open ? 'hours.now.open' : 'hours.now.closed')}
      </span>
      {text}
    </span>
  );
}

/** The time alone where it is today in that zone; otherwise with weekday and date. */
function momentIn(zone: string, instant: number, now: number): string {
  const far = today(zone, instant) !== today(zone, now);
  return new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
    ...(far && { month: 'short', day: 'numeric', weekday: 'short' }),
  }).format(instant);
}
