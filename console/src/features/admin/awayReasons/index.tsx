import { ArrowDownOutlined, ArrowUpOutlined, EditOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { Empty, Failed, Loading } from '@/shared/states';
import type { Name } from '@/shared/types';
import { Field, NameFields } from '../parts/Field';
import { FormDrawer } from '../parts/FormDrawer';
import { Page } from '../parts/ListDetail';
import { useDraft } from '../parts/useDraft';
import { useSave } from '../parts/useSave';
import { firstField, trimmed } from '../service/names';
import { type AwayReason, keys, NO_NAME } from '../service/shapes';
import { useChecked } from '../service/useChecked';
import '../service/service.css';

/** 离开原因: why somebody at work wants no contacts now. The whole group's; those below it only read them. */
export default function AwayReasons() {
  const { t } = useTranslation('adminService');
  const [edited, setEdited] = useState<AwayReason | 'new' | null>(null);
  const list = useQuery({
    queryKey: keys.awayReasons,
    queryFn: ({ signal }) => api.get<AwayReason[]>('/admin/away-reasons', undefined, signal),
  });
  const rows = list.data ?? [];
  const editable = rows.some((each) => each.editable);
  return (
    <Page
      title={t('reasons.title')}
      hint={t('reasons.hint')}
      acts={
        editable && (
          <Button type="primary" onClick={() => setEdited('new')}>
            {t('reasons.add')}
          </Button>
        )
      }
    >
      <div className="sheet">
        {list.isLoading && <Loading rows={6} />}
        {list.isError && <Failed fault={list.error} retry={() => void list.refetch()} />}
        {list.isSuccess && rows.length === 0 && <Empty title={t('reasons.none')} />}
        {rows.length > 0 && !editable && <p className="quiet sheet-note">{t('reasons.readOnly')}</p>}
        {rows.length > 0 && <Rows rows={rows} onEdit={setEdited} />}
      </div>
      {edited && <Form reason={edited} rows={rows} onClose={() => setEdited(null)} />}
    </Page>
  );
}

function Rows({ rows, onEdit }: { rows: AwayReason[]; onEdit: (reason: AwayReason) => void }) {
  const { t } = useTranslation('adminService');
  const queries = useQueryClient();
  const order = useAct<string[], AwayReason[]>({
    run: (wanted, key) => api.put('/admin/away-reasons', { keys: wanted }, key),
    done: (now) => queries.setQueryData(keys.awayReasons, now),
    reload: [['away-reasons']],
  });
  const move = (at: number, by: number) => {
    const wanted = rows.map((each) => each.key);
    const [moved] = wanted.splice(at, 1);
    if (moved) wanted.splice(at + by, 0, moved);
    order.mutate(wanted);
  };
  return (
    <ol className="reasons">
      {rows.map((reason, at) => (
        <li key={reason.key} className={reason.active ? 'reason' : 'reason reason-off'}>
          <span className="reason-text">
            <strong>{named(reason.name)}</strong>
            <span className="quiet">{reason.name.zh === named(reason.name) ? reason.name.en : reason.name.zh}</span>
          </span>
          {reason.system && (
            <Tooltip title={t('reasons.systemHint')}>
              <span className="tag">{t('reasons.system')}</span>
            </Tooltip>
          )}
          {!reason.active && <span className="tag">{t('archived')}</span>}
          {reason.editable && (
            <span className="reason-acts">
              <Button
                type="text"
                icon={<ArrowUpOutlined />}
                disabled={at === 0 || order.isPending}
                aria-label={t('reasons.up', { name: named(reason.name) })}
                onClick={() => move(at, -1)}
              />
              <Button
                type="text"
                icon={<ArrowDownOutlined />}
                disabled={at === rows.length - 1 || order.isPending}
                aria-label={t('reasons.down', { name: named(reason.name) })}
                onClick={() => move(at, 1)}
              />
              <Button
                type="text"
                icon={<EditOutlined />}
                aria-label={t('reasons.edit', { name: named(reason.name) })}
                onClick={() => onEdit(reason)}
              />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

interface Sent {
  key: string;
  name: Name;
  active: boolean;
  version: number;
}

function Form(props: { reason: AwayReason | 'new'; rows: AwayReason[]; onClose: () => void }) {
  const { t } = useTranslation('adminService');
  const fresh = props.reason === 'new';
  const [stored, setStored] = useState<AwayReason | null>(props.reason === 'new' ? null : props.reason);
  const draft = useDraft({ key: stored?.key ?? '', name: stored?.name ?? NO_NAME });
  const queries = useQueryClient();
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
  const latest = async () => {
    await queries.refetchQueries({ queryKey: keys.awayReasons });
    return queries.getQueryData<AwayReason[]>(keys.awayReasons)?.find((each) => each.key === key) ?? null;
  };
  const send = (version: number, active: boolean) => saving.send({ key, name: trimmed(name), active, version });
  return (
    <FormDrawer
      title={fresh ? t('reasons.add') : t('reasons.edit', { name: named(stored?.name) })}
      dirty={draft.dirty}
      saving={saving}
      onClose={props.onClose}
      onSave={() => checked.attempt(() => send(stored?.version ?? 0, stored?.active ?? true))}
      onLatest={() =>
        void latest().then((now) => {
          saving.clear();
          setStored(now);
          if (now) draft.reset({ key: now.key, name: now.name });
        })
      }
      onMine={() => void latest().then((now) => now && send(now.version, now.active))}
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
