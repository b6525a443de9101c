import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api';
import { serverNow } from '@/shared/live';
import { Empty, Failed, Loading, TooMuch } from '@/shared/states';
import { exact, short } from '@/shared/times';
import type { ContactCard, StaffEvent } from '@/shared/types';
import { type PastContact, useCustomerContacts } from './lists';
import { told, who } from './told';

const LIMIT = 100;

/** Earlier contacts of the same customer; each opens in place. */
export function HistoryTab({ card }: { card: ContactCard }) {
  const { t } = useTranslation('workspace');
  const contacts = useCustomerContacts(card.customer.id);
  const [open, setOpen] = useState<string | null>(null);
  if (!card.customer.id) return <Empty compact title={t('history.unknown')} hint={t('history.unknownHint')} />;
  if (contacts.isLoading) return <Loading />;
  if (contacts.isError) return <Failed fault={contacts.error} retry={() => void contacts.refetch()} />;
  const past = contacts.data?.filter((each) => each.id !== card.id) ?? [];
  if (past.length === 0) return <Empty compact title={t('history.none')} />;
  return (
    <>
      <ul className="history">
        {past.slice(0, LIMIT).map((each) => (
          <li key={each.id}>
            <button
              type="button"
              className="history-row"
              aria-expanded={open === each.id}
              onClick={() => setOpen(open === each.id ? null : each.id)}
            >
              <span className="card-top">
                <strong>{each.topic || t(`channel.${each.channel}`)}</strong>
                <time className="num quiet" title={exact(each.openedAt)}>
                  {short(each.openedAt, serverNow())}
                </time>
              </span>
              <span className="quiet card-line">
                {[who(each.agent, ''), each.lastLine?.text].filter(Boolean).join(' · ')}
              </span>
            </button>
            {open === each.id && <Past contact={each} />}
          </li>
        ))}
      </ul>
      {past.length > LIMIT && <TooMuch shown={LIMIT} />}
    </>
  );
}

function Past({ contact }: { contact: PastContact }) {
  const { t } = useTranslation('workspace');
  const events = useQuery({
    queryKey: ['past-events', contact.id],
    queryFn: ({ signal }) =>
      api.get<{ events: StaffEvent[]; more: boolean }>(
        `/contacts/${contact.id}/events`,
        { after: 0, limit: 200 },
        signal,
      ),
  });
  if (events.isLoading) return <Loading rows={3} />;
  if (events.isError) return <Failed compact fault={events.error} retry={() => void events.refetch()} />;
  return (
    <div className="past">
      {events.data?.events.map((event) => {
        const text = event.kind === 'message' || event.kind === 'note' ? event.text : told(event, t);
        if (!text) return null;
        const side = event.kind === 'message' ? event.from : event.kind === 'note' ? 'note' : 'change';
        return (
          <p key={event.seq} className={`past-${side}`} title={exact(event.at)}>
            {side === 'note' && <span className="unseen">{t('note.mine')}</span>}
            {text}
          </p>
        );
      })}
      {events.data?.more && <TooMuch shown={200} />}
    </div>
  );
}
