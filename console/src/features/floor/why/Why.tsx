import { CloseOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, api } from '@/shared/api';
import { useAskWords } from '@/shared/asks';
import { caller } from '@/shared/caller';
import { useKeys } from '@/shared/keys';
import { serverNow, useLive } from '@/shared/live';
import { named } from '@/shared/names';
import { useRight } from '@/shared/rights';
import { Failed, Loading, Told } from '@/shared/states';
import { duration, exact, since, useTick } from '@/shared/times';
import type { FloorQueue, WaitingContact } from '@/shared/types';
import { PriorityPick } from '../waiting/PriorityPick';
import type { Priority } from '../waiting/usePriorities';
import { Steps } from './Steps';
import { Story } from './Story';
import type { Why as Explained, Moment, Person } from './shapes';
import { able, candidates, grouped, next, parts, type Sentence } from './told';
import { Candidates, Excluded, Names } from './Who';
import { spoken } from './words';
import './why.css';

const LIVE_MS = 2_000;
/** An explanation that will not come, whatever is tried again. */
const OVER = /^(contact[.]unknown|routing[.](not-then|too-old))$/;

interface Props {
  contact: string;
  name: string;
  onPriority: (priority: Priority) => void;
  onAgent: (agent: Person) => void;
  onMove: (contact: WaitingContact, queue: FloorQueue) => void;
  onClose: () => void;
}

/** 为什么在等: why a contact stands where it stands, now or at a moment that is picked from its story. */
export default function Why({ contact, name, onClose, ...acts }: Props) {
  const { t } = useTranslation('routing');
  const [at, setAt] = useState<string | null>(null);
  const why = useQuery({
    queryKey: ['why', contact, at],
    queryFn: ({ signal }) => api.get<Explained>(`/contacts/${contact}/routing`, { at }, signal),
    refetchInterval: (query) => (at === null && !query.state.error ? LIVE_MS : false),
    staleTime: at === null ? 0 : Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
  const story = useQuery({
    queryKey: ['why', contact, 'story'],
    queryFn: ({ signal }) => api.get<Moment[]>(`/contacts/${contact}/routing/history`, undefined, signal),
    refetchInterval: at === null ? LIVE_MS : false,
    staleTime: 0,
  });
  useKeys([
    {
      keys: 'escape',
      label: at === null ? t('close') : t('story.back'),
      group: t('keys'),
      run: () => (at === null ? onClose() : setAt(null)),
    },
  ]);
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus({ preventScroll: true }), []);
  const over = why.error instanceof ApiProblem && OVER.test(why.error.code);
  const served = why.data && why.data.phase !== 'waiting' && why.data.phase !== 'offered';
  const title = t(served ? 'titleServed' : 'title', { name });
  return (
    <aside className="watch why" aria-label={title}>
      <header className="watch-head">
        <span>
          <strong>{title}</strong>
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
      {at !== null && (
        <p className="why-then" role="status">
          {t('story.then', { at: exact(at) })}
          <Button size="small" onClick={() => setAt(null)}>
            {t('story.back')}
          </Button>
        </p>
      )}
      <div className="why-body">
        {why.isLoading && <Loading rows={6} />}
        {over && <Told title={t('gone.title')} hint={t('gone.hint')} compact />}
        {why.isError && !over && <Failed compact fault={why.error} retry={() => void why.refetch()} />}
        {why.data && !why.isError && (
          <div className={why.isPlaceholderData ? 'why-old' : undefined}>
            <Explanation {...acts} why={why.data} name={name} past={at !== null} />
          </div>
        )}
        <Story story={story} at={at} onPick={setAt} />
      </div>
    </aside>
  );
}

function Explanation(
  props: Pick<Props, 'onAgent' | 'onPriority' | 'onMove'> & { why: Explained; name: string; past: boolean },
) {
  const { t } = useTranslation('routing');
  useTick();
  const { why, past } = props;
  const now = past ? Date.parse(why.at) : serverNow();
  const queue = named(why.queue);
  const waited = duration(since(why.since, now));
  const waiting = why.phase === 'waiting' || why.phase === 'offered';
  const head = why.phase === 'waiting' && why.position === 0 ? 'outOfLine' : why.phase;
  const { near, lacking } = grouped(why);
  const sentences = next(why, now);
  const tone = sentences.find((each) => each.tone)?.tone;
  const all = able(why);
  const some: Sentence[] = [
    ...(why.candidates.length > 0 ? [{ key: 'part.candidate', values: { count: candidates(why) } }] : []),
    ...parts(why),
  ];
  return (
    <>
      <section className={tone ? `why-answer why-${tone}` : 'why-answer'} aria-live="polite">
        <p className="why-head">{t(`head.${head}`, { queue, position: why.position, waited })}</p>
        {why.phase === 'waiting' && (
          <p className="why-sum">
            {all === 0
              ? t('sumNobody')
              : t('sum', { count: all, parts: some.map((each) => t(each.key, each.values ?? {})).join(t('clause')) })}
          </p>
        )}
        <p className="why-next">
          {sentences.map((each) => (
            <span key={each.key}>{t(each.key, spoken(each.values, t))} </span>
          ))}
        </p>
        {waiting && !past && <Moving why={why} onMove={props.onMove} />}
      </section>
      {waiting && <Steps why={why} now={now} past={past} />}
      {why.candidates.length > 0 && <Candidates why={why} now={now} onAgent={props.onAgent} />}
      {why.chosen && <Chosen why={why} onAgent={props.onAgent} />}
      {waiting && near.length > 0 && (
        <section className="why-part">
          {near.map((each) => (
            <Excluded key={each.reason} excluded={each} onAgent={props.onAgent} />
          ))}
        </section>
      )}
      {waiting && <Ahead why={why} />}
      <Facts {...props} waiting={waiting} />
      {waiting && lacking.length > 0 && (
        <details className="why-part why-lacking">
          <summary>{t('group.lacking', { count: lacking.reduce((sum, each) => sum + each.count, 0) })}</summary>
          {lacking.map((each) => (
            <Excluded key={`${each.reason} ${JSON.stringify(each.missing)}`} excluded={each} onAgent={props.onAgent} />
          ))}
        </details>
      )}
    </>
  );
}

/** What can be done about it at once. */
function Moving({ why, onMove }: { why: Explained; onMove: Props['onMove'] }) {
  const { t } = useTranslation('routing');
  const acts = useRight('floor.act');
  const queue = useLive((state) => state.queues[why.queue.id]);
  const row = queue?.waitingContacts?.find((each) => each.id === why.contact);
  if (!acts || !queue || !row) return null;
  return (
    <p>
      <Button size="small" onClick={() => onMove(row, queue)}>
        {t('act.move')}
      </Button>
    </p>
  );
}

/** How whoever is asked or serves stood when the choice was made. */
function Chosen({ why, onAgent }: { why: Explained; onAgent: (agent: Person) => void }) {
  const { t } = useTranslation('routing');
  const { chosen } = why;
  if (!chosen) return null;
  const from = Date.parse(why.offerUntil ?? why.at);
  const facts = [
    chosen.idleSince && t('candidates.idle', { time: duration(since(chosen.idleSince, from)) }),
    t('candidates.occupancy', { percent: Math.round(chosen.occupancy * 100) }),
    chosen.score > 0 && t('candidates.score', { score: chosen.score }),
    why.choice === 'weighted' && t('candidates.merit', { merit: chosen.merit }),
  ].filter(Boolean);
  return (
    <section className="why-part">
      <p className="bare">
        {t('candidates.chosen', {
          name: named(chosen.agent) || t('candidates.elsewhere'),
          facts: facts.join(t('list')),
        })}
      </p>
      <p className="quiet why-note">{t('candidates.by', { choice: t(`choice.${why.choice}`) })}</p>
      {chosen.agent && <Names people={[chosen.agent]} onAgent={onAgent} />}
    </section>
  );
}

/** Customers who go first, by name where the floor shows them. */
function Ahead({ why }: { why: Explained }) {
  const { t } = useTranslation('routing');
  const rows = useLive((state) => state.queues[why.queue.id]?.waitingContacts);
  if (why.position === 0) return null;
  const names = why.ahead.map((id) => {
    const found = rows?.find((each) => each.id === id);
    return found ? caller({ name: found.customer, said: found.said }) : t('ahead.unknown');
  });
  const shown = names.slice(0, 6);
  return (
    <section className="why-part">
      <h3>{t('ahead.title')}</h3>
      <p className="bare">
        {names.length === 0
          ? t('ahead.none')
          : shown.join(t('list')) +
            (why.position - 1 > shown.length ? ` ${t('ahead.more', { count: why.position - 1 })}` : '')}
      </p>
    </section>
  );
}

function Facts(props: {
  why: Explained;
  name: string;
  past: boolean;
  waiting: boolean;
  onPriority: (priority: Priority) => void;
}) {
  const { t } = useTranslation('routing');
  const { why } = props;
  const acts = useRight('floor.act') && !props.past && props.waiting;
  const words = useAskWords();
  const sign = why.priority > 0 ? 'plus' : why.priority < 0 ? 'minus' : 'none';
  return (
    <section className="why-part">
      <h3>{t('facts.title')}</h3>
      <dl className="why-facts">
        <Fact name={t('facts.since')}>
          <span className="num">{exact(why.since)}</span>
        </Fact>
        {why.phase === 'waiting' && (
          <Fact name={t('facts.estimate')}>
            {why.estimate ? (
              <>
                {t('facts.estimateOf', { time: duration(why.estimate.seconds) })}
                <span className="quiet">
                  {t('clause')}
                  {t(`facts.method.${why.estimate.method}`)}
                  {typeof why.estimate.typicalErrorSeconds === 'number' &&
                    t('clause') + t('facts.error', { time: duration(why.estimate.typicalErrorSeconds) })}
                </span>
              </>
            ) : (
              t('facts.estimateNone')
            )}
          </Fact>
        )}
        <Fact name={t('facts.priority')}>
          <PriorityPick
            name={props.name}
            value={why.priority}
            {...(acts && {
              onChange: (to: number) =>
                props.onPriority({ contact: why.contact, name: props.name, from: why.priority, to }),
            })}
          />{' '}
          <span className="quiet">{t(`facts.credit_${sign}`, { count: Math.abs(why.priority) })}</span>
        </Fact>
        {why.tier > 0 && <Fact name={t('facts.tier')}>{t('facts.tierOf', { tier: why.tier, count: why.tier })}</Fact>}
        {why.asks.length > 0 && <Fact name={t('facts.asks')}>{why.asks.map(words).join(t('list'))}</Fact>}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
