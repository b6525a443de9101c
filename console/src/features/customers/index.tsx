import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { useKeys } from '@/shared/keys';
import { named } from '@/shared/names';
import { usePaused } from '@/shared/paused';
import { TierTag } from '@/shared/records/CustomerFacts';
import { type CustomerHit, FEWEST_CHARACTERS, MOST_HITS, signs, useCustomerSearch } from '@/shared/records/customers';
import { useRows } from '@/shared/records/useRows';
import { useRight } from '@/shared/rights';
import { Empty, Failed, Loading, TooMuch } from '@/shared/states';
import { Detail } from './Detail';
import { Register } from './Register';
import '@/shared/records/records.css';
import './customers.css';

/** 客户: found by name, phone or number; never listed without being asked for. What is typed stands in no address and is not kept. */
export default function Customers() {
  const { t } = useTranslation('customers');
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const chosen = pathname.split('/')[2];
  const [text, setText] = useState('');
  const [registering, setRegistering] = useState(false);
  const asked = usePaused(text.trim());
  const writes = useRight('customer.write');
  const field = useRef<HTMLInputElement>(null);
  const group = t('keys.group');
  const rows = useRows(chosen, { group, next: t('keys.next'), previous: t('keys.previous') });

  const close = () => {
    void navigate('/customers');
    field.current?.focus();
  };
  useKeys([
    { keys: '/', label: t('keys.search'), group, run: () => field.current?.focus() },
    ...(chosen ? [{ keys: 'escape', label: t('keys.close'), group, run: close }] : []),
  ]);

  return (
    <div className={chosen || registering ? 'records records-open' : 'records'}>
      <section className="records-list" aria-label={t('list')} ref={rows.list}>
        <search className="records-head">
          <input
            ref={field}
            type="search"
            className="field"
            value={text}
            maxLength={100}
            autoComplete="off"
            aria-label={t('search.label')}
            placeholder={t('search.label')}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === 'ArrowDown') rows.step(1);
              else if (event.key === 'Escape' && text) setText('');
              else return;
              event.preventDefault();
            }}
          />
          <p className="quiet records-told">{t('search.hint')}</p>
        </search>
        <Hits asked={asked} chosen={chosen} {...(writes && { onRegister: () => setRegistering(true) })} />
      </section>
      {registering ? (
        <section className="records-detail" aria-label={t('register.title')}>
          <Register
            onDone={(id) => {
              setRegistering(false);
              void navigate(`/customers/${id}`);
            }}
            onCancel={() => setRegistering(false)}
          />
        </section>
      ) : chosen ? (
        <section className="records-detail" aria-label={t('detail')} {...rows.detail}>
          <Detail key={chosen} id={chosen} onClose={close} />
        </section>
      ) : (
        <section className="records-none">
          <Empty title={t('choose.title')} hint={t('choose.hint')} />
        </section>
      )}
    </div>
  );
}

interface HitsProps {
  asked: string;
  chosen: string | undefined;
  onRegister?: () => void;
}

function Hits({ asked, chosen, onRegister }: HitsProps) {
  const { t } = useTranslation('customers');
  const found = useCustomerSearch(asked);
  if (asked.length < FEWEST_CHARACTERS)
    return <Empty compact title={t('none.title')} hint={t(asked ? 'none.tooShort' : 'none.hint')} />;
  if (found.isLoading) return <Loading rows={4} what={t('search.searching')} />;
  if (found.isError) return <Failed fault={found.error} retry={() => void found.refetch()} />;
  const hits = found.data ?? [];
  if (hits.length === 0)
    return (
      <Empty
        title={t('found.none', { text: asked })}
        hint={t('found.noneHint')}
        {...(onRegister && {
          action: (
            <button type="button" className="link" onClick={onRegister}>
              {t('register.open')}
            </button>
          ),
        })}
      />
    );
  return (
    <>
      <ul className="records-rows">
        {hits.map((hit) => (
          <li key={hit.id}>
            <Hit hit={hit} chosen={hit.id === chosen} />
          </li>
        ))}
      </ul>
      {hits.length >= MOST_HITS && <TooMuch shown={MOST_HITS} hint={t('found.tooMany', { shown: MOST_HITS })} />}
    </>
  );
}

function Hit({ hit, chosen }: { hit: CustomerHit; chosen: boolean }) {
  return (
    <Link to={`/customers/${hit.id}`} className="record" data-row={hit.id} aria-current={chosen ? 'true' : undefined}>
      <span className="record-top">
        <strong>{hit.name}</strong>
        <TierTag tier={hit.tier} />
      </span>
      <span className="record-foot">
        <span className="num">{signs(hit)}</span>
        <span className="quiet record-number">{named(hit.homeName) || hit.home}</span>
      </span>
    </Link>
  );
}
