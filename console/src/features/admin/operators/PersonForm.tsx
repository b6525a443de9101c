import { Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { languageName } from '../institutions/languages';
import { Field, Group, NameFields } from '../parts/Field';
import { FormDrawer } from '../parts/FormDrawer';
import { InstitutionPick } from '../parts/institutions';
import { useDraft } from '../parts/useDraft';
import { useSave } from '../parts/useSave';
import { PasswordChoice, passwordProblem } from './PasswordChoice';
import { type Grant, PEOPLE, type Person, usePerson } from './people';
import { RoleRows, rolesProblem } from './RoleRows';

const USERNAME = /^[a-z0-9._-]{2,64}$/;

interface Props {
  /** null: somebody new. */
  person: Person | null;
  home: string | null;
  onClose: () => void;
  onSaved: (person: Person, password: string | null) => void;
}

interface Draft {
  username: string;
  name: { zh: string; en: string };
  home: string | null;
  language: string;
  roles: Grant[];
  /** null: one is made. */
  password: string | null;
}

const draftOf = (person: Person): Draft => ({
  username: person.username,
  name: person.name,
  home: person.home,
  language: person.language,
  roles: [],
  password: null,
});

/** Somebody new with roles and a password for one time, or changes to somebody's name, home and language. */
export default function PersonForm({ person, home, onClose, onSaved }: Props) {
  const { t } = useTranslation('admin');
  const one = usePerson(person?.id ?? null);
  const [version, setVersion] = useState(person?.version ?? 0);
  const [wrong, setWrong] = useState<Partial<Record<keyof Draft | 'zh' | 'en', string | undefined>>>({});
  const draft = useDraft<Draft>(
    person
      ? draftOf(person)
      : {
          username: '',
          name: { zh: '', en: '' },
          home,
          language: 'zh',
          roles: home ? [{ role: 'agent', scope: home }] : [],
          password: null,
        },
  );
  const { value } = draft;
  const saving = useSave<number, { operator: Person; password: string | null }>({
    run: async (basedOn, key) => {
      const { name, home: at, language } = value;
      if (!person) return api.post('/admin/operators', value, key);
      const changed = await api.put<Person>(
        `/admin/operators/${person.id}`,
        { version: basedOn, name, home: at, language },
        key,
      );
      return { operator: changed, password: null };
    },
    reload: [PEOPLE],
    done: ({ operator, password }) => {
      tell.done(t(person ? 'parts.saved' : 'operators.added', { name: named(operator.name) }));
      onSaved(operator, password);
    },
    fields: {
      'operator.username-malformed': 'username',
      'operator.username-taken': 'username',
      'operator.language-unknown': 'language',
      'operator.out-of-scope': person ? 'home' : 'roles',
      'institution.unknown': 'home',
      'role.unknown': 'roles',
      'password.too-weak': 'password',
    },
  });
  const save = (basedOn: number) => {
    const roles = person ? undefined : rolesProblem(value.roles);
    const found: typeof wrong = {
      username:
        person || USERNAME.test(value.username)
          ? undefined
          : t(value.username ? 'operators.form.usernameWrong' : 'parts.required'),
      zh: value.name.zh.trim() ? undefined : t('parts.required'),
      en: value.name.en.trim() ? undefined : t('parts.required'),
      home: value.home ? undefined : t('parts.required'),
      roles: roles && t(`operators.roles.${roles}`),
      password: passwordProblem(value.password, t),
    };
    setWrong(found);
    if (Object.values(found).every((each) => !each)) saving.send(basedOn);
  };
  const latest = async () => {
    const fresh = (await one.refetch()).data;
    if (fresh) setVersion(fresh.version);
    return fresh;
  };
  const error = (field: keyof Draft) => wrong[field] ?? saving.at[field];
  return (
    <FormDrawer
      title={person ? t('operators.form.change', { name: named(person.name) }) : t('operators.add')}
      dirty={draft.dirty}
      saving={saving}
      wide={!person}
      onClose={onClose}
      onSave={() => save(version)}
      onLatest={async () => {
        const fresh = await latest();
        if (fresh) draft.reset(draftOf(fresh));
        saving.clear();
      }}
      onMine={async () => {
        const fresh = await latest();
        if (fresh) save(fresh.version);
      }}
    >
      {!person && (
        <Field
          label={t('operators.username')}
          hint={t('operators.form.usernameHint')}
          error={error('username')}
          required
        >
          {(control) => (
            <Input
              {...control}
              autoFocus
              autoComplete="off"
              maxLength={64}
              value={value.username}
              onChange={(event) => draft.set({ username: event.target.value.trim().toLowerCase() })}
            />
          )}
        </Field>
      )}
      <NameFields
        person
        focus={person !== null}
        value={value.name}
        error={{ zh: wrong.zh, en: wrong.en }}
        onChange={(name) => draft.set({ name })}
      />
      <Field label={t('operators.home')} hint={t('operators.form.homeHint')} error={error('home')} required>
        {(control) => (
          <InstitutionPick control={control} value={value.home} onChange={(at) => draft.set({ home: at || null })} />
        )}
      </Field>
      <Field label={t('operators.language')} hint={t('operators.form.languageHint')} error={error('language')}>
        {({ id, 'aria-describedby': about }) => (
          <Radio.Group
            id={id}
            aria-describedby={about}
            value={value.language}
            options={['zh', 'en'].map((code) => ({ value: code, label: languageName(code) }))}
            onChange={(event) => draft.set({ language: event.target.value as string })}
          />
        )}
      </Field>
      {!person && (
        <>
          <Group label={t('operators.roles.title')} hint={t('operators.roles.hint')}>
            <RoleRows
              value={value.roles}
              home={value.home}
              error={error('roles')}
              onChange={(roles) => draft.set({ roles })}
            />
          </Group>
          <PasswordChoice
            value={value.password}
            error={error('password')}
            onChange={(password) => draft.set({ password })}
          />
        </>
      )}
    </FormDrawer>
  );
}
