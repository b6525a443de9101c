import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withTexts } from '@/i18n';
import { api } from '@/shared/api';
import { caller } from '@/shared/caller';
import { live, serverNow, useLive } from '@/shared/live';
import { Empty, Failed, Loading } from '@/shared/states';
import { clock, useTick } from '@/shared/times';
import type { FloorAgent, FloorQueue, WaitingContact } from '@/shared/types';
import { Agents } from './Agents';
import { Queues } from './Queues';
import { Moved } from './waiting/Moved';
import { useMoves } from './waiting/useMoves';
import { usePriorities } from './waiting/usePriorities';
import { useUndo } from './waiting/useUndo';
import type { Person } from './why/shapes';
import './floor.css';

const DayChart = lazy(() => import('./day/DayChart'));
const MoveDialog = lazy(() => withTexts('workspace', import('./waiting/MoveDialog')));
const AlertStrip = lazy(() => withTexts('alerts', import('./alerts/Strip')));
const Day = lazy(() => withTexts('agentDay', import('./agent/Day')));
const Why = lazy(() => withTexts('routing', import('./why/Why')));
const Watch = lazy(() => withTexts(['workspace', 'records'], import('./Watch')));

export interface Floor {
  queues: FloorQueue[];
  agents: FloorAgent[];
  at: string;
}

/** What stands beside the floor: a conversation, an explanation, or somebody's day. */
type Aside =
  | { show: 'watch'; contact: string }
  | { show: 'why'; contact: string; name: string }
  | { show: 'day'; agent: Person };

/** 现场: whether customers wait too long, who is there, and what to do, at one glance. */
export default function FloorView() {
  const { t } = useTranslation('floor');
  const [queue, setQueue] = useState<string | null>(null);
  const [aside, setAside] = useState<Aside | null>(null);
  const [others, setOthers] = useState<{ contact: WaitingContact; queue: FloorQueue } | null>(null);
  const undo = useUndo();
  const move = useMoves(undo);
  const prefer = usePriorities(undo);
  const watch = (contact: string) => setAside({ show: 'watch', contact });
  const explain = (contact: string, name: string) => setAside({ show: 'why', contact, name });
  const day = (agent: Person) => setAside({ show: 'day', agent });
  const first = useQuery({
    queryKey: ['floor'],
    queryFn: ({ signal }) => api.get<Floor>('/floor', undefined, signal),
    staleTime: 0,
  });
  useEffect(() => live.watchFloor(), []);
  useEffect(() => {
    if (first.data) live.dispatch({ type: 'floor', queues: first.data.queues, agents: first.data.agents });
  }, [first.data]);
  const queueRows = useLive((state) => state.queues);
  const agentRows = useLive((state) => state.agents);
  const queues = useMemo(() => Object.values(queueRows), [queueRows]);
  const agents = useMemo(() => Object.values(agentRows), [agentRows]);

  if (first.isError && queues.length === 0) return <Failed fault={first.error} retry={() => void first.refetch()} />;
  if (queues.length === 0 && first.isLoading) return <Loading rows={8} />;
  if (first.data && first.data.queues.length === 0 && queues.length === 0)
    return <Empty title={t('none.title')} hint={t('none.hint')} />;
  return (
    <div className={aside ? 'floor floor-watching' : 'floor'}>
      <div className="floor-main">
        <h1 className="unseen">{t('title')}</h1>
        <Suspense fallback={<div className="alerts-place" />}>
          <AlertStrip onQueue={setQueue} />
        </Suspense>
        <Queues
          queues={queues}
          agents={agents}
          chosen={queue}
          onChoose={setQueue}
          onWatch={watch}
          onWhy={(contact) => explain(contact.id, caller({ name: contact.customer, said: contact.said }))}
          onPriority={prefer}
          onMove={move}
          onOthers={(contact, from) => setOthers({ contact, queue: from })}
          head={<Fresh />}
        />
        <div className="floor-low">
          <Agents
            agents={agents}
            queues={queues}
            queue={queue}
            onAll={() => setQueue(null)}
            onWatch={watch}
            onDay={day}
          />
          <Suspense
            fallback={
              <section className="panel">
                <Loading />
              </section>
            }
          >
            <DayChart queue={queues.find((each) => each.id === queue)} />
          </Suspense>
        </div>
      </div>
      <Moved undo={undo} />
      <Suspense fallback={null}>
        {others && <MoveDialog {...others} onMove={move} onClose={() => setOthers(null)} />}
        {aside?.show === 'watch' && (
          <Watch key={aside.contact} contact={aside.contact} onWhy={explain} onClose={() => setAside(null)} />
        )}
        {aside?.show === 'day' && (
          <Day key={aside.agent.id} agent={aside.agent} onWhy={explain} onClose={() => setAside(null)} />
        )}
        {aside?.show === 'why' && (
          <Why
            key={aside.contact}
            contact={aside.contact}
            name={aside.name}
            onPriority={prefer}
            onAgent={day}
            onMove={(contact, from) => setOthers({ contact, queue: from })}
            onClose={() => setAside(null)}
          />
        )}
      </Suspense>
    </div>
  );
}

/** Whether the figures are live, and if not, of when they are. */
function Fresh() {
  const { t } = useTranslation('floor');
  useTick();
  const line = useLive((state) => state.line);
  const since = useLive((state) => state.lineSince);
  if (line === 'live') return <span className="quiet num">{t('updated', { at: clock(serverNow()) })}</span>;
  return (
    <span className="stale num" role="status">
      {t('stale', { at: clock(since) })}
    </span>
  );
}
