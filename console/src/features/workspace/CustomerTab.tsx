import { EyeOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { useRight } from '@/shared/rights';
import { Empty, Failed, Forbidden, Loading, TooMuch } from '@/shared/states';
import type { ContactCard } from '@/shared/types';
import { type CustomerHit, useCustomer } from './lists';

const LIMIT = 20;
const SHOWN_MS = 30_000;

/** Who it is: known, or to be found. */
export function CustomerTab({ card }: { card: ContactCard }) {
  const may = useRight('customer.read');
  if (!may) return <Forbidden right="customer.read" />;
  return card.customer.id ? <Known card={card} id={card.customer.id} /> : <Identify card={card} />;
}

function Known({ card, id }: { card: ContactCard; id: string }) {
  const { t } = useTranslation('workspace');
  const customer = useCustomer(id, card.id);
  const [again, setAgain] = useState(false);
  const reveals = useRight('customer.reveal');
  if (customer.isLoading) return <Loading />;
  if (customer.isError) return <Failed fault={customer.error} retry={() => void customer.refetch()} />;
  const view = customer.data;
  if (!view) return null;
  return (
    <div className="facts-frame">
      <h3 className="facts-title">
        {view.name}
        {view.tier && <span className={`tier tier-${view.tier}`}>{t(`tier.${view.tier}`)}</span>}
      </h3>
      <dl className="facts">
        {Object.entries(view.masked).map(([field, masked]) => (
          <Masked key={field} customer={id} contact={card.id} field={field} masked={masked} reveals={reveals} />
        ))}
        {view.language && (
          <div>
            <dt>{t('customer.language')}</dt>
            <dd>{t(`language.${view.language}`)}</dd>
          </div>
        )}
        {view.home && (
          <div>
            <dt>{t('customer.home')}</dt>
            <dd>{view.home}</dd>
          </div>
        )}
      </dl>
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

/** A masked value; reading it is told beforehand, recorded, and over after half a minute. */
function Masked(props: { customer: string; contact: string; field: string; masked: string; reveals: boolean }) {
  const { t } = useTranslation('workspace');
  const [value, setValue] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const reveal = useAct({
    run: (_: void, key) =>
      api.post<{ value: string }>(
        `/customers/${props.customer}/reveal`,
        { field: props.field, purpose: `contact:${props.contact}` },
        key,
      ),
    done: (told) => {
      setValue(told.value);
      setAsking(false);
    },
  });
  useEffect(() => {
    if (value === null) return;
    const timer = window.setTimeout(() => setValue(null), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [value]);
  return (
    <div>
      <dt>{t(`customer.field.${props.field}`)}</dt>
      <dd>
        <span className="num">{value ?? props.masked}</span>
        {props.reveals && value === null && !asking && (
          <Button
            size="small"
            type="text"
            icon={<EyeOutlined />}
            aria-label={t('customer.reveal', { field: t(`customer.field.${props.field}`) })}
            onClick={() => setAsking(true)}
          />
        )}
        {asking && (
          <span className="reveal">
            {t('customer.purpose')}
            <Button size="small" type="primary" autoFocus loading={reveal.isPending} onClick={() => reveal.mutate()}>
              {t('customer.show')}
            </Button>
            <Button size="small" type="text" onClick={() => setAsking(false)}>
              {t('customer.cancel')}
            </Button>
          </span>
        )}
      </dd>
    </div>
  );
}

function Identify({ card, onDone }: { card: ContactCard; onDone?: () => void }) {
  const { t } = useTranslation('workspace');
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['customers', 'search', asked],
    queryFn: ({ signal }) => api.get<CustomerHit[]>('/customers', { q: asked, limit: LIMIT }, signal),
    enabled: asked.length >= 2,
  });
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
              <span className="num quiet">
                {[hit.masked.phone, hit.masked.number ?? hit.masked.idCard].filter(Boolean).join(' · ')}
              </span>
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
      {(found.data?.length ?? 0) >= LIMIT && <TooMuch shown={LIMIT} />}
    </div>
  );
}
