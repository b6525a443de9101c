import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { usePaused } from '@/shared/paused';
import { CustomerFacts, TierTag } from '@/shared/records/CustomerFacts';
import { type CustomerHit, MOST_HITS, signs, useCustomer, useCustomerSearch } from '@/shared/records/customers';
import { useRight } from '@/shared/rights';
import { Empty, Failed, Forbidden, Loading, TooMuch } from '@/shared/states';
import type { ContactCard } from '@/shared/types';

/** Who it is: known, or to be found. */
export function CustomerTab({ card }: { card: ContactCard }) {
  const may = useRight('customer.read');
  if (!may) return <Forbidden right="customer.read" />;
  return card.customer.id ? <Known card={card} id={card.customer.id} /> : <Identify card={card} />;
}

function Known({ card, id }: { card: ContactCard; id: string }) {
  const { t } = useTranslation('workspace');
  const customer = useCustomer(id, `contact:${card.id}`);
  const [again, setAgain] = useState(false);
  if (customer.isLoading) return <Loading />;
  if (customer.isError) return <Failed fault={customer.error} retry={() => void customer.refetch()} />;
  const view = customer.data;
  if (!view) return null;
  return (
    <div className="facts-frame">
      <h3 className="facts-title">
        {view.name}
        <TierTag tier={view.tier} />
      </h3>
      <CustomerFacts view={view} purpose={{ code: `contact:${card.id}`, told: t('records:purpose.contact') }} />
      {again ? (
        <Identify card={card} onDone={() => setAgain(false)} />
      ) : (
        <Button size="small" type="link" className="facts-other" onClick={() => setAgain(true)}>
          {t('customer.other')}
        </Button>
      )}
    </div>
  );
}

function Identify({ card, onDone }: { card: ContactCard; onDone?: () => void }) {
  const { t } = useTranslation('workspace');
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const asked = usePaused(text.trim());
  const found = useCustomerSearch(asked);
  const identify = useAct<CustomerHit>({
    run: (hit, key) => api.post(`/contacts/${card.id}/customer`, { customer: hit.id }, key),
    done: () => {
      void queries.invalidateQueries({ queryKey: ['customer'] });
      onDone?.();
    },
  });
  return (
    <div className="identify">
      <h3>{t('customer.identify')}</h3>
      {card.customer.said && (
        <p className="said">
          {t('customer.said', { name: card.customer.said })} <span className="quiet">{t('saidHint')}</span>
        </p>
      )}
      <p className="quiet">{t('customer.identifyHint')}</p>
      <input
        className="field"
        type="search"
        value={text}
        aria-label={t('customer.search')}
        placeholder={t('customer.search')}
        onChange={(event) => setText(event.target.value)}
      />
      {found.isLoading && <Loading rows={2} />}
      {found.isError && <Failed compact fault={found.error} retry={() => void found.refetch()} />}
      {found.data?.length === 0 && (
        <Empty compact title={t('customer.notFound', { text: asked })} hint={t('customer.notFoundHint')} />
      )}
      <ul className="hits">
        {found.data?.map((hit) => (
          <li key={hit.id}>
            <span className="hit-what">
              <strong>{hit.name}</strong>
              <span className="num quiet">{signs(hit)}</span>
            </span>
            <Button
              size="small"
              loading={identify.isPending && identify.variables.id === hit.id}
              onClick={() => identify.mutate(hit)}
            >
              {t('customer.isThis')}
            </Button>
          </li>
        ))}
      </ul>
      {(found.data?.length ?? 0) >= MOST_HITS && <TooMuch shown={MOST_HITS} />}
    </div>
  );
}
