import { CloseOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Composer } from '@/features/workspace/Composer';
import { Lines } from '@/features/workspace/Lines';
import TransferDialog from '@/features/workspace/TransferDialog';
import '@/features/workspace/workspace.css';
import { useAct } from '@/shared/act';
import { api, sentence } from '@/shared/api';
import { caller } from '@/shared/caller';
import { useKeys } from '@/shared/keys';
import { live, useConversation, useLive } from '@/shared/live';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { useRight } from '@/shared/rights';
import { Failed, Loading } from '@/shared/states';
import type { ContactCard } from '@/shared/types';

/** A conversation looked at by the supervisor: read only, until he steps in. */
export default function Watch(props: {
  contact: string;
  onWhy: (contact: string, name: string) => void;
  onClose: () => void;
}) {
  const { contact, onClose } = props;
  const { t } = useTranslation('floor');
  const acts = useRight('floor.act');
  const [within, setWithin] = useState(false);
  const inside = useRef(false);
  inside.current = within;
  const [move, setMove] = useState(false);
  const card = useQuery({
    queryKey: ['contact', contact],
    queryFn: ({ signal }) => api.get<ContactCard>(`/contacts/${contact}`, undefined, signal),
  });
  const told = useLive((state) => state.watched[contact]);
  const view = told ?? card.data;
  const [watching, setWatching] = useState(false);
  const known = watching ? view?.lastSeq : undefined;
  const conversation = useConversation(contact, known);

  // watching begins before the first page is read, so that no line falls between the two
  useEffect(() => {
    let gone = false;
    api.post(`/contacts/${contact}/watch`, { on: true }).then(
      () => !gone && setWatching(true),
      (fault: unknown) => !gone && tell.problem(sentence(fault)),
    );
    return () => {
      gone = true;
      // whoever closes the view is out of the conversation
      const out = inside.current ? api.post(`/contacts/${contact}/step-out`) : Promise.resolve();
      out
        .catch(() => undefined)
        .then(() => api.post(`/contacts/${contact}/watch`, { on: false }).catch(() => undefined));
      live.dispatch({ type: 'close', contact });
    };
  }, [contact]);

  // a server that was started anew does not know who reads along: it is told again
  const stream = useLive((state) => state.stream);
  const begun = useRef<string | null>(null);
  useEffect(() => {
    if (!watching || !stream) return;
    if (begun.current && begun.current !== stream && !live.state.watched[contact])
      void api.post(`/contacts/${contact}/watch`, { on: true }).catch(() => undefined);
    begun.current = stream;
  }, [watching, stream, contact]);

  const step = useAct<boolean>({
    run: (into, key) => api.post(`/contacts/${contact}/step-${into ? 'in' : 'out'}`, {}, key),
    done: (_, into) => setWithin(into),
  });
  useKeys([{ keys: 'escape', label: t('watch.stepOut'), group: t('keys.group'), run: onClose }]);
  const over =
    conversation?.events.some((event) => event.kind === 'ended') ||
    view?.state === 'ended' ||
    view?.state === 'wrapped';

  return (
    <aside className="watch" aria-label={t('watch.title', { name: view ? caller(view.customer) : '' })}>
      <header className="watch-head">
        <span>
          <strong>{t('watch.title', { name: view ? caller(view.customer) : '' })}</strong>
          <span className="quiet row-why">
            {[view?.queue && named(view.queue), view?.agent && t('watch.agent', { name: named(view.agent) })]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        {view && (
          <Button type="text" className="push" onClick={() => props.onWhy(contact, caller(view.customer))}>
            {t('watch.why')}
          </Button>
        )}
        <Button
          type="text"
          className={view ? undefined : 'push'}
          icon={<CloseOutlined />}
          aria-label={t('watch.stepOut')}
          onClick={onClose}
        />
      </header>
      {card.isLoading && <Loading />}
      {card.isError && <Failed fault={card.error} retry={() => void card.refetch()} />}
      {view && <Lines card={view} conversation={conversation} />}
      {view && over && <p className="talk-told">{t('watch.over')}</p>}
      {view && !over && (
        <>
          <p className={within ? 'talk-told talk-warn' : 'talk-told'}>{t(within ? 'watch.in' : 'watch.hint')}</p>
          {within && <Composer card={view} />}
          {acts && (
            <div className="watch-acts">
              <Button
                type={within ? 'default' : 'primary'}
                className={within ? 'watch-out' : 'watch-in'}
                loading={step.isPending}
                onClick={() => step.mutate(!within)}
              >
                {t(within ? 'watch.stepOut' : 'watch.stepIn')}
              </Button>
              <Button onClick={() => setMove(true)}>{t('watch.move')}</Button>
            </div>
          )}
        </>
      )}
      {view && move && <TransferDialog move card={view} onClose={() => setMove(false)} />}
    </aside>
  );
}
