import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, api, newKey, sentence } from '@/shared/api';
import { useKeys } from '@/shared/keys';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { Empty, Failed, Loading, TooMuch } from '@/shared/states';
import { useInstitutionName } from '../parts/institutions';
import { Search } from '../parts/Search';
import { isStale } from '../parts/useSave';
import { useUnloadGuard } from '../parts/useUnloadGuard';
import { type Abilities, type AgentRow, keys, type Skill } from '../service/shapes';
import { applied, type Column, columnsOf, type Edits, moved, storedIn, typed, written } from './matrix';

interface AgentList {
  agents: AgentRow[];
  total: number;
}

const TYPED_TOGETHER_MS = 900;

/** What is changed but not saved outlives a look at another section. */
let kept: Edits = {};

/** Who has which skill at which level. A cell is edited by keyboard like a sheet; nothing counts before it is saved. */
export default function Matrix({ skills }: { skills: Skill[] }) {
  const { t } = useTranslation('adminService');
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(words.trim()), 250);
    return () => window.clearTimeout(timer);
  }, [words]);
  const queries = useQueryClient();
  const queryKey = [...keys.agents, asked];
  const list = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<AgentList>('/admin/agents', { q: asked }, signal),
    placeholderData: (before) => before,
  });
  const [edits, setEdits] = useState<Edits>(kept);
  kept = edits;
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const known = useRef(new Map<string, AgentRow>());
  for (const each of list.data?.agents ?? []) known.current.set(each.id, each);
  const changed = Object.keys(edits);
  useUnloadGuard(changed.length > 0);

  const save = async () => {
    if (busy) return;
    setBusy(true);
    const left: Edits = {};
    const told: Record<string, string> = {};
    let saved = 0;
    for (const [id, cells] of Object.entries(edits)) {
      const agent = known.current.get(id);
      if (!agent) continue;
      try {
        const now = await api.put<Abilities>(
          `/admin/operators/${id}/skills`,
          applied(agent.abilities, cells),
          newKey(),
        );
        known.current.set(id, { ...agent, abilities: now });
        saved++;
      } catch (fault) {
        left[id] = cells;
        const stale = fault instanceof ApiProblem && isStale(fault);
        told[id] = stale ? t('matrix.stale') : sentence(fault);
        if (stale) {
          const abilities = await api.get<Abilities>(`/admin/operators/${id}/skills`).catch(() => agent.abilities);
          known.current.set(id, { ...agent, abilities });
        }
      }
    }
    await queries.invalidateQueries({ queryKey: keys.agents });
    setEdits(left);
    setFaults(told);
    setBusy(false);
    if (saved > 0) tell.done(t('matrix.saved', { count: saved }));
  };
  const discard = () => {
    setEdits({});
    setFaults({});
  };
  useKeys([{ keys: 'mod+s', label: t('matrix.save'), group: t('skills.title'), run: () => void save() }]);

  return (
    <div className="matrix">
      <div className="matrix-tools">
        <Search className="matrix-search" label={t('matrix.search')} value={words} onChange={setWords} />
        <span className="quiet">{t('matrix.hint')}</span>
      </div>
      {list.isLoading && <Loading rows={8} />}
      {list.isError && <Failed fault={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && list.data.agents.length === 0 && (
        <Empty
          title={asked ? t('matrix.nobodyFound') : t('matrix.nobody')}
          hint={asked ? null : t('matrix.nobodyHint')}
        />
      )}
      {list.data && list.data.agents.length > 0 && (
        <Sheet
          agents={list.data.agents}
          skills={skills}
          edits={edits}
          faults={faults}
          onWrite={(agent, column, level) => setEdits((now) => written(now, agent, column, level))}
        />
      )}
      {list.data && list.data.total > list.data.agents.length && (
        <TooMuch
          shown={list.data.agents.length}
          hint={t('matrix.tooMuch', { shown: list.data.agents.length, total: list.data.total })}
        />
      )}
      {changed.length > 0 && (
        <footer className="matrix-foot" role="status">
          <strong>{t('matrix.changed', { count: changed.length })}</strong>
          {Object.keys(faults).length > 0 && <span className="problem">{t('matrix.some')}</span>}
          <span className="form-foot-gap" />
          <Button onClick={discard}>{t('matrix.discard')}</Button>
          <Button type="primary" loading={busy} onClick={() => void save()}>
            {t('matrix.save')}
          </Button>
        </footer>
      )}
    </div>
  );
}

function Sheet(props: {
  agents: AgentRow[];
  skills: Skill[];
  edits: Edits;
  faults: Record<string, string>;
  onWrite: (agent: AgentRow, column: Column, level: number) => void;
}) {
  const { t } = useTranslation('adminService');
  const { agents, skills, edits } = props;
  const columns = useMemo(() => columnsOf(skills), [skills]);
  const [at, setAt] = useState<[number, number]>([0, 0]);
  const [focused, setFocused] = useState(false);
  const table = useRef<HTMLTableElement>(null);
  const half = useRef({ text: '', until: 0 });
  const place = useInstitutionName();
  const names = useMemo(() => new Map(skills.map((each) => [each.key, named(each.name)])), [skills]);
  const title = (column: Column) =>
    column.kind === 'skill' ? (names.get(column.key) ?? column.key) : t(`matrix.${column.id.replace(':', '.')}`);
  const row = Math.min(at[0], agents.length - 1);
  const agent = agents[row];
  const column = columns[at[1]];
  const level = (each: AgentRow, of: Column) => edits[each.id]?.[of.id] ?? storedIn(each.abilities, of);

  const go = (to: [number, number]) => {
    half.current.text = '';
    setAt(to);
    table.current?.querySelector<HTMLElement>(`[data-at="${to[0]}:${to[1]}"]`)?.focus();
  };
  const press = (event: React.KeyboardEvent) => {
    if (!agent || !column || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = moved([row, at[1]], event.key, agents.length, columns.length);
    if (to) go(to);
    else if (/^\d$/.test(event.key)) {
      const before = performance.now() < half.current.until ? half.current.text : '';
      const text = typed(before, event.key, column.max);
      half.current = { text, until: performance.now() + TYPED_TOGETHER_MS };
      props.onWrite(agent, column, Number(text));
    } else if (event.key === 'Delete' || event.key === 'Backspace') props.onWrite(agent, column, 0);
    else if (event.key === '+' || event.key === '=') props.onWrite(agent, column, level(agent, column) + 1);
    else if (event.key === '-') props.onWrite(agent, column, level(agent, column) - 1);
    else if (event.key === 'Escape') props.onWrite(agent, column, storedIn(agent.abilities, column));
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="matrix-scroll">
        <table
          ref={table}
          className="matrix-table"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table edited cell by cell is a grid
          role="grid"
          aria-label={t('matrix.label')}
          aria-rowcount={agents.length + 1}
          onKeyDown={press}
          onFocus={() => setFocused(true)}
        >
          <thead>
            <tr>
              <th scope="col" className="matrix-corner">
                {t('matrix.colleague')}
              </th>
              {columns.map((each) => (
                <th key={each.id} scope="col" className={`matrix-head matrix-${each.kind}`} title={title(each)}>
                  <span>{title(each)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {agents.map((each, index) => (
              <Row
                key={each.id}
                agent={each}
                home={place(each.home)}
                columns={columns}
                cells={edits[each.id]}
                fault={props.faults[each.id]}
                index={index}
                active={index === row ? at[1] : -1}
                onPick={setAt}
              />
            ))}
          </tbody>
        </table>
      </div>
      {focused && agent && column && (
        <div className="matrix-edit">
          <span className="matrix-edit-what">
            <strong>{named(agent.name)}</strong> · {title(column)}
          </span>
          <span className="matrix-edit-level">
            <input
              type="range"
              className="level-range"
              min={column.kind === 'capacity' ? 1 : 0}
              max={column.kind === 'capacity' ? 20 : column.max}
              value={level(agent, column)}
              onChange={(event) => props.onWrite(agent, column, Number(event.target.value))}
              aria-label={`${named(agent.name)} ${title(column)}`}
            />
          </span>
          <span className="num matrix-edit-value">
            {level(agent, column) === 0 ? t('matrix.nothing') : level(agent, column)}
          </span>
        </div>
      )}
    </>
  );
}

/** The first column of another kind is set apart. */
const begins = (columns: Column[], at: number) => at > 0 && columns[at]?.kind !== columns[at - 1]?.kind;

const Row = memo(function Row(props: {
  agent: AgentRow;
  home: string;
  columns: Column[];
  cells: Record<string, number> | undefined;
  fault: string | undefined;
  index: number;
  active: number;
  onPick: (at: [number, number]) => void;
}) {
  const { t } = useTranslation('adminService');
  const { agent, cells, index } = props;
  return (
    <tr className={props.fault ? 'matrix-faulty' : ''}>
      <th scope="row" className="matrix-who">
        <span className="matrix-name">{named(agent.name)}</span>
        {props.fault ? (
          <span className="problem matrix-note" role="alert">
            {props.fault}
          </span>
        ) : (
          <span className="quiet matrix-note">
            {agent.serves ? (agent.abilities.version === 0 ? t('matrix.new') : props.home) : t('matrix.servesNot')}
          </span>
        )}
      </th>
      {props.columns.map((column, at) => {
        const edited = cells?.[column.id];
        const level = edited ?? storedIn(agent.abilities, column);
        return (
          <td
            key={column.id}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of the grid
            role="gridcell"
            data-at={`${index}:${at}`}
            data-level={column.kind === 'capacity' ? undefined : level}
            tabIndex={props.active === at ? 0 : -1}
            aria-selected={props.active === at}
            className={`matrix-cell${edited === undefined ? '' : ' matrix-edited'}${begins(props.columns, at) ? ' matrix-begins' : ''}`}
            onFocus={() => props.onPick([index, at])}
          >
            {level === 0 ? <span className="matrix-none">·</span> : level}
          </td>
        );
      })}
    </tr>
  );
});
