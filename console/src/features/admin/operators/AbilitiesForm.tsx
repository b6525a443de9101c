import { DeleteOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select, Slider } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { COMMON, languageName } from '../institutions/languages';
import { Field, Group } from '../parts/Field';
import { FormDrawer } from '../parts/FormDrawer';
import { useDraft } from '../parts/useDraft';
import { useSave } from '../parts/useSave';
import { mediaWith } from '../skills/matrix';
import { type Abilities, MAX_CAPACITY, MAX_LEVEL, PEOPLE, type Person, useAbilities, useSkills } from './people';

const BEGIN = 5;

/** What somebody can do: skills and languages from 1 to 10, and how many chats at once. */
export default function AbilitiesForm({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const abilities = useAbilities(person.id);
  const skills = useSkills();
  const draft = useDraft<Abilities>(abilities.data ?? { skills: [], languages: [], chatCapacity: 3, version: 0 });
  const [version, setVersion] = useState(abilities.data?.version ?? 0);
  const { value } = draft;
  const saving = useSave<number, Abilities>({
    run: (basedOn, key) =>
      api.put(
        `/admin/operators/${person.id}/skills`,
        { ...value, ...mediaWith(value, value.chatCapacity), version: basedOn },
        key,
      ),
    reload: [PEOPLE, ['admin', 'agents'], ['admin', 'staffing'], ['admin', 'reach']],
    done: () => {
      tell.done(t('parts.saved', { name: named(person.name) }));
      onClose();
    },
    fields: {
      'capacity.out-of-range': 'capacity',
      'skill.level': 'skills',
      'skill.unknown': 'skills',
      'language.unknown': 'languages',
    },
  });
  const latest = async () => {
    const fresh = (await abilities.refetch()).data;
    if (fresh) setVersion(fresh.version);
    return fresh;
  };
  return (
    <FormDrawer
      title={t('operators.abilities.of', { name: named(person.name) })}
      dirty={draft.dirty}
      saving={saving}
      onClose={onClose}
      onSave={() => saving.send(version)}
      onLatest={async () => {
        const fresh = await latest();
        if (fresh) draft.reset(fresh);
        saving.clear();
      }}
      onMine={async () => {
        const fresh = await latest();
        if (fresh) saving.send(fresh.version);
      }}
    >
      <Group label={t('operators.abilities.skills')} hint={t('operators.abilities.skillsHint')}>
        <Levels
          add={t('operators.abilities.addSkill')}
          value={value.skills.map((each) => ({ key: each.skill, level: each.level }))}
          choices={(skills.data ?? []).map((each) => ({ value: each.key, label: named(each.name) }))}
          error={saving.at.skills}
          onChange={(levels) => draft.set({ skills: levels.map(({ key, level }) => ({ skill: key, level })) })}
        />
      </Group>
      <Group label={t('operators.abilities.languages')} hint={t('operators.abilities.languagesHint')}>
        <Levels
          add={t('operators.abilities.addLanguage')}
          value={value.languages.map((each) => ({ key: each.language, level: each.level }))}
          choices={COMMON.map((code) => ({ value: code, label: languageName(code) }))}
          error={saving.at.languages}
          onChange={(levels) => draft.set({ languages: levels.map(({ key, level }) => ({ language: key, level })) })}
        />
      </Group>
      <Field
        label={t('operators.abilities.capacity')}
        hint={t('operators.abilities.capacityHint')}
        error={saving.at.capacity}
      >
        {(control) => (
          <InputNumber
            {...control}
            min={1}
            max={MAX_CAPACITY}
            value={value.chatCapacity}
            onChange={(chats) => draft.set({ chatCapacity: chats ?? 1 })}
          />
        )}
      </Field>
    </FormDrawer>
  );
}

interface Levelled {
  key: string;
  level: number;
}

/** Names with a level from 1 to 10 each; what is not there yet can be added. */
function Levels(props: {
  value: readonly Levelled[];
  choices: readonly { value: string; label: string }[];
  add: string;
  error?: string | undefined;
  onChange: (value: Levelled[]) => void;
}) {
  const { t } = useTranslation('admin');
  const { value } = props;
  const label = (key: string) => props.choices.find((each) => each.value === key)?.label ?? key;
  const set = (key: string, level: number) =>
    props.onChange(value.map((each) => (each.key === key ? { key, level } : each)));
  return (
    <div className="stack">
      {value.map(({ key, level }) => (
        <div key={key} className="level-row">
          <span className="level-name">{label(key)}</span>
          <Slider
            min={1}
            max={MAX_LEVEL}
            dots
            value={level}
            ariaLabelForHandle={t('operators.abilities.levelOf', { name: label(key) })}
            tooltip={{ open: false }}
            onChange={(next: number) => set(key, next)}
          />
          <strong className="num level-value">{level}</strong>
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('operators.abilities.remove', { name: label(key) })}
            onClick={() => props.onChange(value.filter((each) => each.key !== key))}
          />
        </div>
      ))}
      {props.error && (
        <p className="problem form-note" role="alert">
          {props.error}
        </p>
      )}
      <Select
        className="form-wide"
        value={null}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={props.add}
        aria-label={props.add}
        options={props.choices.filter((each) => !value.some((had) => had.key === each.value))}
        onChange={(key: string | null) => key && props.onChange([...value, { key, level: BEGIN }])}
      />
    </div>
  );
}
