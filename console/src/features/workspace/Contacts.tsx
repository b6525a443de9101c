import { BellOutlined, DisconnectOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caller } from '@/shared/caller';
import { serverNow, useLive } from '@/shared/live';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { Empty, Loading } from '@/shared/states';
import { duration, exact, since, useTick } from '@/shared/times';
import type { ContactCard } from '@/shared/types';
import { alerts, setDesktop, setSound } from './alerts';

/** My contacts in the order in which they came. The order never changes by itself. */
export function Contacts({ chosen, onOpen }: { chosen: string | undefined; onOpen: (contact: string) => void }) {
  const { t } = useTranslation('workspace');
  const order = useLive((state) => state.order);
  const contacts = useLive((state) => state.contacts);
  const loaded = useLive((state) => state.stream !== null);
  return (
    <>
      <header className="list-head">
        <h2>{t('contacts')}</h2>
        <span className="num quiet">{order.length}</span>
        <AlertChoice />
      </header>
      {order.length === 0 ? (
        <div className="cards">
          {loaded ? <Empty compact title={t('none.title')} /> : <Loading what={t('loading')} />}
        </div>
      ) : (
        <ul className="cards">
          {order.map((id, index) => {
            const card = contacts[id];
            return card && <Card key={id} card={card} nth={index + 1} chosen={id === chosen} onOpen={onOpen} />;
          })}
        </ul>
      )}
    </>
  );
}

const Card = memo(function Card(props: {
  card: ContactCard;
  nth: number;
  chosen: boolean;
  onOpen: (contact: string) => void;
}) {
  const { t } = useTranslation('workspace');
  const { card, nth, chosen } = props;
  const typing = useLive((state) => Boolean(state.typing[card.id]));
  const name = caller(card.customer);
  return (
    <li>
      <button
        type="button"
        className={`card card-${card.state}`}
        aria-current={chosen ? 'true' : undefined}
        onClick={() => props.onOpen(card.id)}
      >
        <span className="card-top">
          <strong>{name}</strong>
          {card.customer.tier && card.customer.tier !== 'standard' && (
            <span className="tier">{t(`records:tier.${card.customer.tier}`)}</span>
          )}
          {!card.customerConnected && card.state === 'active' && (
            <DisconnectOutlined className="card-broken" title={t('customerGone')} />
          )}
          <Running card={card} />
        </span>
        <span className="card-line">{typing ? <em>{t('typing')}</em> : lastLine(card, t('attachment'), t('you'))}</span>
        <span className="card-foot">
          <span className="quiet">{card.queue ? named(card.queue) : t('records:channel.chat')}</span>
          {card.state === 'ended' && <span className="tag tag-warn">{t('toWrapUp')}</span>}
          {card.unread > 0 && (
            <span className="unread num">
              <span className="unseen">{t('unread')}</span>
              {card.unread > 99 ? '99+' : card.unread}
            </span>
          )}
          {nth < 10 && <kbd>Alt+{nth}</kbd>}
        </span>
      </button>
    </li>
  );
});

function lastLine(card: ContactCard, attachment: string, you: string): string {
  if (!card.lastLine) return card.topic ?? '';
  const text = card.lastLine.text || attachment;
  return card.lastLine.from === 'agent' ? `${you}${text}` : text;
}

/** How long the customer waits for an answer if he does, otherwise how long we are at it. */
function Running({ card }: { card: ContactCard }) {
  const { t } = useTranslation('workspace');
  useTick();
  const now = serverNow();
  if (card.state === 'ended' || card.state === 'wrapped') {
    const seconds = since(card.endedAt, now);
    return (
      <time className="num quiet" title={t('times.ended', { at: exact(card.endedAt ?? card.openedAt) })}>
        {duration(seconds)}
      </time>
    );
  }
  const waits = Boolean(card.unansweredSince);
  const from = card.unansweredSince ?? card.assignedAt ?? card.openedAt;
  const seconds = since(from, now);
  const level = waits ? (seconds > 120 ? 'act' : seconds > 45 ? 'warn' : 'none') : 'none';
  const hint = t(waits ? 'times.unanswered' : 'times.handling', { at: exact(from ?? card.openedAt) });
  return (
    <time className={`num since since-${level}`} title={hint}>
      {waits && <span className="since-mark">{t('times.waits')}</span>}
      {duration(seconds)}
    </time>
  );
}

function AlertChoice() {
  const { t } = useTranslation('workspace');
  const [on, setOn] = useState({ sound: alerts.sound(), desktop: alerts.desktop() });
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: Object.entries(on).flatMap(([key, value]) => (value ? [key] : [])),
        items: [
          { key: 'sound', label: t(on.sound ? 'alerts.soundOff' : 'alerts.soundOn') },
          { key: 'desktop', label: t(on.desktop ? 'alerts.desktopOff' : 'alerts.desktopOn') },
        ],
        onClick: async ({ key }) => {
          if (key === 'sound') {
            setSound(!on.sound);
            setOn({ ...on, sound: !on.sound });
          } else {
            const allowed = await setDesktop(!on.desktop);
            if (!allowed) tell.info(t('alerts.blocked'));
            setOn({ ...on, desktop: alerts.desktop() });
          }
        },
      }}
    >
      <Button size="small" type="text" className="push" icon={<BellOutlined />} aria-label={t('alerts.label')} />
    </Dropdown>
  );
}
