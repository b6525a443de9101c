import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { InstitutionPick } from '../parts/institutions';
import { type Grant, useRoles } from './people';

interface Props {
  value: readonly Grant[];
  onChange: (grants: Grant[]) => void;
  /** The place that a further role begins with. */
  home: string | null;
  error?: string | undefined;
}

/** Roles, each for a part of the tree. */
export function RoleRows({ value, onChange, home, error }: Props) {
  const { t } = useTranslation('admin');
  const roles = useRoles();
  const change = (index: number, patch: Partial<Grant>) =>
    onChange(value.map((each, at) => (at === index ? { ...each, ...patch } : each)));
  return (
    <div className="stack">
      {value.map((grant, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
        <div key={index} className="role-row">
          <Select
            aria-label={t('operators.roles.role')}
            value={grant.role}
            loading={roles.isLoading}
            options={(roles.data ?? []).map((each) => ({ value: each.role, label: t(`operators.role.${each.role}`) }))}
            onChange={(role: string) => change(index, { role })}
          />
          <InstitutionPick
            control={{ 'aria-label': t('operators.roles.scope') }}
            value={grant.scope}
            onChange={(scope) => change(index, { scope })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('operators.roles.remove')}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {error && (
        <p className="problem form-note" role="alert">
          {error}
        </p>
      )}
      <Button
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() => onChange([...value, { role: 'agent', scope: home ?? '' }])}
      >
        {t('operators.roles.add')}
      </Button>
      {value.some((each) => each.role === 'administrator') && (
        <p className="over-warn form-note">{t('operators.roles.administratorNote')}</p>
      )}
    </div>
  );
}

/** What stands against the rows, as a sentence's key; undefined when nothing does. */
export function rolesProblem(grants: readonly Grant[]): 'scopeMissing' | 'twice' | undefined {
  if (grants.some((each) => !each.scope)) return 'scopeMissing';
  const seen = new Set(grants.map((each) => `${each.role}@${each.scope}`));
  return seen.size < grants.length ? 'twice' : undefined;
}
