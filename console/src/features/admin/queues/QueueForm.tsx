import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiProblem, api } from '@/shared/api';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { type Control, Field, Group, NameFields } from '../parts/Field';
import { FormDrawer } from '../parts/FormDrawer';
import { InstitutionPick } from '../parts/institutions';
import { useDraft } from '../parts/useDraft';
import { useSave } from '../parts/useSave';
import { firstField, namedField, orNone, trimmed } from '../service/names';
import { keys, type Queue, useSkills } from '../service/shapes';
import { useChecked } from '../service/useChecked';
import { useConflict } from '../service/useConflict';
import { ChoiceFields, LimitFields } from './ChoiceFields';
import { useCalendars } from './calendars';
import { draftOf, FIELDS, FRESH, type QueueDraft, wrongIn } from './draft';
import { StepsEditor } from './StepsEditor';
import { sentSteps } from './steps';

const fieldOf = (problem: ApiProblem) => {
  const field = namedField(problem) || firstField(problem);
  return FIELDS[field] ?? field;
};

/** A queue's settings; while the requirement is chosen it already tells who meets it. */
export default function QueueForm(props: {
  queue: Queue | 'new';
  onClose: () => void;
  onSaved: (queue: Queue) => void;
}) {
  const { t } = useTranslation('adminService');
  const [stored, setStored] = useState<Queue | null>(props.queue === 'new' ? null : props.queue);
  const draft = useDraft<QueueDraft>(stored ? draftOf(stored) : FRESH);
  const { value } = draft;
  const saving = useSave<Omit<Queue, 'id'>, Queue>({
    run: (sent, key) =>
      stored ? api.put(`/admin/queues/${stored.id}`, sent, key) : api.post('/admin/queues', sent, key),
    reload: [keys.queues, keys.staffing],
    done: (saved) => {
      tell.done(t('saved'));
      props.onSaved(saved);
    },
    fields: { 'queue.invalid': fieldOf, 'request.invalid': fieldOf, 'calendar.unknown': 'calendar' },
  });
  const wrong = Object.entries(wrongIn(value)).map(([field, why]) => [field, why ? t(`wrong.${why}`) : null]);
  const { at, attempt } = useChecked(Object.fromEntries(wrong), saving);
  const send = (version: number, active: boolean) =>
    saving.send({
      institution: value.institution ?? '',
      name: trimmed(value.name),
      skills: value.skills,
      priority: value.priority ?? 0,
      calendar: value.calendar,
      target: (value.percent ?? 0) / 100,
      targetWaitSeconds: value.targetWaitSeconds ?? 0,
      offerTimeoutSeconds: value.offerTimeoutSeconds ?? 0,
      maxWaiting: value.maxWaiting ?? 0,
      closedMessage: orNone(value.closedMessage),
      choice: value.choice,
      weights:
        value.choice === 'weighted'
          ? {
              skill: value.weights.skill ?? 0,
              idle: value.weights.idle ?? 0,
              occupancy: value.weights.occupancy ?? 0,
            }
          : null,
      steps: sentSteps(value.steps),
      limits:
        value.expectedWaitSeconds === null && value.oldestWaitSeconds === null
          ? null
          : { expectedWaitSeconds: value.expectedWaitSeconds, oldestWaitSeconds: value.oldestWaitSeconds },
      active,
      version,
    });
  const number = (field: keyof QueueDraft & string, label: string, hint: string, unit?: string) => (
    <Field label={label} hint={hint} error={at[field]} required>
      {(control: Control) => (
        <InputNumber
          {...control}
          className="form-wide"
          value={value[field] as number | null}
          {...(unit && { suffix: unit })}
          onChange={(to) => draft.set({ [field]: to } as Partial<QueueDraft>)}
        />
      )}
    </Field>
  );

  const conflict = useConflict<Queue>({
    queryKey: keys.queues,
    path: '/admin/queues',
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
      title={stored ? t('queues.edit', { name: named(stored.name) }) : t('queues.add')}
      dirty={draft.dirty}
      saving={saving}
      onClose={props.onClose}
      onSave={() => attempt(() => send(stored?.version ?? 0, stored?.active ?? true))}
      {...conflict}
    >
      <NameFields
        focus={!stored}
        value={value.name}
        onChange={(name) => draft.set({ name })}
        error={{ zh: at.zh, en: at.en }}
      />
      <Field label={t('institution')} hint={t('queues.institutionHint')} error={at.institution} required>
        {(control) => (
          <InstitutionPick
            control={control}
            disabled={stored !== null}
            value={value.institution}
            onChange={(institution) => draft.set({ institution })}
          />
        )}
      </Field>
      <Needs value={value} error={at.skills} onChange={(skills) => draft.set({ skills })} />
      <StepsEditor skills={value.skills} steps={value.steps} at={at} onChange={(steps) => draft.set({ steps })} />
      <ChoiceFields value={value} at={at} onChange={draft.set} />
      <div className="form-pair">
        {number('percent', t('queues.percent'), t('queues.percentHint'), '%')}
        {number('targetWaitSeconds', t('queues.targetWait'), t('queues.targetWaitHint'), t('unit.seconds'))}
      </div>
      <div className="form-pair">
        {number('priority', t('queues.priority'), t('queues.priorityHint'))}
        {number('offerTimeoutSeconds', t('queues.lease'), t('queues.leaseHint'), t('unit.seconds'))}
      </div>
      <div className="form-pair">
        {number('maxWaiting', t('queues.maxWaiting'), t('queues.maxWaitingHint'))}
        <Hours value={value.calendar} error={at.calendar} onChange={(calendar) => draft.set({ calendar })} />
      </div>
      <LimitFields value={value} at={at} onChange={draft.set} />
      <Group label={t('queues.closedMessage')} hint={t('queues.closedHint')}>
        <div className="form-pair form-below">
          {(['zh', 'en'] as const).map((language) => (
            <Field
              key={language}
              label={t(`language.${language}`)}
              error={language === 'zh' ? at.closedMessage : undefined}
            >
              {(control) => (
                <Input.TextArea
                  {...control}
                  autoSize={{ minRows: 2, maxRows: 6 }}
                  maxLength={500}
                  lang={language}
                  value={value.closedMessage[language]}
                  onChange={(event) =>
                    draft.set({ closedMessage: { ...value.closedMessage, [language]: event.target.value } })
                  }
                />
              )}
            </Field>
          ))}
        </div>
      </Group>
    </FormDrawer>
  );
}

/** Which skills at which least level. */
function Needs(props: {
  value: QueueDraft;
  error: string | undefined;
  onChange: (skills: QueueDraft['skills']) => void;
}) {
  const { t } = useTranslation('adminService');
  const { skills } = props.value;
  const known = useSkills();
  const set = (at: number, change: Partial<QueueDraft['skills'][number]>) =>
    props.onChange(skills.map((each, index) => (index === at ? { ...each, ...change } : each)));
  return (
    <Group label={t('queues.requires')} hint={t('queues.requiresHint')}>
      <ul className="need-rows">
        {skills.map((need, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are edited in place and have no identity yet
          <li key={at} className="need-row">
            <Select
              className="need-skill"
              aria-label={t('queues.skill')}
              status={props.error && !need.skill ? 'error' : ''}
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('queues.skill')}
              value={need.skill || null}
              onChange={(skill) => set(at, { skill: skill ?? '' })}
              options={(known.data ?? []).map((each) => ({ value: each.key, label: named(each.name) }))}
            />
            <InputNumber
              aria-label={t('queues.level')}
              min={1}
              max={10}
              prefix={t('queues.least')}
              value={need.level}
              onChange={(level) => set(at, { level: level ?? 1 })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('remove')}
              onClick={() => props.onChange(skills.filter((_, index) => index !== at))}
            />
          </li>
        ))}
      </ul>
      {props.error && (
        <p className="problem form-note" role="alert">
          {props.error}
        </p>
      )}
      <Button icon={<PlusOutlined />} onClick={() => props.onChange([...skills, { skill: '', level: 1 }])}>
        {t('queues.addSkill')}
      </Button>
    </Group>
  );
}

function Hours(props: {
  value: string | null;
  error: string | undefined;
  onChange: (calendar: string | null) => void;
}) {
  const { t } = useTranslation('adminService');
  const calendars = useCalendars();
  const options = (calendars.data ?? []).map((each) => ({ value: each.id, label: named(each.name) }));
  return (
    <Field label={t('queues.hours')} hint={t('queues.hoursHint')} error={props.error}>
      {(control) => (
        <Select
          {...control}
          className="form-wide"
          value={props.value ?? ''}
          onChange={(to) => props.onChange(to || null)}
          options={[
            { value: '', label: t('queues.institutionHours') },
            ...options,
            ...(props.value && !options.some((each) => each.value === props.value)
              ? [{ value: props.value, label: t('queues.otherCalendar') }]
              : []),
          ]}
        />
      )}
    </Field>
  );
}
