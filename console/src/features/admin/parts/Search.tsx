import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import './search.css';

/** A plain search field: lists come up without the weight of a component library's. */
export function Search(props: {
  label: string;
  value: string;
  onChange: (words: string) => void;
  className?: string;
  field?: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useTranslation('admin');
  return (
    <span className={`search ${props.className ?? ''}`}>
      <input
        ref={props.field}
        type="search"
        className="search-field"
        aria-label={props.label}
        placeholder={props.label}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && props.value && props.onChange('')}
      />
      {props.value && (
        <button type="button" className="search-clear" aria-label={t('parts.clear')} onClick={() => props.onChange('')}>
          ×
        </button>
      )}
    </span>
  );
}

/** One of a few, such as a part of a page. */
export function Choice<T extends string>(props: {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}) {
  return (
    <fieldset className="choice" aria-label={props.label}>
      {props.options.map((each) => (
        <label key={each.value} className={each.value === props.value ? 'choice-one choice-on' : 'choice-one'}>
          <input
            type="radio"
            className="unseen"
            name={props.label}
            checked={each.value === props.value}
            onChange={() => props.onChange(each.value)}
          />
          {each.label}
        </label>
      ))}
    </fieldset>
  );
}
