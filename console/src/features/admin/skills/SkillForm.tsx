import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import type { Name } from '@/shared/types';
import { Field, NameFields } from '../parts/Field';
import { FormDrawer } from '../parts/FormDrawer';
import { InstitutionPick } from '../parts/institutions';
import { useConfirm } from '../parts/useConfirm';
import { useDraft } from '../parts/useDraft';
import { useSave } from '../parts/useSave';
import { firstField, trimmed } from '../service/names';
import { keys, NO_NAME, type Skill } from '../service/shapes';
import { useChecked } from '../service/useChecked';
import { useConflict } from '../service/useConflict';

type Sent = { act: 'save'; name: Name; version: number } | { act: 'remove' };

/** A new skill, or new names for one; its key stays, queues and colleagues refer to it. */
export default function SkillForm(props: { skill: Skill | 'new'; onClose: () => void }) {
  const { t } = useTranslation('adminService');
  const fresh = props.skill === 'new';
  const [stored, setStored] = useState<Skill | null>(props.skill === 'new' ? null : props.skill);
  const draft = useDraft({
    key: stored?.key ?? '',
    institution: stored?.institution ?? null,
    name: stored?.name ?? NO_NAME,
  });
  const { key, institution, name } = draft.value;
  const [asking, ask] = useConfirm();
  const saving = useSave<Sent>({
    run: (sent, idempotency) =>
      sent.act === 'remove'
        ? api.remove(`/admin/skills/${key}`, idempotency)
        : fresh
          ? api.post('/admin/skills', { key, institution, name: sent.name }, idempotency)
          : api.put(`/admin/skills/${key}`, { name: sent.name, version: sent.version }, idempotency),
    reload: [keys.skills],
    done: (_, sent) => {
      tell.done(t(sent.act === 'remove' ? 'removed' : 'saved'));
      props.onClose();
    },
    fields: { 'skill.key': 'key', 'skill.exists': 'key', 'request.invalid': firstField },
  });
  const checked = useChecked(
    {
      key: /^[a-z0-9][a-z0-9-]{0,39}$/.test(key) ? null : t('wrong.key'),
      institution: institution ? null : t('wrong.missing'),
      zh: name.zh.trim() ? null : t('wrong.missing'),
      en: name.en.trim() ? null : t('wrong.missing'),
    },
    saving,
  );
  const remove = async () => {
    const yes = await ask({
      title: t('skills.removeAsk', { name: named(name) }),
      text: t('skills.removeText'),
      yes: t('remove'),
      danger: true,
    });
    if (yes) saving.send({ act: 'remove' });
  };
  const conflict = useConflict<Skill>({
    queryKey: keys.skills,
    path: '/admin/skills',
    mine: (each) => each.key === key,
    begin: (now) => {
      saving.clear();
      setStored(now);
      draft.reset({ key: now.key, institution: now.institution, name: now.name });
    },
    over: (now) => saving.send({ act: 'save', name: trimmed(name), version: now.version }),
  });
  return (
    <FormDrawer
      title={fresh ? t('skills.add') : t('skills.edit', { name: named(stored?.name) })}
      dirty={draft.dirty}
      saving={saving}
      onClose={props.onClose}
      onSave={() =>
        checked.attempt(() => saving.send({ act: 'save', name: trimmed(name), version: stored?.version ?? 0 }))
      }
      {...conflict}
      acts={
        !fresh && (
          <Button danger onClick={() => void remove()}>
            {t('remove')}
          </Button>
        )
      }
    >
      <NameFields
        focus
        value={name}
        onChange={(to) => draft.set({ name: to })}
        error={{ zh: checked.at.zh ?? checked.at.name, en: checked.at.en }}
      />
      <Field label={t('key')} hint={t('skills.keyHint')} error={checked.at.key} required>
        {(control) => (
          <Input
            {...control}
            disabled={!fresh}
            maxLength={40}
            value={key}
            onChange={(event) => draft.set({ key: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('institution')} hint={t('skills.institutionHint')} error={checked.at.institution} required>
        {(control) => (
          <InstitutionPick
            control={control}
            disabled={!fresh}
            value={institution}
            onChange={(to) => draft.set({ institution: to })}
          />
        )}
      </Field>
      {asking}
    </FormDrawer>
  );
}
