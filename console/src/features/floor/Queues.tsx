import { Button } from 'antd';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '@/shared/live';
import { named } from '@/shared/names';
import { duration, exact, since, useTick } from '@/shared/times';
import type { FloorAgent, FloorQueue, WaitingContact } from '@/shared/types';
import { Explained, type Figure } from './Explained';
import { byTrouble } from './order';
import { useSteadyOrder } from './useSteadyOrder';
import type { Move } from './waiting/useMoves';
import type { Priority } from './waiting/usePriorities';
import { Waiting } from './waiting/Waiting';

const FIGURES: Figure[] = ['waiting', 'longest', 'serviceLevel', 'ready', 'active', 'answered', 'abandoned'];

interface Props {
  queues: FloorQueue[];
  agents: FloorAgent[];
  chosen: string | null;
  onChoose: (queue: string | null) => void;
  onWatch: (contact: string) => void;
  onWhy: (contact: WaitingContact) => void;
  onPriority: (priority: Priority) => void;
  onMove: (move: Move) => void;
  onOthers: (contact: WaitingContact, queue: FloorQueue) => void;
  head: ReactNode;
}

/** Queues, the one in most trouble first. */
export function Queues(props: Props) {
  const { t } = useTranslation('floor');
  const { queues, chosen, onChoose, head } = props;
  const area = useRef<HTMLElement>(null);
  const steady = useSteadyOrder(queues, byTrouble, area);
  return (
    <section className="panel" ref={area}>
      <header className="panel-head">
        <h2>{t('queues')}</h2>
        {head}
        {steady.stale && (
          <Button size="small" type="link" className="push" title={t('sort.held')} onClick={steady.sort}>
            {t('sort.now')}
          </Button>
        )}
      </header>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t('head.queue')}</th>
            {FIGURES.map((figure) => (
              <th key={figure} scope="col" className={`col-${figure}`}>
                <Explained figure={figure} heading>
                  {t(`head.${figure}`)}
                </Explained>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steady.rows.map((queue) => (
            <QueueRow
              key={queue.id}
              queue={queue}
              chosen={queue.id === chosen}
              onChoose={() => onChoose(queue.id === chosen ? null : queue.id)}
            >
              <Waiting {...props} queue={queue} />
            </QueueRow>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function QueueRow(props: { queue: FloorQueue; chosen: boolean; onChoose: () => void; children: ReactNode }) {
  const { t } = useTranslation('floor');
  const { queue, chosen } = props;
  useTick();
  const level = queue.serviceLevel;
  const waits = queue.oldestSince && queue.waiting > 0 ? since(queue.oldestSince, serverNow()) : null;
  const late = level && waits !== null && waits > level.seconds;
  const percent = level ? Math.round(level.value * 100) : null;
  const target = level ? Math.round(level.target * 100) : 80;
  const explained = level ? { seconds: level.seconds, target } : {};
  return (
    <>
      <tr className={`floor-row trouble-${queue.trouble}`} aria-selected={chosen}>
        <th scope="row">
          <button type="button" className="row-name" aria-expanded={chosen} onClick={props.onChoose}>
            <span className={`light light-${queue.trouble}`}>
              <span className="unseen">{t(`why.trouble.${queue.trouble}`)}</span>
            </span>
            <span>
              {named(queue.name)}
              {!queue.open && <span className="quiet"> · {t('closed')}</span>}
              {queue.why && <span className="row-why">{t(`why.${queue.why}`)}</span>}
            </span>
          </button>
        </th>
        <td className={queue.waiting > 0 ? 'strong' : 'zero'}>
          <Explained figure="waiting">{queue.waiting}</Explained>
        </td>
        <td className={late ? `strong over-${queue.trouble}` : waits === null ? 'zero' : ''}>
          <Explained figure="longest">
            {waits === null ? '–' : <time title={exact(queue.oldestSince ?? '')}>{duration(waits)}</time>}
          </Explained>
          {queue.waiting > 0 && typeof queue.expectedWaitSeconds === 'number' && (
            <span className="row-expected" title={t('expected.hint')}>
              {t('expected.short', { time: duration(queue.expectedWaitSeconds) })}
            </span>
          )}
        </td>
        <td>
          <Explained figure="serviceLevel" values={explained}>
            {percent === null ? (
              <span className="quiet">{t('noFigure')}</span>
            ) : (
              <span className="level">
                <span className={percent >= target ? 'level-ok' : percent >= target - 10 ? 'level-warn' : 'level-act'}>
                  {percent}%
                </span>
                <Meter percent={percent} target={target} />
              </span>
            )}
          </Explained>
        </td>
        <td className={queue.agentsReady === 0 && queue.waiting > 0 ? 'strong over-act' : ''}>
          <Explained figure="ready">{queue.agentsReady}</Explained>
        </td>
        <td className="col-active">
          <Explained figure="active">{queue.active}</Explained>
        </td>
        <td className="col-answered">
          <Explained figure="answered">{queue.answeredToday}</Explained>
        </td>
        <td className="col-abandoned">
          <Explained figure="abandoned">{queue.abandonedToday}</Explained>
        </td>
      </tr>
      {chosen && (
        <tr className="row-more">
          <td colSpan={FIGURES.length + 1}>{props.children}</td>
        </tr>
      )}
    </>
  );
}

/** The value against its target on one line. */
function Meter({ percent, target }: { percent: number; target: number }) {
  return (
    <svg className="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="8" className="meter-ground" />
      <rect
        width={percent}
        height="8"
        className={percent >= target ? 'meter-ok' : percent >= target - 10 ? 'meter-warn' : 'meter-act'}
      />
      <rect x={target - 0.75} width="1.5" height="8" className="meter-target" />
    </svg>
  );
}
