import { DownOutlined, UpOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { useKeys } from '@/shared/keys';
import { live, serverNow, useLive } from '@/shared/live';
import { named } from '@/shared/names';
import { useRight } from '@/shared/rights';
import { Empty, Failed } from '@/shared/states';
import { clock, duration, exact, short, since, useTick } from '@/shared/times';
import type { Alert } from '@/shared/types';
import { merged, sentenceOf } from './told';
import './alerts.css';

const EVERY_MS = 60_000;
const MOST_PAST = 50;

/**
 * One line above the floor that says the worst of what is the matter; all of it, and the last day's, opens below it over
 * the floor. The line is always there and the list lies above, so that no row moves when an alert comes.
 */
export default function Strip({ onQueue }: { onQueue: (queue: string) => void }) {
  const { t } = useTranslation('alerts');
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLElement>(null);
  const list = useId();
  const stream = useLive((state) => state.stream);
  const told = useLive((state) => state.alerts);
  const read = useQuery({
    queryKey: ['floor-alerts', stream],
    queryFn: ({ signal }) => api.get<{ open: Alert[]; past: Alert[] }>('/floor/alerts', undefined, signal),
    refetchInterval: EVERY_MS,
    placeholderData: (before) => before,
  });
  const alerts = merged(read.data, told);
  const first = alerts.open[0];
  useKeys(open ? [{ keys: 'escape', label: t('close'), group: t('group'), run: () => setOpen(false) }] : []);
  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    window.addEventListener('pointerdown', outside);
    return () => window.removeEventListener('pointerdown', outside);
  }, [open]);
  const show = (queue: string) => {
    setOpen(false);
    onQueue(queue);
  };
  const tone = read.isError && !first ? 'unknown' : (first?.level ?? 'none');
  return (
    <section className={`alerts alerts-${tone}`} aria-label={t('title')} ref={box}>
      <div className="alerts-line">
        <div className="alerts-said" role="status">
          {first ? (
            <Said alert={first} />
          ) : (
            <span className="quiet">{t(read.isError ? 'unknown' : read.isLoading ? 'loading' : 'none')}</span>
          )}
        </div>
        {first && <Acknowledge alert={first} />}
        <Button
          size="small"
          type="text"
          className="alerts-more"
          aria-expanded={open}
          aria-controls={list}
          icon={open ? <UpOutlined /> : <DownOutlined />}
          iconPlacement="end"
          onClick={() => setOpen(!open)}
        >
          {alerts.open.length > 1
            ? t('more', { count: alerts.open.length - 1 })
            : t('past', { count: alerts.past.length })}
        </Button>
      </div>
      {open && (
        <div className="alerts-list" id={list}>
          {read.isError && <Failed compact fault={read.error} retry={() => void read.refetch()} />}
          <h2>{t('openTitle', { count: alerts.open.length })}</h2>
          {alerts.open.length === 0 && <p className="quiet bare">{t('none')}</p>}
          <ul>
            {alerts.open.map((alert) => (
              <Row key={alert.id} alert={alert} onQueue={show} />
            ))}
          </ul>
          <h2>{t('pastTitle')}</h2>
          {alerts.past.length === 0 && <Empty compact title={t('pastNone')} />}
          <ul>
            {alerts.past.slice(0, MOST_PAST).map((alert) => (
              <Row key={alert.id} alert={alert} onQueue={show} />
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function Said({ alert }: { alert: Alert }) {
  const { t } = useTranslation('alerts');
  useTick();
  return (
    <>
      <span className={`alerts-level alerts-level-${alert.level}`}>{t(`level.${alert.level}`)}</span>
      <span className="alerts-sentence" title={named(alert.rule)}>
        {sentenceOf(alert, t)}
      </span>
      <time className="quiet num" title={exact(alert.since)} aria-hidden="true">
        {duration(since(alert.since, serverNow()))}
      </time>
    </>
  );
}

function Row({ alert, onQueue }: { alert: Alert; onQueue: (queue: string) => void }) {
  const { t } = useTranslation('alerts');
  const { queue, acknowledged } = alert;
  const now = serverNow();
  return (
    <li className={alert.until ? 'alert-row alert-over' : `alert-row alert-${alert.level}`}>
      <div className="alert-what">
        {queue ? (
          <button type="button" className="alert-go" title={t('go')} onClick={() => onQueue(queue.id)}>
            {sentenceOf(alert, t)}
          </button>
        ) : (
          sentenceOf(alert, t)
        )}
        <span className="row-why num">
          {[
            named(alert.rule),
            alert.until
              ? t('lasted', {
                  from: short(alert.since, now),
                  to: clock(alert.until),
                  time: duration((Date.parse(alert.until) - Date.parse(alert.since)) / 1000),
                })
              : t('since', { at: short(alert.since, now), time: duration(since(alert.since, now)) }),
            acknowledged && t('acknowledged', { name: named(acknowledged.by), at: short(acknowledged.at, now) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      {!alert.until && <Acknowledge alert={alert} />}
    </li>
  );
}

/** Says that somebody sees to it; the alert stays until what it tells is over. */
function Acknowledge({ alert }: { alert: Alert }) {
  const { t } = useTranslation('alerts');
  const acts = useRight('floor.act');
  const act = useAct<string, Alert>({
    run: (id, key) => api.post<Alert>(`/floor/alerts/${id}/acknowledge`, {}, key),
    reload: [['floor-alerts']],
    done: (now) => now?.id && live.dispatch({ type: 'alert', alert: now }),
  });
  if (alert.acknowledged)
    return (
      <span className="quiet alert-seen" title={exact(alert.acknowledged.at)}>
        {t('seen', { name: named(alert.acknowledged.by) })}
      </span>
    );
  if (!acts) return null;
  return (
    <Button size="small" loading={act.isPending} onClick={() => act.mutate(alert.id)}>
      {t('acknowledge')}
      <span className="unseen"> {sentenceOf(alert, t)}</span>
    </Button>
  );
}
