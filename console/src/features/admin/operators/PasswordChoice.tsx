import { Input, Radio } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Field, Group } from '../parts/Field';

const MIN_LENGTH = 8;

export function passwordProblem(password: string | null, t: TFunction<'admin'>): string | undefined {
  return password !== null && password.length < MIN_LENGTH
    ? t('operators.password.short', { min: MIN_LENGTH })
    : undefined;
}

/** A first password: made by the server and shown once, or typed here. Either way it must be changed at the next sign-in. */
export function PasswordChoice(props: {
  value: string | null;
  onChange: (password: string | null) => void;
  error?: string | undefined;
}) {
  const { t } = useTranslation('admin');
  const own = props.value !== null;
  return (
    <Group label={t('operators.password.title')} hint={t('operators.password.hint')}>
      <Radio.Group
        aria-label={t('operators.password.title')}
        value={own}
        options={[
          { value: false, label: t('operators.password.made') },
          { value: true, label: t('operators.password.typed') },
        ]}
        onChange={(event) => props.onChange(event.target.value ? '' : null)}
      />
      {own && (
        <Field label={t('operators.password.first')} error={props.error} required>
          {(control) => (
            <Input.Password
              {...control}
              autoComplete="new-password"
              maxLength={128}
              value={props.value ?? ''}
              onChange={(event) => props.onChange(event.target.value)}
            />
          )}
        </Field>
      )}
    </Group>
  );
}
