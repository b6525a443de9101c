import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../live';
import { TooMuch } from '../states';
import { exact, short } from '../times';
import type { PastContact } from './customers';
import { Transcript } from './Transcript';
import { who } from './told';
import './records.css';

const LIMIT = 100;

/** Earlier contacts, newest first; each opens in place. */
export function PastContacts({ contacts }: { contacts: PastContact[] }) {
  const { t } = useTranslation('records');
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <ul className="history">
        {contacts.slice(0, LIMIT).map((each) => (
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
            {open === each.id && <Transcript contact={each.id} />}
          </li>
        ))}
      </ul>
      {contacts.length > LIMIT && <TooMuch shown={LIMIT} />}
    </>
  );
}
