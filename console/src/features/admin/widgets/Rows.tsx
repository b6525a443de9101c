import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Name } from '@/shared/types';
import { Group } from '../parts/Field';
import { NO_NAME, type Topic } from '../service/shapes';

interface Choice {
  value: string;
  label: string;
}

/** What customers choose from before they write; each may lead into a queue of its own. */
export function Topics(props: {
  value: Topic[];
  error: string | undefined;
  choices: (with_: string | null | undefined) => Choice[];
  onChange: (topics: Topic[]) => void;
}) {
  const { t } = useTranslation('adminService');
  const { value } = props;
  return (
    <Rows
      label={t('widgets.topics')}
      hint={t('widgets.topicsHint')}
      add={t('widgets.addTopic')}
      error={props.error}
      rows={value}
      most={30}
      fresh={() => ({ key: freeKey(value), label: NO_NAME, queue: null })}
      onChange={props.onChange}
    >
      {(topic, set) => (
        <>
          <Pair label={t('widgets.topic')} value={topic.label} onChange={(label) => set({ ...topic, label })} />
          <Select
            aria-label={t('widgets.topicQueue')}
            className="row-choice"
            showSearch={{ optionFilterProp: 'label' }}
            value={topic.queue ?? ''}
            onChange={(queue) => set({ ...topic, queue: queue || null })}
            options={[{ value: '', label: t('widgets.sameQueue') }, ...props.choices(topic.queue)]}
          />
          <Input
            aria-label={t('widgets.topicKey')}
            title={t('widgets.topicKey')}
            className="row-key"
            maxLength={40}
            value={topic.key}
            onChange={(event) => set({ ...topic, key: event.target.value.trim() })}
          />
        </>
      )}
    </Rows>
  );
}

/** The first `topic-n` that is free: the key is what a page's link or a report names, and may be changed. */
export function freeKey(topics: readonly Topic[]): string {
  const used = new Set(topics.map((each) => each.key));
  for (let n = 1; ; n++) if (!used.has(`topic-${n}`)) return `topic-${n}`;
}

export function QuickReplies(props: {
  value: Name[];
  error: string | undefined;
  onChange: (quickReplies: Name[]) => void;
}) {
  const { t } = useTranslation('adminService');
  return (
    <Rows
      label={t('widgets.quick')}
      hint={t('widgets.quickHint')}
      add={t('widgets.addQuick')}
      error={props.error}
      rows={props.value}
      most={30}
      fresh={() => NO_NAME}
      onChange={props.onChange}
    >
      {(quick, set) => <Pair label={t('widgets.quickOne')} value={quick} onChange={set} />}
    </Rows>
  );
}

function Pair(props: { label: string; value: Name; onChange: (name: Name) => void }) {
  const { t } = useTranslation('adminService');
  return (
    <>
      {(['zh', 'en'] as const).map((language) => (
        <Input
          key={language}
          lang={language}
          aria-label={`${props.label} ${t(`language.${language}`)}`}
          placeholder={t(`language.${language}`)}
          maxLength={60}
          value={props.value[language]}
          onChange={(event) => props.onChange({ ...props.value, [language]: event.target.value })}
        />
      ))}
    </>
  );
}

/** Rows that are edited in place, added at the end and taken out one by one. */
function Rows<T>(props: {
  label: string;
  hint: string;
  add: string;
  error: string | undefined;
  rows: T[];
  most: number;
  fresh: () => T;
  onChange: (rows: T[]) => void;
  children: (row: T, set: (row: T) => void) => ReactNode;
}) {
  const { t } = useTranslation('adminService');
  const { rows } = props;
  return (
    <Group label={props.label} hint={props.hint}>
      <ul className="need-rows">
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are edited in place and have no identity
          <li key={at} className="edit-row">
            {props.children(row, (to) => props.onChange(rows.map((each, index) => (index === at ? to : each))))}
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('remove')}
              onClick={() => props.onChange(rows.filter((_, index) => index !== at))}
            />
          </li>
        ))}
      </ul>
      {props.error && (
        <p className="problem form-note" role="alert">
          {props.error}
        </p>
      )}
      <Button
        icon={<PlusOutlined />}
        disabled={rows.length >= props.most}
        onClick={() => props.onChange([...rows, props.fresh()])}
      >
        {props.add}
      </Button>
    </Group>
  );
}
