import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api';
import { Failed, Loading, TooMuch } from '../states';
import { exact } from '../times';
import type { StaffEvent } from '../types';
import { told } from './told';
import './records.css';

const LIMIT = 200;

/** What was said in an earlier contact. Reading another's is recorded by the server. */
export function Transcript({ contact }: { contact: string }) {
  const { t } = useTranslation('records');
  const events = useQuery({
    queryKey: ['past-events', contact],
    queryFn: ({ signal }) =>
      api.get<{ events: StaffEvent[]; more: boolean }>(
        `/contacts/${contact}/events`,
        { after: 0, limit: LIMIT },
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
            {side !== 'change' && <span className="unseen">{t(`said.${side}`)}</span>}
            {text}
          </p>
        );
      })}
      {events.data?.more && <TooMuch shown={LIMIT} />}
    </div>
  );
}
