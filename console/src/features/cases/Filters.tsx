import { Button } from 'antd';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useRight } from '@/shared/rights';
import type { CaseState } from '@/shared/types';
import type { Filter } from './filters';

const STATES: CaseState[] = ['open', 'pending', 'solved', 'closed'];

interface Props {
  filter: Filter;
  text: string;
  field: RefObject<HTMLInputElement | null>;
  searching: boolean;
  onFilter: (next: Filter) => void;
  onText: (text: string) => void;
  onDown: () => void;
}

/** Whose cases, in which state; a search looks among all of them. */
export function Filters({ filter, text, field, searching, onFilter, onText, onDown }: Props) {
  const { t } = useTranslation('cases');
  const works = useRight('case.work');
  const owners = works ? ['me', 'nobody', 'team'] : ['team', 'nobody'];
  const colleague = !['me', 'nobody', 'team'].includes(filter.owner);
  return (
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
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'ArrowDown') onDown();
          else if (event.key === 'Escape' && text) onText('');
          else return;
          event.preventDefault();
        }}
      />
      <div className="records-filters">
        <fieldset className="segments bare" aria-label={t('filter.owner')} disabled={searching}>
          {owners.map((owner) => (
            <button
              key={owner}
              type="button"
              className="segment"
              aria-pressed={searching ? owner === 'team' : filter.owner === owner}
              onClick={() => onFilter({ ...filter, owner })}
            >
              {t(`filter.owners.${owner}`)}
            </button>
          ))}
          {colleague && !searching && (
            <button
              type="button"
              className="segment"
              aria-pressed
              onClick={() => onFilter({ ...filter, owner: 'team' })}
            >
              {t('filter.owners.colleague')} ✕
            </button>
          )}
        </fieldset>
        <select
          className="field filter-state"
          aria-label={t('filter.state')}
          value={filter.state}
          onChange={(event) => onFilter({ ...filter, state: event.target.value as Filter['state'] })}
        >
          <option value="">
            {t(searching ? 'filter.any' : filter.overdue ? 'filter.unsolved' : 'filter.notClosed')}
          </option>
          {STATES.map((state) => (
            <option key={state} value={state}>
              {t(`records:state.${state}`)}
            </option>
          ))}
        </select>
        <Button
          size="small"
          danger={filter.overdue}
          type={filter.overdue ? 'primary' : 'default'}
          aria-pressed={filter.overdue}
          onClick={() => onFilter({ ...filter, overdue: !filter.overdue })}
        >
          {t('filter.overdue')}
        </Button>
      </div>
      {searching && <p className="quiet records-told">{t('search.everywhere')}</p>}
    </search>
  );
}
