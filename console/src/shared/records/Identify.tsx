import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaused } from '../paused';
import { Empty, Failed, Loading, TooMuch } from '../states';
import { type CustomerHit, MOST_HITS, signs, useCustomerSearch } from './customers';
import './records.css';

interface Props {
  /** The customer that is being linked at this moment. */
  busy: string | undefined;
  onChoose: (hit: CustomerHit) => void;
  onCancel?: () => void;
  /** What the customer himself told, where anything is known. */
  said?: ReactNode;
}

/** Finds who the customer of a contact or case is. */
export function Identify({ busy, onChoose, onCancel, said }: Props) {
  const { t } = useTranslation('records');
  const [text, setText] = useState('');
  const asked = usePaused(text.trim());
  const found = useCustomerSearch(asked);
  return (
    <div className="identify">
      <h3>{t('identify.title')}</h3>
      {said}
      <p className="quiet">{t('identify.hint')}</p>
      <input
        className="field"
        type="search"
        value={text}
        maxLength={100}
        autoComplete="off"
        aria-label={t('identify.search')}
        placeholder={t('identify.search')}
        onChange={(event) => setText(event.target.value)}
      />
      {asked.length === 1 && <p className="quiet">{t('identify.more')}</p>}
      {found.isLoading && <Loading rows={2} />}
      {found.isError && <Failed compact fault={found.error} retry={() => void found.refetch()} />}
      {found.data?.length === 0 && (
        <Empty compact title={t('identify.notFound', { text: asked })} hint={t('identify.notFoundHint')} />
      )}
      <ul className="hits">
        {found.data?.map((hit) => (
          <li key={hit.id}>
            <span className="hit-what">
              <strong>{hit.name}</strong>
              <span className="num quiet">{signs(hit)}</span>
            </span>
            <Button size="small" loading={busy === hit.id} onClick={() => onChoose(hit)}>
              {t('identify.isThis')}
            </Button>
          </li>
        ))}
      </ul>
      {(found.data?.length ?? 0) >= MOST_HITS && <TooMuch shown={MOST_HITS} />}
      {onCancel && (
        <Button size="small" type="text" onClick={onCancel}>
          {t('identify.cancel')}
        </Button>
      )}
    </div>
  );
}
