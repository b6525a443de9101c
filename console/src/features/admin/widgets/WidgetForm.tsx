import { Checkbox, ColorPicker, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import type { Name } from '@/shared/types';
import { Field, Group } from '../parts/Field';
import { FormDrawer } from '../parts/FormDrawer';
import { InstitutionPick } from '../parts/institutions';
import { useDraft } from '../parts/useDraft';
import { useSave } from '../parts/useSave';
import { firstField, namedField, orNone, trimmed } from '../service/names';
import { keys, useQueues, type Widget } from '../service/shapes';
import { useChecked } from '../service/useChecked';
import { useConflict } from '../service/useConflict';
import { draftOf, FRESH, originsOf, unreadableOrigins, type WidgetDraft, wrongIn } from './draft';
import { USUAL_COLOUR } from './own';
import Preview from './Preview';
import { QuickReplies, Topics } from './Rows';

/** A widget's settings with the widget itself beside them. */
export default function WidgetForm(props: {
  widget: Widget | 'new';
  onClose: () => void;
  onSaved: (widget: Widget) => void;
}) {
  const { t } = useTranslation('adminService');
  const [stored, setStored] = useState<Widget | null>(props.widget === 'new' ? null : props.widget);
  const draft = useDraft<WidgetDraft>(stored ? draftOf(stored) : { ...FRESH, colour: USUAL_COLOUR });
  const { value, set } = draft;
  const queues = useQueues();
  const saving = useSave<Omit<Widget, 'id'>, Widget>({
    run: (sent, key) =>
      stored ? api.put(`/admin/widgets/${stored.id}`, sent, key) : api.post('/admin/widgets', sent, key),
    reload: [keys.widgets],
    done: (saved) => {
      tell.done(t('saved'));
      props.onSaved(saved);
    },
    fields: { 'widget.invalid': namedField, 'widget.key-taken': 'key', 'request.invalid': firstField },
  });
  const unreadable = unreadableOrigins(value);
  const { at, attempt } = useChecked(
    {
      ...Object.fromEntries(Object.entries(wrongIn(value)).map(([field, why]) => [field, why && t(`wrong.${why}`)])),
      ...(unreadable.length > 0 && { origins: t('widgets.originWrong', { origin: unreadable[0] }) }),
    },
    saving,
  );
  const send = (version: number, active: boolean) =>
    saving.send({
      key: value.key,
      institution: value.institution ?? '',
      queue: value.queue ?? '',
      title: trimmed(value.title),
      greeting: trimmed(value.greeting),
      colour: value.colour.toLowerCase(),
      topics: value.topics.map((each) => ({ ...each, label: trimmed(each.label) })),
      quickReplies: value.quickReplies.map(trimmed),
      origins: originsOf(value),
      languages: value.languages,
      closedMessage: orNone(value.closedMessage),
      graceSeconds: value.graceSeconds ?? 0,
      active,
      version,
    });
  const queueChoices = (queues.data ?? [])
    .filter((each) => each.active || each.id === value.queue)
    .map((each) => ({ value: each.id, label: named(each.name) }));
  // a queue that another administrator chose and this one does not see stays as it is
  const choicesWith = (id: string | null | undefined) =>
    id && !queueChoices.some((each) => each.value === id)
      ? [...queueChoices, { value: id, label: t('widgets.otherQueue') }]
      : queueChoices;

  const conflict = useConflict<Widget>({
    queryKey: keys.widgets,
    path: '/admin/widgets',
    mine: (each) => each.id === stored?.id,
    begin: (now) => {
      saving.clear();
      setStored(now);
      draft.reset(draftOf(now));
    },
    over: (now) => send(now.version, now.active),
  });
  return (
    <FormDrawer
      wide
      title={stored ? t('widgets.edit', { name: named(stored.title) }) : t('widgets.add')}
      dirty={draft.dirty}
      saving={saving}
      onClose={props.onClose}
      onSave={() => attempt(() => send(stored?.version ?? 0, stored?.active ?? true))}
      {...conflict}
    >
      <div className="widget-edit">
        <div className="form">
          <Both
            label={t('widgets.name')}
            hint={t('widgets.titleHint')}
            most={60}
            value={value.title}
            error={at.title}
            onChange={(title) => set({ title })}
          />
          <Both
            area
            label={t('widgets.greeting')}
            most={500}
            value={value.greeting}
            error={at.greeting}
            onChange={(greeting) => set({ greeting })}
          />
          <div className="form-pair">
            <Field label={t('widgets.colour')} hint={t('widgets.colourHint')} error={at.colour} required>
              {(control) => (
                <span className="row">
                  <ColorPicker
                    disabledAlpha
                    disabledFormat
                    format="hex"
                    value={/^#[0-9a-f]{6}$/i.test(value.colour) ? value.colour : null}
                    onChange={(colour) => set({ colour: colour.toHexString() })}
                  />
                  <Input
                    {...control}
                    maxLength={7}
                    value={value.colour}
                    onChange={(event) => set({ colour: event.target.value.trim() })}
                  />
                </span>
              )}
            </Field>
            <Field label={t('widgets.languages')} hint={t('widgets.languagesHint')} error={at.languages} required>
              {(control) => (
                <Select
                  {...control}
                  mode="multiple"
                  className="form-wide"
                  value={value.languages}
                  onChange={(languages) => set({ languages })}
                  options={['zh', 'en'].map((each) => ({ value: each, label: t(`language.${each}`) }))}
                />
              )}
            </Field>
          </div>
          <div className="form-pair">
            <Field label={t('institution')} error={at.institution} required>
              {(control) => (
                <InstitutionPick
                  control={control}
                  value={value.institution}
                  onChange={(institution) => set({ institution })}
                />
              )}
            </Field>
            <Field label={t('widgets.queue')} hint={t('widgets.queueHint')} error={at.queue} required>
              {(control) => (
                <Select
                  {...control}
                  className="form-wide"
                  showSearch={{ optionFilterProp: 'label' }}
                  value={value.queue}
                  onChange={(queue) => set({ queue })}
                  options={choicesWith(value.queue)}
                />
              )}
            </Field>
          </div>
          <Topics value={value.topics} error={at.topics} choices={choicesWith} onChange={(topics) => set({ topics })} />
          <QuickReplies
            value={value.quickReplies}
            error={at.quickReplies}
            onChange={(quickReplies) => set({ quickReplies })}
          />
          <Group label={t('widgets.origins')} hint={t('widgets.originsHint')}>
            <Checkbox checked={value.self} onChange={(event) => set({ self: event.target.checked })}>
              {t('widgets.self')}
            </Checkbox>
            <Checkbox checked={value.app} onChange={(event) => set({ app: event.target.checked })}>
              {t('widgets.app')}
            </Checkbox>
            <Field label={t('widgets.pages')} hint={t('widgets.pagesHint')} error={at.origins}>
              {(control) => (
                <Input.TextArea
                  {...control}
                  autoSize={{ minRows: 2, maxRows: 8 }}
                  value={value.origins}
                  onChange={(event) => set({ origins: event.target.value })}
                />
              )}
            </Field>
          </Group>
          <Both
            area
            optional
            label={t('widgets.closed')}
            hint={t('widgets.closedHint')}
            most={500}
            value={value.closedMessage}
            error={at.closedMessage}
            onChange={(closedMessage) => set({ closedMessage })}
          />
          <div className="form-pair">
            <Field label={t('widgets.grace')} hint={t('widgets.graceHint')} error={at.graceSeconds} required>
              {(control) => (
                <InputNumber
                  {...control}
                  className="form-wide"
                  suffix={t('unit.seconds')}
                  value={value.graceSeconds}
                  onChange={(graceSeconds) => set({ graceSeconds })}
                />
              )}
            </Field>
            <Field
              label={t('widgets.key')}
              hint={stored && value.key !== stored.key ? t('widgets.keyWarning') : t('widgets.keyHint')}
              error={at.key}
              required
            >
              {(control) => (
                <Input
                  {...control}
                  maxLength={40}
                  value={value.key}
                  onChange={(event) => set({ key: event.target.value.trim() })}
                />
              )}
            </Field>
          </div>
        </div>
        <div className="widget-edit-preview">
          <Preview widget={value} />
        </div>
      </div>
    </FormDrawer>
  );
}

/** A text in both languages under one name. */
function Both(props: {
  label: string;
  hint?: string;
  most: number;
  area?: boolean;
  optional?: boolean;
  value: Name;
  error: string | undefined;
  onChange: (name: Name) => void;
}) {
  const { t } = useTranslation('adminService');
  const { value } = props;
  const missing = (language: 'zh' | 'en') => !value[language].trim();
  return (
    <Group label={props.label} hint={props.hint}>
      <div className="form-pair form-below">
        {(['zh', 'en'] as const).map((language) => (
          <Field
            key={language}
            label={t(`language.${language}`)}
            required={!props.optional}
            error={props.error && (missing(language) || !(missing('zh') || missing('en'))) ? props.error : undefined}
          >
            {(control) =>
              props.area ? (
                <Input.TextArea
                  {...control}
                  lang={language}
                  autoSize={{ minRows: 2, maxRows: 6 }}
                  maxLength={props.most}
                  value={value[language]}
                  onChange={(event) => props.onChange({ ...value, [language]: event.target.value })}
                />
              ) : (
                <Input
                  {...control}
                  lang={language}
                  maxLength={props.most}
                  value={value[language]}
                  onChange={(event) => props.onChange({ ...value, [language]: event.target.value })}
                />
              )
            }
          </Field>
        ))}
      </div>
    </Group>
  );
}
