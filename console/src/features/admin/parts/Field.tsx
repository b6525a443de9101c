import { Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Name } from '@/shared/types';

/** What the control of a field needs to be read aloud with its label, hint and problem. */
export interface Control {
  id: string;
  status: 'error' | '';
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
  'aria-required': boolean;
}

interface Props {
  label: string;
  hint?: ReactNode;
  error?: string | null | undefined;
  required?: boolean;
  children: (control: Control) => ReactNode;
}

/** Label, control, hint; the problem stands at the field that it is about. */
export function Field({ label, hint, error, required = false, children }: Props) {
  const id = useId();
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className="form-field">
      <label htmlFor={id}>
        {label}
        {required && (
          <span className="form-must" aria-hidden="true">
            *
          </span>
        )}
      </label>
      {children({
        id,
        status: error ? 'error' : '',
        'aria-invalid': Boolean(error),
        'aria-describedby': about,
        'aria-required': required,
      })}
      {error && (
        <p className="problem form-note" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {hint && (
        <p className="quiet form-note" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** A set of controls under one name. */
export function Group({ label, hint, children }: { label: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="form-group">
      <legend>{label}</legend>
      {hint && <p className="quiet form-note">{hint}</p>}
      {children}
    </fieldset>
  );
}

/** A name in both languages; customers and staff see it in their own. */
export function NameFields(props: {
  value: Name;
  onChange: (name: Name) => void;
  error?: { zh?: string | undefined; en?: string | undefined };
  focus?: boolean;
  /** Of a person, not of a thing. */
  person?: boolean;
}) {
  const { t } = useTranslation('admin');
  const { value } = props;
  const kind = props.person ? 'parts.person' : 'parts.name';
  return (
    <div className="form-pair">
      <Field label={t(`${kind}.zh`)} required error={props.error?.zh}>
        {(control) => (
          <Input
            {...control}
            autoFocus={props.focus ?? false}
            maxLength={100}
            value={value.zh}
            onChange={(event) => props.onChange({ ...value, zh: event.target.value })}
          />
        )}
      </Field>
      <Field label={t(`${kind}.en`)} required error={props.error?.en}>
        {(control) => (
          <Input
            {...control}
            maxLength={100}
            value={value.en}
            onChange={(event) => props.onChange({ ...value, en: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}
