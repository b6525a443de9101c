import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { languageName } from '@/shared/asks';
import { named } from '@/shared/names';
import type { Ask } from '@/shared/types';
import { InstitutionPick } from '../parts/institutions';
import { useSkills } from '../service/shapes';
import { complete, fresh } from './steps';

const LANGUAGES = ['zh', 'en', 'yue', 'ms', 'ta', 'ja', 'ko', 'fr', 'de', 'es', 'ru', 'ar', 'pt', 'th', 'vi', 'id'];
const KINDS: Ask['kind'][] = ['skill', 'language', 'institution', 'any-of'];

interface Props {
  asks: Ask[];
  /** Marks what is not said yet. */
  wrong: boolean;
  onChange: (asks: Ask[]) => void;
  /** Alternatives of one ask; they hold no alternatives of their own. */
  within?: boolean;
}

/** What a step asks for, a row for each: a skill at a level, a language, an institution's colleagues, or one of several. */
export function Asks({ asks, wrong, onChange, within = false }: Props) {
  const { t } = useTranslation('adminService');
  const set = (at: number, ask: Ask) => onChange(asks.map((each, index) => (index === at ? ask : each)));
  const kinds = within ? KINDS.filter((kind) => kind !== 'any-of') : KINDS;
  return (
    <div className={within ? 'asks asks-within' : 'asks'}>
      <ul className="need-rows">
        {asks.map((ask, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are edited in place and have no identity yet
          <li key={at} className="ask-row">
            <Select
              className="ask-kind"
              aria-label={t('steps.kind')}
              value={ask.kind}
              onChange={(kind) => set(at, fresh(kind))}
              options={kinds.map((kind) => ({ value: kind, label: t(`steps.kinds.${kind}`) }))}
            />
            <div className="ask-what">
              <Named ask={ask} wrong={wrong && !complete(ask)} onChange={(next) => set(at, next)} />
            </div>
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('steps.removeAsk')}
              onClick={() => onChange(asks.filter((_, index) => index !== at))}
            />
          </li>
        ))}
      </ul>
      <Button
        size="small"
        type={within ? 'link' : 'default'}
        icon={<PlusOutlined />}
        onClick={() => onChange([...asks, fresh('skill')])}
      >
        {t(within ? 'steps.addOr' : 'steps.addAsk')}
      </Button>
    </div>
  );
}

function Named({ ask, wrong, onChange }: { ask: Ask; wrong: boolean; onChange: (ask: Ask) => void }) {
  const { t } = useTranslation('adminService');
  const skills = useSkills();
  const status = wrong ? ('error' as const) : ('' as const);
  switch (ask.kind) {
    case 'skill':
      return (
        <span className="ask-skill">
          <Select
            className="form-wide"
            aria-label={t('queues.skill')}
            status={status}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('queues.skill')}
            value={ask.name || null}
            onChange={(name) => onChange({ ...ask, name: name ?? '' })}
            options={(skills.data ?? []).map((each) => ({ value: each.key, label: named(each.name) }))}
          />
          <InputNumber
            aria-label={t('queues.level')}
            min={1}
            max={10}
            prefix={t('queues.least')}
            value={ask.level}
            onChange={(level) => onChange({ ...ask, level: level ?? 1 })}
          />
        </span>
      );
    case 'language':
      return (
        <Select
          className="form-wide"
          aria-label={t('steps.language')}
          status={status}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('steps.language')}
          value={ask.name || null}
          onChange={(name) => onChange({ ...ask, name: name ?? '' })}
          options={[...new Set([...LANGUAGES, ...(ask.name ? [ask.name] : [])])].map((code) => ({
            value: code,
            label: languageName(code),
          }))}
        />
      );
    case 'institution':
      return (
        <InstitutionPick
          anywhere
          control={{ 'aria-label': t('steps.institution') }}
          placeholder={t('steps.institution')}
          value={ask.name || null}
          onChange={(name) => onChange({ ...ask, name })}
        />
      );
    case 'any-of':
      return <Asks within asks={ask.of} wrong={wrong} onChange={(of) => onChange({ ...ask, of })} />;
  }
}
