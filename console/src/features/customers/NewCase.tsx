import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import type { CaseView } from '@/shared/records/cases';

/** A demand that came by another way than a contact; whoever writes it down owns it. */
export function NewCase({ customer, institution }: { customer: string; institution: string }) {
  const { t } = useTranslation('customers');
  const navigate = useNavigate();
  const id = useId();
  const [title, setTitle] = useState<string | null>(null);
  const open = useAct<string, CaseView>({
    run: (said, key) => api.post<CaseView>('/cases', { institution, customer, title: said }, key),
    reload: [['customer-cases', customer], ['cases']],
    done: (view) => void navigate(`/cases/${view.id}`),
  });
  if (title === null)
    return (
      <Button size="small" onClick={() => setTitle('')}>
        {t('newCase.open')}
      </Button>
    );
  return (
    <form
      className="new-case"
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim()) open.mutate(title.trim());
      }}
    >
      <label htmlFor={id}>{t('newCase.title')}</label>
      <input
        id={id}
        className="field"
        // biome-ignore lint/a11y/noAutofocus: opened by the person to type
        autoFocus
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <span className="row">
        <Button size="small" type="primary" htmlType="submit" disabled={!title.trim()} loading={open.isPending}>
          {t('newCase.keep')}
        </Button>
        <Button size="small" type="text" onClick={() => setTitle(null)}>
          {t('cancel')}
        </Button>
      </span>
    </form>
  );
}
