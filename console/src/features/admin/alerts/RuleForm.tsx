import { Checkbox, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiProblem, api } from '@/shared/api';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { Field, Group, NameFields } from '../parts/Field';
import { FormDrawer } from '../parts/FormDrawer';
import { InstitutionPick } from '../parts/institutions';
import { Choice } from '../parts/Search';
import { useDraft } from '../parts/useDraft';
import { useSave } from '../parts/useSave';
import { firstField, namedField } from '../service/names';
import { useQueues } from '../service/shapes';
import { useChecked } from '../service/useChecked';
import { useConflict } from '../service/useConflict';
import { useWhere } from './RuleDetail';
import './rules.css';
import {
  draftOf,
  FRESH,
  MEASURES,
  measured,
  RULES,
  type Rule,
  type RuleDraft,
  sentenceOf,
  sentOf,
  unitOf,
  wrongIn,
} from './rules';

const LEVELS = ['warn', 'act'] as const;

const fieldOf = (problem: ApiProblem) => {
  const field = namedField(problem) || firstField(problem);
  return field === 'name' ? 'zh' : field;
};

/** A rule's settings; below them the sentence that they make. */
export default function RuleForm(props: { rule: Rule | 'new'; onClose: () => void; onSaved: (rule: Rule) => void }) {
  const { t } = useTranslation('alerts');
  const [stored, setStored] = useState<Rule | null>(props.rule === 'new' ? null : props.rule);
  const draft = useDraft<RuleDraft>(stored ? draftOf(stored) : FRESH);
  const { value } = draft;
  const queues = useQueues();
  const where = useWhere();
  const saving = useSave<Omit<Rule, 'id'>, Rule>({
    run: (sent, key) =>
      stored ? api.put(`/admin/alert-rules/${stored.id}`, sent, key) : api.post('/admin/alert-rules', sent, key),
    reload: [RULES],
    done: (saved) => {
      tell.done(t('rules.saved'));
      props.onSaved(saved);
    },
    fields: { 'alert-rule.invalid': fieldOf, 'request.invalid': fieldOf },
  });
  const wrong = Object.entries(wrongIn(value)).map(([field, why]) => [field, why ? t(`rules.wrong.${why}`) : null]);
  const { at, attempt } = useChecked(Object.fromEntries(wrong), saving);
  const send = (version: number) => saving.send({ ...sentOf(value), version });
  const conflict = useConflict<Rule>({
    queryKey: RULES,
    path: '/admin/alert-rules',
    mine: (each) => each.id === stored?.id,
    begin: (now) => {
      saving.clear();
      setStored(now);
      draft.reset(draftOf(now));
    },
    over: (now) => send(now.version),
  });
  const unit = unitOf(value.measure);
  const here = (queues.data ?? []).filter(
    (each) => each.active && value.institution && each.institution.startsWith(value.institution),
  );
  const whole = value.institution && wrongIn(value).limit === null && value.forSeconds !== null;
  return (
    <FormDrawer
      title={stored ? t('rules.edit', { name: named(stored.name) }) : t('rules.add')}
      dirty={draft.dirty}
      saving={saving}
      onClose={props.onClose}
      onSave={() => attempt(() => send(stored?.version ?? 0))}
      {...conflict}
    >
      <NameFields
        focus={!stored}
        value={value.name}
        onChange={(name) => draft.set({ name })}
        error={{ zh: at.zh, en: at.en }}
      />
      <Field label={t('rules.institution')} hint={t('rules.institutionHint')} error={at.institution} required>
        {(control) => (
          <InstitutionPick
            control={control}
            disabled={stored !== null}
            value={value.institution}
            onChange={(institution) => draft.set({ institution, queue: null })}
          />
        )}
      </Field>
      <Field label={t('rules.queue')} hint={t('rules.queueHint')} error={at.queue}>
        {(control) => (
          <Select
            {...control}
            className="form-wide"
            showSearch={{ optionFilterProp: 'label' }}
            disabled={!value.institution}
            value={value.queue ?? ''}
            onChange={(queue) => draft.set({ queue: queue || null })}
            options={[
              { value: '', label: t('rules.everyQueue') },
              ...here.map((each) => ({ value: each.id, label: named(each.name) })),
              ...(value.queue && !here.some((each) => each.id === value.queue)
                ? [{ value: value.queue, label: where({ institution: value.institution ?? '', queue: value.queue }) }]
                : []),
            ]}
          />
        )}
      </Field>
      <Field label={t('rules.measure')} hint={t(`rules.what.${value.measure}`)} error={at.measure}>
        {(control) => (
          <Select
            {...control}
            className="form-wide"
            value={value.measure}
            onChange={(measure) => draft.set(measured(value, measure))}
            options={MEASURES.map((each) => ({ value: each, label: t(`rules.of.${each}`) }))}
          />
        )}
      </Field>
      <div className="form-pair">
        {unit && (
          <Field label={t('rules.limit')} error={at.limit} required>
            {(control) => (
              <InputNumber
                {...control}
                className="form-wide"
                value={value.limit}
                suffix={t(`rules.unit.${unit}`)}
                onChange={(limit) => draft.set({ limit })}
              />
            )}
          </Field>
        )}
        <Field label={t('rules.forSeconds')} hint={t('rules.forHint')} error={at.forSeconds} required>
          {(control) => (
            <InputNumber
              {...control}
              className="form-wide"
              value={value.forSeconds}
              suffix={t('rules.unit.seconds')}
              onChange={(forSeconds) => draft.set({ forSeconds })}
            />
          )}
        </Field>
      </div>
      <Group label={t('rules.levelLabel')}>
        <Choice
          label={t('rules.levelLabel')}
          value={value.level}
          options={LEVELS.map((each) => ({ value: each, label: t(`level.${each}`) }))}
          onChange={(level) => draft.set({ level })}
        />
      </Group>
      <div className="stack-tight">
        <Checkbox checked={value.onlyOpen} onChange={(event) => draft.set({ onlyOpen: event.target.checked })}>
          {t('rules.onlyOpen')}
        </Checkbox>
        <Checkbox checked={value.active} onChange={(event) => draft.set({ active: event.target.checked })}>
          {t('rules.active')}
        </Checkbox>
      </div>
      {whole && (
        <p className="rule-says" aria-live="polite">
          {sentenceOf(sentOf(value), where({ institution: value.institution ?? '', queue: value.queue }), t)}
        </p>
      )}
    </FormDrawer>
  );
}
