import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AgentChoice } from '@/shared/types';
import { Field, Group } from '../parts/Field';
import type { QueueDraft } from './draft';

const CHOICES: AgentChoice[] = ['longest-idle', 'least-occupied', 'most-skilled', 'weighted'];
const WEIGHTS = ['skill', 'idle', 'occupancy'] as const;

interface Props {
  value: QueueDraft;
  at: Record<string, string | undefined>;
  onChange: (change: Partial<QueueDraft>) => void;
}

/** Who of those who can serve is asked first. */
export function ChoiceFields({ value, at, onChange }: Props) {
  const { t } = useTranslation('adminService');
  return (
    <>
      <Field label={t('choice.title')} hint={t(`choice.hint.${value.choice ?? 'usual'}`)}>
        {(control) => (
          <Select
            {...control}
            className="form-wide"
            value={value.choice ?? ''}
            onChange={(to) => onChange({ choice: (to || null) as AgentChoice | null })}
            options={[
              { value: '', label: t('choice.of.usual') },
              ...CHOICES.map((each) => ({ value: each, label: t(`choice.of.${each}`) })),
            ]}
          />
        )}
      </Field>
      {value.choice === 'weighted' && (
        <Group label={t('choice.weights')} hint={t('choice.weightsHint')}>
          <div className="form-pair form-below">
            {WEIGHTS.map((weight) => (
              <Field
                key={weight}
                label={t(`choice.weight.${weight}`)}
                error={weight === 'skill' ? at.weights : undefined}
              >
                {(control) => (
                  <InputNumber
                    {...control}
                    className="form-wide"
                    min={0}
                    max={1000}
                    value={value.weights[weight]}
                    onChange={(to) => onChange({ weights: { ...value.weights, [weight]: to } })}
                  />
                )}
              </Field>
            ))}
          </div>
        </Group>
      )}
    </>
  );
}

/** Beyond which nobody is let into the line any more; empty: no limit. */
export function LimitFields({ value, at, onChange }: Props) {
  const { t } = useTranslation('adminService');
  return (
    <div className="form-pair">
      {(['expectedWaitSeconds', 'oldestWaitSeconds'] as const).map((field) => (
        <Field key={field} label={t(`limits.${field}`)} hint={t(`limits.${field}Hint`)} error={at[field] ?? at.limits}>
          {(control) => (
            <InputNumber
              {...control}
              className="form-wide"
              min={1}
              placeholder={t('limits.none')}
              suffix={t('unit.seconds')}
              value={value[field]}
              onChange={(to) => onChange({ [field]: to })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
