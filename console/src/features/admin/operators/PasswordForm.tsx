import { Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { FormDrawer } from '../parts/FormDrawer';
import { useDraft } from '../parts/useDraft';
import { useSave } from '../parts/useSave';
import { PasswordChoice, passwordProblem } from './PasswordChoice';
import { PEOPLE, type Person } from './people';

/** A new password for one time; ends all sessions, and the second factor where the device is lost too. */
export default function PasswordForm(props: {
  person: Person;
  onClose: () => void;
  onDone: (password: string | null) => void;
}) {
  const { t } = useTranslation('admin');
  const { person } = props;
  const draft = useDraft<{ password: string | null; totp: boolean }>({ password: null, totp: false });
  const [wrong, setWrong] = useState<string>();
  const saving = useSave<void, { password: string | null }>({
    run: (_, key) => api.post(`/admin/operators/${person.id}/password`, draft.value, key),
    reload: [PEOPLE],
    done: ({ password }) => {
      if (!password) tell.done(t('operators.password.done', { name: named(person.name) }));
      props.onDone(password);
    },
    fields: { 'password.too-weak': 'password' },
  });
  return (
    <FormDrawer
      title={t('operators.password.of', { name: named(person.name) })}
      dirty={Boolean(draft.value.password)}
      saving={saving}
      save={t('operators.password.act')}
      onClose={props.onClose}
      onSave={() => {
        const problem = passwordProblem(draft.value.password, t);
        setWrong(problem);
        if (!problem) saving.send();
      }}
    >
      <p className="over-warn form-place">{t('operators.password.text', { name: named(person.name) })}</p>
      <PasswordChoice
        value={draft.value.password}
        error={wrong ?? saving.at.password}
        onChange={(password) => draft.set({ password })}
      />
      {person.totp && (
        <Checkbox checked={draft.value.totp} onChange={(event) => draft.set({ totp: event.target.checked })}>
          {t('operators.password.totp')}
        </Checkbox>
      )}
    </FormDrawer>
  );
}
