import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { FormDrawer } from '../parts/FormDrawer';
import { useDraft } from '../parts/useDraft';
import { useSave } from '../parts/useSave';
import { PEOPLE, type Person, usePerson } from './people';
import { RoleRows, rolesProblem } from './RoleRows';

/** Which roles somebody has, and where. They count from the next request on. */
export default function RolesForm({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const one = usePerson(person.id);
  const [version, setVersion] = useState(person.version);
  const [wrong, setWrong] = useState<string>();
  const draft = useDraft({ roles: person.roles });
  const saving = useSave<number, Person>({
    run: (basedOn, key) =>
      api.put(`/admin/operators/${person.id}/roles`, { version: basedOn, roles: draft.value.roles }, key),
    reload: [PEOPLE],
    done: () => {
      tell.done(t('parts.saved', { name: named(person.name) }));
      onClose();
    },
    fields: {
      'operator.out-of-scope': 'roles',
      'operator.self': 'roles',
      'operator.last-administrator': 'roles',
      'role.unknown': 'roles',
      'institution.unknown': 'roles',
    },
  });
  const save = (basedOn: number) => {
    const problem = rolesProblem(draft.value.roles);
    setWrong(problem && t(`operators.roles.${problem}`));
    if (!problem) saving.send(basedOn);
  };
  const latest = async () => {
    const fresh = (await one.refetch()).data;
    if (fresh) setVersion(fresh.version);
    return fresh;
  };
  return (
    <FormDrawer
      title={t('operators.roles.of', { name: named(person.name) })}
      dirty={draft.dirty}
      saving={saving}
      onClose={onClose}
      onSave={() => save(version)}
      onLatest={async () => {
        const fresh = await latest();
        if (fresh) draft.reset({ roles: fresh.roles });
        saving.clear();
      }}
      onMine={async () => {
        const fresh = await latest();
        if (fresh) save(fresh.version);
      }}
    >
      <p className="quiet form-place">{t('operators.roles.hint')}</p>
      <RoleRows
        value={draft.value.roles}
        home={person.home}
        error={wrong ?? saving.at.roles}
        onChange={(roles) => draft.set({ roles })}
      />
    </FormDrawer>
  );
}
