import { Button } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { usePresence } from '@/app/StatusBar';
import { caller } from '@/shared/caller';
import { useKeys } from '@/shared/keys';
import { live, useLive, useLiveEffect } from '@/shared/live';
import type { Effect } from '@/shared/live/stream';
import { useRight } from '@/shared/rights';
import { Empty } from '@/shared/states';
import { alertFor } from './alerts';
import { Contacts } from './Contacts';
import { Conversation } from './Conversation';
import { dropDrafts } from './drafts';
import { Offers, useOfferActs } from './Offers';
import { Side } from './Side';
import './workspace.css';

/** 坐席工作台: my contacts, the conversation, who and what it is about. */
export default function Workspace() {
  const { t } = useTranslation('workspace');
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const order = useLive((state) => state.order);
  const contacts = useLive((state) => state.contacts);
  const loaded = useLive((state) => state.stream !== null);
  const chosen = pathname.split('/')[2];
  const card = chosen ? contacts[chosen] : undefined;

  const open = useCallback((contact: string) => void navigate(`/workspace/${contact}`), [navigate]);
  const acts = useOfferActs(open);

  const follow = useCallback(
    (effect: Effect) => {
      if (effect.do === 'offer') alertFor(t('offer.alert', { name: caller(effect.offer.customer) }));
      if (effect.do === 'gone') {
        dropDrafts(effect.contact);
        live.dispatch({ type: 'close', contact: effect.contact });
      }
    },
    [t],
  );
  useLiveEffect(follow);

  const step = (by: number) => {
    if (order.length === 0) return;
    const at = chosen ? order.indexOf(chosen) : -1;
    const next = order[(at + by + order.length) % order.length];
    if (next) open(next);
  };
  const group = t('keys.contacts');
  useKeys([
    { keys: 'alt+a', label: t('keys.accept'), group, inText: true, run: acts.acceptFirst },
    { keys: 'alt+d', label: t('keys.decline'), group, inText: true, run: acts.declineFirst },
    { keys: 'alt+arrowdown', label: t('keys.next'), group, inText: true, run: () => step(1) },
    { keys: 'alt+arrowup', label: t('keys.previous'), group, inText: true, run: () => step(-1) },
    ...Array.from({ length: 9 }, (_, index) => ({
      keys: `alt+${index + 1}`,
      label: t('keys.nth', { n: index + 1 }),
      group,
      inText: true,
      run: () => order[index] && open(order[index]),
    })).slice(0, Math.max(1, Math.min(9, order.length))),
  ]);

  return (
    <div className="desk">
      <section className="desk-list" aria-label={t('contacts')}>
        <Contacts chosen={chosen} onOpen={open} />
        <Offers acts={acts} />
      </section>
      {card ? (
        <>
          <Conversation key={card.id} card={card} />
          <Side key={`side ${card.id}`} card={card} />
        </>
      ) : (
        <section className="desk-none">
          {chosen && loaded ? (
            <Empty title={t('gone.title')} hint={t('gone.hint')} />
          ) : order.length > 0 ? (
            <Empty title={t('choose.title')} hint={t('choose.hint')} />
          ) : (
            loaded && <Nothing />
          )}
        </section>
      )}
    </div>
  );
}

/** Says why nothing is here, and offers the next step. */
function Nothing() {
  const { t } = useTranslation('workspace');
  const serves = useLive((state) => (state.me?.capacity.chat?.max ?? 0) > 0);
  const ready = useLive((state) => state.me?.presence.state === 'ready');
  const mayWatch = useRight('floor.watch');
  const presence = usePresence();
  if (!serves)
    return (
      <Empty
        title={t('none.watching')}
        hint={t('none.watchingHint')}
        action={mayWatch && <Link to="/floor">{t('none.toFloor')}</Link>}
      />
    );
  if (ready) return <Empty title={t('none.waiting')} hint={t('none.waitingHint')} />;
  return (
    <Empty
      title={t('none.title')}
      hint={t('none.hint')}
      action={
        <Button type="primary" loading={presence.isPending} onClick={() => presence.mutate({ state: 'ready' })}>
          {t('none.ready')}
        </Button>
      }
    />
  );
}
