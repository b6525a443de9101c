import { DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { address, api, BASE, sentence } from '@/shared/api';
import { useKeys } from '@/shared/keys';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { type Filters, ID, narrowed, PERIODS, understood } from './filters';
import { ACTIONS, action, group, kind, person, shortId } from './told';
import type { Entry, Institution, Person } from './types';

interface Props {
  filters: Filters;
  question: Record<string, string | undefined>;
  institutions: readonly Institution[] | undefined;
  entries: readonly Entry[];
  onChange: (next: Partial<Filters>) => void;
  onReset: () => void;
}

/** What is asked of the trail; each part narrows it further. */
export default function FilterBar({ filters, question, institutions, entries, onChange, onReset }: Props) {
  const { t } = useTranslation('audit');
  const field = useRef<HTMLInputElement>(null);
  const typed = filters.q ?? '';
  const [text, setText] = useState(typed);
  useEffect(() => setText(typed), [typed]);
  const search = () => {
    const meant = understood(text);
    if (meant.at || meant.customer) setText(filters.q ?? '');
    if (meant.at) onChange({ period: 'all', at: meant.at });
    else if (meant.customer) onChange({ customer: meant.customer, subject: '' });
    else onChange({ q: meant.q ?? '', ...(meant.q && filters.period === 'all' && { period: 'month' as const }) });
  };
  const copy = useMutation({
    mutationFn: () => api.blob(address('/audit/export', question).slice(BASE.length)),
    onSuccess: (file) => {
      save(file, `audit-${new Date().toISOString().slice(0, 10)}.csv`);
      tell.done(t('export.done'));
    },
    onError: (fault) => tell.problem(sentence(fault)),
  });
  useKeys([
    { keys: '/', label: t('keys.filter'), group: t('keys.group'), run: () => field.current?.focus() },
    { keys: 'alt+e', label: t('export.label'), group: t('keys.group'), run: () => copy.mutate() },
  ]);
  return (
    <search className="audit-filters" aria-label={t('filter.label')}>
      <form
        className="audit-search"
        onSubmit={(event) => {
          event.preventDefault();
          search();
        }}
      >
        <input
          ref={field}
          type="search"
          className="field"
          value={text}
          aria-label={t('filter.text')}
          placeholder={t('filter.text')}
          title={t('filter.textHint')}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => text.trim() !== typed && search()}
        />
      </form>
      <Who filters={filters} entries={entries} onChange={onChange} />
      <Select
        className="audit-pick"
        aria-label={t('head.what')}
        placeholder={t('filter.what')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={filters.action ?? null}
        options={actions(t, filters.action)}
        onChange={(value) => onChange({ action: value ?? '' })}
      />
      <Select
        className="audit-pick"
        aria-label={t('head.where')}
        placeholder={t('filter.where')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={filters.institution ?? null}
        options={(institutions ?? []).map((each) => ({ value: each.path, label: named(each.name) }))}
        onChange={(value) => onChange({ institution: value ?? '' })}
      />
      <Select
        className="audit-period"
        aria-label={t('filter.period')}
        value={filters.period}
        options={PERIODS.map((each) => ({ value: each, label: t(`period.${each}`) }))}
        onChange={(period) => onChange({ period })}
      />
      {filters.period === 'own' && (
        <span className="audit-own">
          <input
            type="datetime-local"
            className="field"
            aria-label={t('period.from')}
            value={filters.from ?? ''}
            onChange={(event) => onChange({ from: event.target.value })}
          />
          <span aria-hidden="true">–</span>
          <input
            type="datetime-local"
            className="field"
            aria-label={t('period.to')}
            value={filters.to ?? ''}
            onChange={(event) => onChange({ to: event.target.value })}
          />
        </span>
      )}
      <Chip
        of={filters.customer && `${t('detail.customer')} ${shortId(filters.customer)}`}
        onClear={() => onChange({ customer: '' })}
      />
      <Chip of={filters.subject && about(t, filters.subject)} onClear={() => onChange({ subject: '' })} />
      <Chip of={filters.at && t('filter.at', { at: filters.at })} onClear={() => onChange({})} />
      {narrowed(filters) && (
        <Button type="link" size="small" onClick={onReset}>
          {t('reset')}
        </Button>
      )}
      <Button
        className="push"
        icon={<DownloadOutlined />}
        loading={copy.isPending}
        title={t('export.hint')}
        onClick={() => copy.mutate()}
      >
        {t('export.label')}
      </Button>
    </search>
  );
}

function Chip({ of, onClear }: { of: string | undefined | false | 0; onClear: () => void }) {
  const { t } = useTranslation('audit');
  if (!of) return null;
  return (
    <button type="button" className="audit-chip" aria-label={t('filter.clear', { what: of })} onClick={onClear}>
      {of} <span aria-hidden="true">✕</span>
    </button>
  );
}

/** Who did it: found by name at the server, for there are thousands. */
function Who({ filters, entries, onChange }: Pick<Props, 'filters' | 'entries' | 'onChange'>) {
  const { t } = useTranslation('audit');
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const people = useQuery({
    queryKey: ['audit-people', wanted],
    queryFn: ({ signal }) => api.get<Person[]>('/audit/people', { q: wanted }, signal),
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  const options = [
    { value: 'system', label: t('system'), note: '' },
    ...(people.data ?? []).map((each) => ({ value: each.id, label: person(each), note: each.username })),
  ].filter((each) => each.value !== 'system' || !wanted);
  const chosen = filters.actor;
  if (chosen && !options.some((each) => each.value === chosen)) {
    const met = entries.find((entry) => entry.actor === chosen)?.actorName;
    options.unshift({ value: chosen, label: met ? person(met) : shortId(chosen), note: met?.username ?? '' });
  }
  return (
    <Select
      className="audit-pick"
      aria-label={t('head.who')}
      placeholder={t('filter.who')}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={people.isFetching}
      value={chosen ?? null}
      options={options}
      optionRender={(option) => (
        <span className="audit-person">
          {option.data.label} <span className="quiet">{option.data.note}</span>
        </span>
      )}
      onChange={(value) => onChange({ actor: value ?? '' })}
    />
  );
}

type Say = Parameters<typeof action>[0];

function actions(t: Say, chosen: string | undefined) {
  const known = Object.entries(ACTIONS).map(([key, each]) => ({
    label: group(t, key),
    options: [
      ...(each.length > 1 ? [{ value: key, label: t('filter.allOf', { group: group(t, key) }) }] : []),
      ...each.map((value) => ({ value, label: action(t, value) })),
    ],
  }));
  const listed = !chosen || known.some((each) => each.options.some((option) => option.value === chosen));
  return listed ? known : [{ value: chosen, label: chosen }, ...known];
}

function about(t: Say, subject: string): string {
  const colon = subject.indexOf(':');
  if (colon < 0) return kind(t, subject);
  const id = subject.slice(colon + 1);
  return `${kind(t, subject.slice(0, colon))} ${ID.test(id) ? shortId(id) : id}`;
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
