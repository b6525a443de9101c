import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import type { Name } from '@/shared/types';
import { Field, NameFields } from '../parts/Field';
import { FormDrawer } from '../parts/FormDrawer';
import { useDraft } from '../parts/useDraft';
import { useSave } from '../parts/useSave';
import { firstField, trimmed } from '../service/names';
import { type AwayReason, keys, NO_NAME } from '../service/shapes';
import { useChecked } from '../service/useChecked';
import { useConflict } from '../service/useConflict';

interface Sent {
  key: string;
  name: Name;
  active: boolean;
  version: number;
}

/** A new reason, or a known one's names. */
export default function ReasonForm(props: { reason: AwayReason | 'new'; onClose: () => void }) {
  const { t } = useTranslation('adminService');
  const fresh = props.reason === 'new';
  const [stored, setStored] = useState<AwayReason | null>(props.reason === 'new' ? null : props.reason);
  const draft = useDraft({ key: stored?.key ?? '', name: stored?.name ?? NO_NAME });
  const saving = useSave<Sent>({
    run: (sent, key) =>
      fresh
        ? api.post('/admin/away-reasons', { key: sent.key, name: sent.name }, key)
        : api.put(
            `/admin/away-reasons/${sent.key}`,
            { name: sent.name, active: sent.active, version: sent.version },
            key,
          ),
    reload: [keys.awayReasons, ['away-reasons']],
    done: () => {
      tell.done(t('saved'));
      props.onClose();
    },
    fields: { 'away-reason.key': 'key', 'away-reason.exists': 'key', 'request.invalid': firstField },
  });
  const { key, name } = draft.value;
  const checked = useChecked(
    {
      key: /^[a-z0-9][a-z0-9-]{0,39}$/.test(key) ? null : t('wrong.key'),
      zh: name.zh.trim() ? null : t('wrong.missing'),
      en: name.en.trim() ? null : t('wrong.missing'),
    },
    saving,
  );
  const send = (version: number, active: boolean) => saving.send({ key, name: trimmed(name), active, version });
  const conflict = useConflict<AwayReason>({
    queryKey: keys.awayReasons,
    path: '/admin/away-reasons',
    mine: (each) => each.key === key,
    begin: (now) => {
      saving.clear();
      setStored(now);
      draft.reset({ key: now.key, name: now.name });
    },
    over: (now) => send(now.version, now.active),
  });
  return (
    <FormDrawer
      title={fresh ? t('reasons.add') : t('reasons.edit', { name: named(stored?.name) })}
      dirty={draft.dirty}
      saving={saving}
      onClose={props.onClose}
      onSave={() => checked.attempt(() => send(stored?.version ?? 0, stored?.active ?? true))}
      {...conflict}
      acts={
        stored &&
        !stored.system && (
          <Button danger={stored.active} onClick={() => send(stored.version, !stored.active)}>
            {stored.active ? t('archive') : t('restore')}
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
      <Field label={t('key')} hint={t('reasons.keyHint')} error={checked.at.key} required>
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
      {stored?.system && <p className="quiet">{t('reasons.systemHint')}</p>}
      {stored && !stored.system && stored.active && <p className="quiet">{t('reasons.archiveHint')}</p>}
    </FormDrawer>
  );
}
