import { CheckOutlined, ExclamationCircleOutlined, LockOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { memo, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, sentence } from '@/shared/api';
import { caller } from '@/shared/caller';
import { live, useLive } from '@/shared/live';
import type { Conversation, Unsent } from '@/shared/live/stream';
import { tell } from '@/shared/messages';
import { told, who } from '@/shared/records/told';
import { Loading, TooMuch } from '@/shared/states';
import { clock, day, exact } from '@/shared/times';
import type { ContactCard, StaffEvent } from '@/shared/types';
import { AttachmentView } from './AttachmentView';
import { type Row, rows } from './lines';

const NEAR_END = 80;
/** More lines than this are kept on the screen only in parts: the browser skips what is out of sight. */
const MOST = 5_000;

/** What was said, oldest first. Stays at the end while the person is there, and where it is when he reads above. */
export function Lines({
  card,
  conversation,
  staff,
}: {
  card: ContactCard;
  conversation: Conversation | undefined;
  staff?: boolean;
}) {
  const { t } = useTranslation('workspace');
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const height = useRef(0);
  const first = useRef<string | undefined>(undefined);
  const [behind, setBehind] = useState(0);
  const [loading, setLoading] = useState(false);
  const outbox = useLive((state) => state.outbox);
  const readUpTo = useLive((state) => state.readByCustomer[card.id]) ?? card.readByCustomer ?? 0;
  const typing = useLive((state) => state.typing[card.id]);
  const mine = useMemo(() => outbox.filter((unsent) => unsent.contact === card.id), [outbox, card.id]);
  const list = useMemo(() => rows(conversation?.events ?? [], mine), [conversation?.events, mine]);
  const count = list.length;
  const firstKey = list[0]?.key;

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the list has changed
  useLayoutEffect(() => {
    const view = box.current;
    if (!view) return;
    if (first.current !== undefined && first.current !== firstKey && !atEnd.current)
      view.scrollTop += view.scrollHeight - height.current;
    else if (atEnd.current) view.scrollTop = view.scrollHeight;
    else setBehind((lines) => lines + 1);
    first.current = firstKey;
    height.current = view.scrollHeight;
  }, [count, firstKey, typing?.text]);

  const onScroll = () => {
    const view = box.current;
    if (!view) return;
    atEnd.current = view.scrollHeight - view.scrollTop - view.clientHeight < NEAR_END;
    height.current = view.scrollHeight;
    if (atEnd.current && behind > 0) setBehind(0);
    if (view.scrollTop < 40) void earlier();
  };
  const earlier = async () => {
    if (loading || !conversation || conversation.from === 0 || conversation.loading) return;
    setLoading(true);
    try {
      await live.earlier(card.id);
    } catch (fault) {
      tell.problem(sentence(fault));
    } finally {
      setLoading(false);
    }
  };
  const toEnd = () => {
    const view = box.current;
    if (view) view.scrollTop = view.scrollHeight;
  };

  if (!conversation || (conversation.loading && conversation.events.length === 0))
    return (
      <div className="lines">
        <Loading what={t('loadingLines')} rows={6} />
      </div>
    );
  return (
    <div className="lines-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard */}
      <div className="lines" ref={box} onScroll={onScroll} role="log" aria-label={t('lines')} tabIndex={0}>
        {conversation.from > 0 && (
          <Button type="text" size="small" className="lines-earlier" loading={loading} onClick={() => void earlier()}>
            {t('earlier')}
          </Button>
        )}
        {list.length > MOST && <TooMuch shown={MOST} hint={t('tooMany')} />}
        {list.slice(-MOST).map((row) => (
          <Line
            key={row.key}
            row={row}
            read={row.kind === 'message' && row.event.seq <= readUpTo}
            customer={caller(card.customer)}
          />
        ))}
        {typing && !staff && (
          <p className="typing" role="status">
            {typing.text ? t('typingText', { text: typing.text }) : t('typing')}
          </p>
        )}
      </div>
      {behind > 0 && (
        <Button className="lines-behind" size="small" onClick={toEnd}>
          {t('newLines')} ↓
        </Button>
      )}
    </div>
  );
}

const Line = memo(function Line({ row, read, customer }: { row: Row; read: boolean; customer: string }) {
  switch (row.kind) {
    case 'day':
      return <div className="day">{day(row.at)}</div>;
    case 'message':
      return <Message row={row} read={read} customer={customer} />;
    case 'note':
      return <Note event={row.event} />;
    case 'change':
      return <Change event={row.event} />;
    case 'unsent':
      return row.unsent.type === 'note' ? <UnsentNote unsent={row.unsent} /> : <UnsentLine unsent={row.unsent} />;
  }
});

function Message({ row, read, customer }: { row: Extract<Row, { kind: 'message' }>; read: boolean; customer: string }) {
  const { t } = useTranslation('workspace');
  const { event, side } = row;
  return (
    <div className={`msg msg-${side}${row.first ? ' msg-first' : ''}`}>
      {row.first && (
        <span className="msg-who">
          {side === 'customer' ? customer : who(event.author ?? event.agent, t('colleague'))}
        </span>
      )}
      <div className="msg-row">
        <div className="bubble">
          {event.text && <span className="bubble-text">{event.text}</span>}
          {event.attachment && <AttachmentView attachment={event.attachment} />}
        </div>
        <span className="msg-meta">
          <time className="num" title={exact(event.at)}>
            {clock(event.at)}
          </time>
          {side === 'own' && (
            <span className={read ? 'mark-read' : 'mark-delivered'}>
              <CheckOutlined aria-hidden="true" /> {t(read ? 'state.read' : 'state.delivered')}
            </span>
          )}
        </span>
      </div>
    </div>
  );
}

/** Not delivered yet, or refused: says which and what can be done. */
function UnsentLine({ unsent }: { unsent: Unsent }) {
  const { t } = useTranslation('workspace');
  return (
    <div className={`msg msg-own msg-${unsent.state}`}>
      <div className="msg-row">
        <div className="bubble">
          {unsent.text && <span className="bubble-text">{unsent.text}</span>}
          {unsent.attachment && <AttachmentView attachment={unsent.attachment} />}
        </div>
        <UnsentState unsent={unsent} />
      </div>
      {unsent.problem && unsent.state === 'refused' && <Refused unsent={unsent} />}
      {!unsent.problem && unsent.state === 'refused' && <span className="problem">{t('state.refused')}</span>}
    </div>
  );
}

function UnsentState({ unsent }: { unsent: Unsent }) {
  const { t } = useTranslation('workspace');
  const up = useLive((state) => state.line === 'live' && state.database === 'up');
  if (unsent.state === 'stored') return <span className="msg-meta">{t('state.delivered')}</span>;
  if (unsent.state === 'refused')
    return (
      <span className="msg-meta problem">
        <ExclamationCircleOutlined /> {t('state.refused')}
      </span>
    );
  return (
    <span className={up ? 'msg-meta' : 'msg-meta msg-late'}>{t(up ? 'state.sending' : 'state.notDelivered')}</span>
  );
}

function Refused({ unsent }: { unsent: Unsent }) {
  const { t } = useTranslation('workspace');
  const problem = unsent.problem;
  if (!problem) return null;
  return (
    <span className="msg-refused">
      {sentence(new ApiProblem(409, problem.code, problem.message, problem.values))}
      <Button size="small" type="link" onClick={() => live.dispatch({ type: 'again', id: unsent.id })}>
        {t('state.again')}
      </Button>
      <Button size="small" type="link" onClick={() => live.dispatch({ type: 'discard', id: unsent.id })}>
        {t('state.discard')}
      </Button>
    </span>
  );
}

function Note({ event }: { event: StaffEvent }) {
  const { t } = useTranslation('workspace');
  return (
    <div className="note">
      <span className="note-head">
        <LockOutlined /> {t('note.head', { name: who(event.author ?? event.by, t('colleague')) })}
        <time className="num" title={exact(event.at)}>
          {clock(event.at)}
        </time>
      </span>
      <span className="bubble-text">{event.text}</span>
    </div>
  );
}

function UnsentNote({ unsent }: { unsent: Unsent }) {
  const { t } = useTranslation('workspace');
  return (
    <div className="note note-unsent">
      <span className="note-head">
        <LockOutlined /> {t('note.mine')} <UnsentState unsent={unsent} />
      </span>
      <span className="bubble-text">{unsent.text}</span>
      {unsent.state === 'refused' && <Refused unsent={unsent} />}
    </div>
  );
}

function Change({ event }: { event: StaffEvent }) {
  const { t } = useTranslation('records');
  const text = told(event, t);
  if (!text) return null;
  return (
    <div className={`change change-${event.kind}`}>
      <span>{text}</span>
      <time className="num" title={exact(event.at)}>
        {clock(event.at)}
      </time>
    </div>
  );
}
