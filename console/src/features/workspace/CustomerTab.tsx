import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { CustomerFacts, TierTag } from '@/shared/records/CustomerFacts';
import { type CustomerHit, useCustomer } from '@/shared/records/customers';
import { Identify } from '@/shared/records/Identify';
import { useRight } from '@/shared/rights';
import { Failed, Forbidden, Loading } from '@/shared/states';
import type { ContactCard } from '@/shared/types';

/** Who it is: known, or to be found. */
export function CustomerTab({ card }: { card: ContactCard }) {
  const may = useRight('customer.read');
  if (!may) return <Forbidden right="customer.read" />;
  return card.customer.id ? <Known card={card} id={card.customer.id} /> : <Linking card={card} />;
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
        <Linking card={card} onDone={() => setAgain(false)} />
      ) : (
        <Button size="small" type="link" className="facts-other" onClick={() => setAgain(true)}>
          {t('customer.other')}
        </Button>
      )}
    </div>
  );
}

function Linking({ card, onDone }: { card: ContactCard; onDone?: () => void }) {
  const { t } = useTranslation('workspace');
  const queries = useQueryClient();
  const identify = useAct<CustomerHit>({
    run: (hit, key) => api.post(`/contacts/${card.id}/customer`, { customer: hit.id }, key),
    done: () => {
      void queries.invalidateQueries({ queryKey: ['customer'] });
      onDone?.();
    },
  });
  return (
    <Identify
      busy={identify.isPending ? identify.variables.id : undefined}
      onChoose={(hit) => identify.mutate(hit)}
      said={
        card.customer.said && (
          <p className="said">
            {t('customer.said', { name: card.customer.said })} <span className="quiet">{t('saidHint')}</span>
          </p>
        )
      }
    />
  );
}
