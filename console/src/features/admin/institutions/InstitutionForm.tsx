import { AutoComplete, Input, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { useCalendars } from '../hours/calendars';
import { Field, NameFields } from '../parts/Field';
import { FormDrawer } from '../parts/FormDrawer';
import {
  INSTITUTIONS,
  type Institution,
  InstitutionPick,
  type Kind,
  parentOf,
  useInstitutionName,
  useInstitutions,
} from '../parts/institutions';
import { useDraft } from '../parts/useDraft';
import { useSave } from '../parts/useSave';
import type { Editing } from './index';
import { COMMON, languageName } from './languages';
import { kindsBelow } from './tree';

const CODE = /^[a-z0-9][a-z0-9-]{0,31}$/;
const FIELDS = {
  'institution.exists': 'code',
  'institution.kind-misplaced': 'kind',
  'institution.kind-unknown': 'kind',
  'institution.zone-unknown': 'zone',
  'institution.languages-malformed': 'languages',
  'calendar.unknown': 'calendar',
};

interface Draft {
  parent: string | null;
  code: string;
  kind: Kind;
  name: { zh: string; en: string };
  zone: string;
  languages: string[];
  calendar: string | null;
}

const draftOf = (it: Institution): Draft => ({
  parent: parentOf(it.path),
  code: '',
  kind: it.kind,
  name: it.name,
  zone: it.zone,
  languages: it.languages,
  calendar: it.calendar ?? null,
});

/** What an institution below another is most likely to be. */
const likely = (above: Institution): Pick<Draft, 'kind' | 'zone' | 'languages'> => ({
  kind: kindsBelow(above.kind).find((kind) => kind !== above.kind) ?? 'outlet',
  zone: above.zone,
  languages: above.languages,
});

/** A new institution below another, or changes to one. Its place in the tree cannot be changed once given. */
export default function InstitutionForm(props: {
  editing: Editing;
  onClose: () => void;
  onSaved: (path: string) => void;
}) {
  const { t } = useTranslation('admin');
  const { editing } = props;
  const present = 'node' in editing ? editing.node : null;
  const nameOf = useInstitutionName();
  const institutions = useInstitutions();
  const calendars = useCalendars();
  const known = (at: string | null) => institutions.data?.find((each) => each.path === at);
  const [version, setVersion] = useState(present?.version ?? 0);
  const [wrong, setWrong] = useState<Partial<Record<'code' | 'zh' | 'en' | 'zone' | 'languages', string>>>({});
  const draft = useDraft<Draft>(
    'node' in editing
      ? draftOf(editing.node)
      : { parent: editing.below.path, code: '', name: { zh: '', en: '' }, calendar: null, ...likely(editing.below) },
  );
  const { value } = draft;
  const parent = known(value.parent);
  const path = present?.path ?? `${value.parent ?? ''}${value.code || '…'}.`;
  const saving = useSave<number, Institution>({
    run: (basedOn, key) => {
      const { code: _, parent: __, ...body } = value;
      return present
        ? api.put(`/admin/institutions/${encodeURIComponent(present.path)}`, { ...body, version: basedOn }, key)
        : api.post('/admin/institutions', { ...body, path }, key);
    },
    reload: [INSTITUTIONS],
    done: (saved) => {
      tell.done(t(present ? 'parts.saved' : 'institutions.added', { name: named(saved.name) }));
      props.onSaved(saved.path);
    },
    fields: FIELDS,
  });
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone })), []);
  const usable = calendars.data?.filter((each) => path.startsWith(each.institution)) ?? [];
  const kinds = present && !value.parent ? (['group'] as Kind[]) : kindsBelow(parent?.kind ?? 'group');

  const save = (basedOn: number) => {
    const found: typeof wrong = {};
    if (!present && !CODE.test(value.code))
      found.code = t(value.code ? 'institutions.form.codeWrong' : 'parts.required');
    if (!value.name.zh.trim()) found.zh = t('parts.required');
    if (!value.name.en.trim()) found.en = t('parts.required');
    if (!value.zone.trim()) found.zone = t('parts.required');
    if (value.languages.length === 0) found.languages = t('parts.required');
    setWrong(found);
    if (Object.keys(found).length === 0) saving.send(basedOn);
  };
  const latest = async () => {
    const fresh = (await institutions.refetch()).data?.find((each) => each.path === present?.path);
    if (fresh) setVersion(fresh.version);
    return fresh;
  };
  return (
    <FormDrawer
      title={present ? t('institutions.form.change', { name: named(present.name) }) : t('institutions.form.add')}
      dirty={draft.dirty}
      saving={saving}
      onClose={props.onClose}
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
      {!present && (
        <Field label={t('institutions.above')} hint={t('institutions.form.placeHint')} required>
          {(control) => (
            <InstitutionPick
              control={control}
              value={value.parent}
              onChange={(at) => {
                const above = known(at);
                draft.set({ parent: at, ...(above && likely(above)) });
              }}
            />
          )}
        </Field>
      )}
      <NameFields
        focus
        value={value.name}
        onChange={(name) => draft.set({ name })}
        error={{ zh: wrong.zh, en: wrong.en }}
      />
      {!present && (
        <Field
          label={t('institutions.form.code')}
          hint={t('institutions.form.codeHint', { path })}
          error={wrong.code ?? saving.at.code}
          required
        >
          {(control) => (
            <Input
              {...control}
              maxLength={32}
              value={value.code}
              onChange={(event) => draft.set({ code: event.target.value.trim().toLowerCase() })}
            />
          )}
        </Field>
      )}
      <Field label={t('institutions.form.kind')} error={saving.at.kind} required>
        {(control) => (
          <Select
            {...control}
            className="form-wide"
            value={value.kind}
            options={kinds.map((kind) => ({ value: kind, label: t(`institutions.kind.${kind}`) }))}
            onChange={(kind: Kind) => draft.set({ kind })}
          />
        )}
      </Field>
      <Field
        label={t('institutions.zone')}
        hint={t('institutions.form.zoneHint')}
        error={wrong.zone ?? saving.at.zone}
        required
      >
        {(control) => (
          <AutoComplete
            {...control}
            className="form-wide"
            value={value.zone}
            options={zones}
            showSearch={{
              filterOption: (typed, option) => (option?.value ?? '').toLowerCase().includes(typed.toLowerCase()),
            }}
            onChange={(zone: string) => draft.set({ zone })}
          />
        )}
      </Field>
      <Field
        label={t('institutions.languages')}
        hint={t('institutions.form.languagesHint')}
        error={wrong.languages ?? saving.at.languages}
        required
      >
        {(control) => (
          <Select
            {...control}
            mode="tags"
            className="form-wide"
            value={value.languages}
            options={COMMON.map((code) => ({ value: code, label: languageName(code) }))}
            onChange={(languages: string[]) => draft.set({ languages })}
          />
        )}
      </Field>
      <Field label={t('institutions.hours')} hint={t('institutions.form.hoursHint')} error={saving.at.calendar}>
        {(control) => (
          <Select
            {...control}
            className="form-wide"
            value={value.calendar ?? ''}
            loading={calendars.isLoading}
            options={[
              { value: '', label: t(value.parent ? 'institutions.form.inherit' : 'institutions.hoursAlways') },
              ...usable.map((each) => ({ value: each.id, label: `${named(each.name)} (${nameOf(each.institution)})` })),
            ]}
            onChange={(calendar: string) => draft.set({ calendar: calendar || null })}
          />
        )}
      </Field>
    </FormDrawer>
  );
}
