import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useDeferredValue, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dotted, useAwayReasons } from '@/app/StatusBar';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { caller } from '@/shared/caller';
import { useKeys } from '@/shared/keys';
import { serverNow } from '@/shared/live';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { useRight } from '@/shared/rights';
import { Empty, TooMuch } from '@/shared/states';
import { duration, exact, since, useTick } from '@/shared/times';
import type { FloorAgent, FloorQueue, PresenceState } from '@/shared/types';
import { absentToday, byState } from './order';
import { useSteadyOrder } from './useSteadyOrder';

const STATES: PresenceState[] = ['ready', 'away', 'lost', 'offline'];
const MOST = 300;

interface Props {
  agents: FloorAgent[];
  queues: FloorQueue[];
  queue: string | null;
  onAll: () => void;
  onWatch: (contact: string) => void;
  onDay: (agent: FloorAgent) => void;
}

/** Who is there, in which state for how long, serving whom. */
export function Agents({ agents, queues, queue, onAll, onWatch, onDay }: Props) {
  const { t } = useTranslation('floor');
  const area = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<PresenceState | null>(null);
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const steady = useSteadyOrder(agents, byState, area);
  useKeys([{ keys: '/', label: t('keys.filter'), group: t('keys.group'), run: () => field.current?.focus() }]);
  const here = steady.rows.filter((agent) => !queue || agent.queues.includes(queue));
  const shown = here.filter(
    (agent) =>
      (state ? agent.presence.state === state : agent.presence.state !== 'offline') &&
      (!wanted || `${agent.name.zh} ${agent.name.en}`.toLowerCase().includes(wanted)),
  );
  const chosen = queues.find((each) => each.id === queue);
  return (
    <section className="panel" ref={area}>
      <header className="panel-head">
        <h2>{t('agents')}</h2>
        {chosen && (
          <Button size="small" type="link" onClick={onAll} title={t('filter.clear')}>
            {named(chosen.name)} ✕
          </Button>
        )}
        <fieldset className="states bare" aria-label={t('filter.state')}>
          {STATES.map((each) => (
            <button
              key={each}
              type="button"
              className="state-filter"
              aria-pressed={state === each}
              onClick={() => setState(state === each ? null : each)}
            >
              <Dotted state={each}>{t(`presence.${each}`)}</Dotted>
              <span className="num">{here.filter((agent) => agent.presence.state === each).length}</span>
            </button>
          ))}
        </fieldset>
        <input
          ref={field}
          type="search"
          className="agent-search push"
          value={text}
          aria-label={t('search')}
          placeholder={t('search')}
          onChange={(event) => setText(event.target.value)}
        />
      </header>
      {agents.length === 0 && <Empty compact title={t('noAgents')} />}
      {agents.length > 0 && shown.length === 0 && <Empty compact title={t('noMatch')} />}
      {shown.length > 0 && (
        <table className="grid agents">
          <thead>
            <tr>
              <th scope="col">{t('head.agent')}</th>
              <th scope="col">{t('head.state')}</th>
              <th scope="col">{t('head.time')}</th>
              <th scope="col">{t('head.capacity')}</th>
              <th scope="col" className="wide">
                {t('head.contacts')}
              </th>
              <th scope="col">
                <span className="unseen">{t('act.presence')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.slice(0, MOST).map((agent) => (
              <AgentRow key={agent.id} agent={agent} onWatch={onWatch} onDay={onDay} />
            ))}
          </tbody>
        </table>
      )}
      {shown.length > MOST && <TooMuch shown={MOST} hint={t('tooMany', { shown: MOST })} />}
    </section>
  );
}

function AgentRow({ agent, onWatch, onDay }: Pick<Props, 'onWatch' | 'onDay'> & { agent: FloorAgent }) {
  const { t } = useTranslation('floor');
  useTick();
  const now = serverNow();
  const acts = useRight('floor.act');
  const reasons = useAwayReasons();
  const { presence, capacity } = agent;
  const set = useAct<{ state: 'ready' | 'away'; reason?: string }>({
    run: (next, key) => api.post(`/floor/agents/${agent.id}/presence`, next, key),
    done: () => tell.done(t('act.presenceDone', { name: named(agent.name) })),
  });
  const reason = reasons.data?.find((each) => each.key === presence.reason);
  const full = presence.state === 'ready' && capacity.used >= capacity.max;
  const never = absentToday(presence, now);
  const label = never
    ? t('presence.never')
    : full
      ? t('presence.busy')
      : reason
        ? named(reason.name)
        : t(`presence.${presence.state}`);
  return (
    <tr className="agent-row">
      <th scope="row">
        <button
          type="button"
          className="agent-name"
          title={t('act.day', { name: named(agent.name) })}
          onClick={() => onDay(agent)}
        >
          {named(agent.name)}
        </button>
      </th>
      <td>
        <Dotted state={full ? 'away' : presence.state}>{label}</Dotted>
        {presence.afterContact > 0 && (
          <span className="row-why">{t('presence.afterContact', { count: presence.afterContact })}</span>
        )}
      </td>
      <td>
        {presence.since && !never && (
          <time className="num" title={exact(presence.since)}>
            {duration(since(presence.since, now))}
          </time>
        )}
      </td>
      <td className="num">
        {capacity.used}/{capacity.max}
      </td>
      <td className="wide">
        {agent.contacts.map((contact) => (
          <button
            key={contact.id}
            type="button"
            className={`serving serving-${contact.state}`}
            title={t(`contact.${contact.state}`)}
            onClick={() => onWatch(contact.id)}
          >
            {caller({ name: contact.customer })}
            <time className="num">{duration(since(contact.since, now))}</time>
          </button>
        ))}
      </td>
      <td className="row-act">
        {acts && presence.state !== 'offline' && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                { key: 'ready', label: <Dotted state="ready">{t('presence.ready')}</Dotted> },
                { type: 'divider' },
                ...(reasons.data ?? [])
                  .filter((each) => each.chosen)
                  .map((each) => ({ key: each.key, label: <Dotted state="away">{named(each.name)}</Dotted> })),
              ],
              onClick: ({ key }) => set.mutate(key === 'ready' ? { state: 'ready' } : { state: 'away', reason: key }),
            }}
          >
            <Button
              size="small"
              type="text"
              loading={set.isPending}
              icon={<EllipsisOutlined />}
              aria-label={t('act.menu', { name: named(agent.name) })}
            />
          </Dropdown>
        )}
      </td>
    </tr>
  );
}
