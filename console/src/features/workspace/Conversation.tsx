import { CheckCircleOutlined, PoweroffOutlined, SwapOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { caller } from '@/shared/caller';
import { shown, useKeys } from '@/shared/keys';
import { live, useConversation, useLive } from '@/shared/live';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { exact } from '@/shared/times';
import type { ContactCard } from '@/shared/types';
import { Composer } from './Composer';
import { Lines } from './Lines';
import { WrapUp } from './WrapUp';

const TransferDialog = lazy(() => import('./TransferDialog'));

/** The middle of the desk: who it is, what was said, what I say next. */
export function Conversation({ card }: { card: ContactCard }) {
  const { t } = useTranslation('workspace');
  const conversation = useConversation(card.id, card.lastSeq);
  const [transfer, setTransfer] = useState(false);
  const [ending, setEnding] = useState(false);
  const up = useLive((state) => state.line === 'live');
  const active = card.state === 'active';

  // what is on the screen while the person looks is read
  useEffect(() => {
    if (up && card.unread > 0 && document.visibilityState === 'visible')
      live.dispatch({ type: 'seen', contact: card.id });
  }, [up, card.unread, card.id]);
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && live.dispatch({ type: 'seen', contact: card.id });
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [card.id]);

  const ask = useAct({
    run: (_: void, key) => api.post(`/contacts/${card.id}/ask-solved`, {}, key),
    done: () => tell.done(t('asked')),
  });
  const end = useAct({
    run: (_: void, key) => api.post(`/contacts/${card.id}/end`, {}, key),
    done: () => setEnding(false),
  });
  const group = t('keys.conversation');
  useKeys(
    active
      ? [
          { keys: 'alt+t', label: t('transfer.title'), group, inText: true, run: () => setTransfer(true) },
          { keys: 'alt+q', label: t('askSolved'), group, inText: true, run: () => ask.mutate() },
          { keys: 'alt+e', label: t('end.title'), group, inText: true, run: () => setEnding(true) },
        ]
      : [],
  );

  return (
    <section className="talk" aria-label={t('conversation', { name: caller(card.customer) })}>
      <header className="talk-head">
        <div className="talk-who">
          <h2 title={card.customer.said ? t('saidHint') : undefined}>{caller(card.customer)}</h2>
          <span className="quiet">
            {card.queue && <span>{named(card.queue)}</span>}
            {card.topic && <span> · {card.topic}</span>}
            <span title={exact(card.openedAt)}>
              {' '}
              · {t(`records:language.${card.language}`)} · {t(`records:channel.${card.channel}`)}
            </span>
            {card.page && (
              <span className="talk-page" title={card.page}>
                {' '}
                · {t('fromPage', { page: card.page.replace(/^https?:\/\//, '') })}
              </span>
            )}
          </span>
        </div>
        {active && (
          <div className="talk-acts">
            <Tooltip title={`${t('transfer.title')} (${shown('alt+t')})`}>
              <Button icon={<SwapOutlined />} onClick={() => setTransfer(true)}>
                {t('transfer.short')}
              </Button>
            </Tooltip>
            <Tooltip title={`${t('askSolvedHint')} (${shown('alt+q')})`}>
              <Button icon={<CheckCircleOutlined />} loading={ask.isPending} onClick={() => ask.mutate()}>
                {t('askSolved')}
              </Button>
            </Tooltip>
            <Tooltip title={`${t('end.title')} (${shown('alt+e')})`}>
              <Button icon={<PoweroffOutlined />} onClick={() => setEnding(true)}>
                {t('end.short')}
              </Button>
            </Tooltip>
          </div>
        )}
      </header>
      {active && !card.customerConnected && <p className="talk-told talk-warn">{t('customerGoneHint')}</p>}
      {card.state === 'waiting' && <p className="talk-told">{t('returned')}</p>}
      <Lines card={card} conversation={conversation} />
      {ending && active && (
        <EndQuestion busy={end.isPending} onYes={() => end.mutate()} onNo={() => setEnding(false)} />
      )}
      {active && !ending && <Composer card={card} />}
      {card.state === 'ended' && <WrapUp card={card} />}
      <Suspense fallback={null}>
        {transfer && <TransferDialog card={card} onClose={() => setTransfer(false)} />}
      </Suspense>
    </section>
  );
}

/** Ending cannot be undone: asked in place, Enter says yes, Escape no. */
function EndQuestion({ busy, onYes, onNo }: { busy: boolean; onYes: () => void; onNo: () => void }) {
  const { t } = useTranslation('workspace');
  return (
    <div
      className="ask"
      role="alertdialog"
      aria-label={t('end.question')}
      onKeyDown={(event) => event.key === 'Escape' && onNo()}
    >
      <span>{t('end.question')}</span>
      <Button type="primary" danger autoFocus loading={busy} onClick={onYes}>
        {t('end.yes')}
      </Button>
      <Button onClick={onNo}>{t('end.no')}</Button>
    </div>
  );
}
