import { CloseOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dotted, useAwayReasons } from '@/app/StatusBar';
import { api } from '@/shared/api';
import { useKeys } from '@/shared/keys';
import { serverNow, useLive } from '@/shared/live';
import { named } from '@/shared/names';
import { Empty, Failed, Loading } from '@/shared/states';
import { clock, day as dayName, duration, exact, since, useTick } from '@/shared/times';
import type { PresenceState } from '@/shared/types';
import type { Person } from '../why/shapes';
import { type AgentDay, dateOf, rows, shifted } from './day';
import { Strip } from './Strip';
import './agent.css';

const LIVE_MS = 15_000;

interface Props {
  agent: Person;
  onWhy: (contact: string, name: string) => void;
  onClose: () => void;
}

/** 座席的一天: the states through a day, the contacts below them, and what they add up to. */
export default function Day({ agent, onWhy, onClose }: Props) {
  const { t } = useTranslation('agentDay');
  useTick();
  const [date, setDate] = useState<string | null>(null);
  const day = useQuery({
    queryKey: ['agent-day', agent.id, date],
    queryFn: ({ signal }) => api.get<AgentDay>(`/floor/agents/${agent.id}/day`, { date }, signal),
    refetchInterval: date === null ? LIVE_MS : false,
    staleTime: 0,
    placeholderData: (before) => before,
  });
  const presence = useLive((state) => state.agents[agent.id]?.presence);
  const reasons = useAwayReasons();
  const reasonName = (key: string | null | undefined) =>
    key ? named(reasons.data?.find((each) => each.key === key)?.name) || key : '';
  const name = named(agent);
  const title = t('title', { name });
  const today = dateOf(date === null ? day.data : undefined, serverNow());
  const shown = date ?? today;
  const go = (by: number) => {
    const to = shifted(shown, by);
    setDate(to >= today ? null : to);
  };
  useKeys([
    { keys: 'escape', label: t('close'), group: t('keys'), run: onClose },
    { keys: 'alt+arrowleft', label: t('before'), group: t('keys'), run: () => go(-1) },
    { keys: 'alt+arrowright', label: t('after'), group: t('keys'), run: () => date && go(1) },
  ]);
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus({ preventScroll: true }), []);
  const stateNow = presence && stateWords(presence.state, reasonName(presence.reason));
  function stateWords(state: PresenceState, reason: string) {
    return reason || t(`state.${state}`);
  }
  const now = serverNow();
  const data = day.data;
  const nothing = data?.states.every((each) => each.state === 'offline') && data.contacts.length === 0;
  return (
    <aside className="watch agent-day" aria-label={title}>
      <header className="watch-head">
        <span>
          <strong>{title}</strong>
          {presence && (
            <span className="row-why">
              <Dotted state={presence.state}>
                {stateNow}
                {presence.since && presence.state !== 'offline' && (
                  <time className="num" title={exact(presence.since)}>
                    {' '}
                    {duration(since(presence.since, now))}
                  </time>
                )}
              </Dotted>
            </span>
          )}
        </span>
        <Button
          ref={close}
          type="text"
          className="push"
          icon={<CloseOutlined />}
          aria-label={t('close')}
          onClick={onClose}
        />
      </header>
      <nav className="day-nav" aria-label={t('date')}>
        <Button type="text" icon={<LeftOutlined />} aria-label={t('before')} onClick={() => go(-1)} />
        <span className="num" role="status">
          {date === null ? t('today', { date: dayName(`${shown}T12:00:00`) }) : dayName(`${shown}T12:00:00`)}
        </span>
        <Button
          type="text"
          icon={<RightOutlined />}
          aria-label={t('after')}
          disabled={date === null}
          onClick={() => go(1)}
        />
        {date !== null && (
          <Button size="small" className="push" onClick={() => setDate(null)}>
            {t('toToday')}
          </Button>
        )}
      </nav>
      <div className={day.isPlaceholderData ? 'why-body why-old' : 'why-body'}>
        {day.isLoading && <Loading rows={6} />}
        {day.isError && <Failed compact fault={day.error} retry={() => void day.refetch()} />}
        {data && !day.isError && nothing && (
          <Empty compact title={t(date === null ? 'noneToday' : 'none', { name })} hint={t('noneHint')} />
        )}
        {data && !day.isError && !nothing && (
          <>
            <Strip day={data} now={now} reasonName={reasonName} />
            <Totals totals={data.totals} reasonName={reasonName} />
            <Contacts day={data} now={now} onWhy={(contact) => onWhy(contact, t('contactOf', { name }))} />
            <States day={data} now={now} words={stateWords} reasonName={reasonName} />
          </>
        )}
      </div>
    </aside>
  );
}

function Totals({ totals, reasonName }: { totals: AgentDay['totals']; reasonName: (key: string) => string }) {
  const { t } = useTranslation('agentDay');
  const away = Object.entries(totals.awaySeconds).sort(([, a], [, b]) => b - a);
  const awaySum = away.reduce((sum, [, seconds]) => sum + seconds, 0);
  const percent = typeof totals.occupancy === 'number' ? Math.round(totals.occupancy * 100) : null;
  return (
    <section className="why-part">
      <h3>{t('totals.title')}</h3>
      <dl className="day-tiles">
        <Tile name={t('totals.occupancy')} what={t('explain.occupancy')}>
          <span className="num">{percent === null ? '–' : `${percent}%`}</span>
          <svg className="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect width="100" height="8" className="meter-ground" />
            <rect width={percent ?? 0} height="8" className="day-meter" />
          </svg>
        </Tile>
        <Tile name={t('totals.contacts')} what={t('explain.contacts')}>
          <span className="num">{totals.contacts}</span>
        </Tile>
        <Tile name={t('totals.ready')} what={t('explain.ready')}>
          <span className="num">{duration(totals.readySeconds)}</span>
        </Tile>
        <Tile name={t('totals.busy')} what={t('explain.busy')}>
          <span className="num">{duration(totals.busySeconds)}</span>
        </Tile>
        <Tile name={t('totals.after')} what={t('explain.after')}>
          <span className="num">{duration(totals.afterContactSeconds)}</span>
        </Tile>
        <Tile name={t('totals.away')} what={t('explain.away')}>
          <span className="num">{duration(awaySum)}</span>
        </Tile>
        <Tile name={t('totals.unanswered')} what={t('explain.unanswered')} warn={totals.unanswered > 0}>
          <span className="num">{totals.unanswered}</span>
        </Tile>
        <Tile name={t('totals.declined')} what={t('explain.declined')}>
          <span className="num">{totals.declined}</span>
        </Tile>
      </dl>
      {away.length > 0 && (
        <p className="quiet why-note num">
          {t('totals.awayOf', {
            reasons: away.map(([reason, seconds]) => `${reasonName(reason)} ${duration(seconds)}`).join(t('list')),
          })}
        </p>
      )}
    </section>
  );
}

/** A figure under its name; pointing at it or going to it tells what it means. */
function Tile(props: { name: string; what: string; warn?: boolean; children: ReactNode }) {
  return (
    <div className={props.warn ? 'day-tile day-tile-warn' : 'day-tile'}>
      <dt>
        <Tooltip title={props.what} trigger={['hover', 'focus', 'click']}>
          <button type="button" className="figure figure-head">
            {props.name}
          </button>
        </Tooltip>
      </dt>
      <dd>{props.children}</dd>
    </div>
  );
}

const FIRST = 12;

function Contacts({ day, now, onWhy }: { day: AgentDay; now: number; onWhy: (contact: string) => void }) {
  const { t } = useTranslation('agentDay');
  const [all, setAll] = useState(false);
  const list = rows(day.contacts, now);
  return (
    <section className="why-part">
      <h3>
        {t('contacts.title')} <span className="why-count num">{list.length}</span>
      </h3>
      {list.length === 0 && <Empty compact title={t('contacts.none')} />}
      {list.length > 0 && (
        <table className="day-table">
          <thead>
            <tr>
              <th scope="col">{t('contacts.from')}</th>
              <th scope="col">{t('contacts.queue')}</th>
              <th scope="col">{t('contacts.lasted')}</th>
              <th scope="col">{t('contacts.after')}</th>
              <th scope="col">
                <span className="unseen">{t('contacts.why')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {(all ? list : list.slice(0, FIRST)).map((row) => (
              <tr key={row.contact}>
                <th scope="row" className="num" title={exact(row.from)}>
                  {clock(row.from)}
                </th>
                <td>{named(row.queue)}</td>
                <td className="num">
                  {duration(((row.to ? Date.parse(row.to) : now) - Date.parse(row.from)) / 1000)}
                  {!row.to && <span className="day-now">{t('contacts.now')}</span>}
                </td>
                <td className="num">{row.afterSeconds === null ? '–' : duration(row.afterSeconds)}</td>
                <td>
                  <button type="button" className="link-button" onClick={() => onWhy(row.contact)}>
                    {t('contacts.why')}
                    <span className="unseen"> {clock(row.from)}</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!all && list.length > FIRST && (
        <Button size="small" type="link" onClick={() => setAll(true)}>
          {t('contacts.all', { count: list.length })}
        </Button>
      )}
    </section>
  );
}

/** The strip in words, for those who do not see it or want the minute. */
function States(props: {
  day: AgentDay;
  now: number;
  words: (state: PresenceState, reason: string) => string;
  reasonName: (key: string | null | undefined) => string;
}) {
  const { t } = useTranslation('agentDay');
  const end = Math.min(props.now, Date.parse(props.day.to));
  return (
    <details className="why-part why-lacking">
      <summary>{t('states.title', { count: props.day.states.length })}</summary>
      <table className="day-table">
        <thead>
          <tr>
            <th scope="col">{t('contacts.from')}</th>
            <th scope="col">{t('states.state')}</th>
            <th scope="col">{t('contacts.lasted')}</th>
          </tr>
        </thead>
        <tbody>
          {[...props.day.states].reverse().map((each) => (
            <tr key={each.from}>
              <th scope="row" className="num" title={exact(each.from)}>
                {clock(each.from, true)}
              </th>
              <td>
                <Dotted state={each.state}>{props.words(each.state, props.reasonName(each.reason))}</Dotted>
              </td>
              <td className="num">
                {duration(((each.to ? Date.parse(each.to) : end) - Date.parse(each.from)) / 1000)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
