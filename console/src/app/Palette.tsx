import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '@/shared/api';
import { shown, useActiveKeys } from '@/shared/keys';
import { useLive } from '@/shared/live';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import type { CaseState, Name, Presence } from '@/shared/types';
import { choose } from './appearance';
import { allowed, places } from './menu';
import { useAwayReasons, usePresence } from './StatusBar';
import { useSpeak } from './TopBar';

interface Entry {
  key: string;
  group: string;
  label: string;
  hint?: string;
  run: () => void;
}

const SHOWN = 6;

/** Ctrl/⌘-K: goes anywhere, does anything, finds customers, cases and colleagues. */
export default function Palette({ onClose, onKeys }: { onClose: () => void; onKeys: () => void }) {
  const { t } = useTranslation('common');
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const asked = useDeferredValue(text.trim());
  const own = useOwnEntries(onKeys);
  const found = useFound(asked);
  const matching = own.filter((entry) => entry.label.toLowerCase().includes(asked.toLowerCase()));
  const entries = [...(asked ? matching : own), ...found.entries];
  const chosen = Math.min(at, Math.max(0, entries.length - 1));

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  return (
    <Modal
      open
      title={t('keys.palette')}
      classNames={{ header: 'unseen' }}
      footer={null}
      closable={false}
      onCancel={onClose}
      width="38rem"
      className="palette-modal"
    >
      <input
        className="palette-input"
        // biome-ignore lint/a11y/noAutofocus: opened to type
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={entries[chosen] ? `palette-${chosen}` : undefined}
        aria-label={t('search.hint')}
        placeholder={t('search.hint')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, entries.length - 1));
          else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
          else if (event.key === 'Enter') run(entries[chosen]);
          else return;
          event.preventDefault();
        }}
      />
      <div className="palette-list" id="palette-list" role="listbox" aria-label={t('search.results')} ref={list}>
        {entries.map((entry, index) => (
          <div key={entry.key}>
            {entry.group !== entries[index - 1]?.group && <div className="palette-group">{entry.group}</div>}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys */}
            <div
              id={`palette-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className="palette-entry"
              onMouseMove={() => setAt(index)}
              onClick={() => run(entry)}
            >
              <span>{entry.label}</span>
              <span className="quiet num">{entry.hint}</span>
            </div>
          </div>
        ))}
        {found.loading && <p className="quiet palette-told">{t('search.searching')}</p>}
        {found.failed && <p className="problem palette-told">{t('search.failed')}</p>}
        {entries.length === 0 && !found.loading && (
          <p className="quiet palette-told">{t('search.none', { text: asked })}</p>
        )}
      </div>
    </Modal>
  );
}

function useOwnEntries(onKeys: () => void): Entry[] {
  const { t } = useTranslation('common');
  const navigate = useNavigate();
  const me = useLive((state) => state.me);
  const active = useActiveKeys();
  const serves = me?.rights.includes('contact.serve') ?? false;
  const reasons = useAwayReasons(serves);
  const presence = usePresence();
  const changeLanguage = useSpeak();
  const go = t('search.go');
  const act = t('search.act');
  const entries: Entry[] = places
    .filter((place) => allowed(place, me?.rights))
    .map((place) => ({
      key: place.path,
      group: go,
      label: t(`menu.${place.key}`),
      run: () => void navigate(place.path),
    }));
  for (const key of active) {
    if (key.keys === 'mod+k' || key.keys === '?') continue;
    const run = () => key.run(new KeyboardEvent('keydown'));
    entries.push({ key: `key ${key.keys}`, group: act, label: key.label, hint: shown(key.keys), run });
  }
  if (serves) {
    const ready = () => presence.mutate({ state: 'ready' });
    entries.push({ key: 'ready', group: act, label: t('search.presence', { state: t('presence.ready') }), run: ready });
    for (const reason of reasons.data ?? []) {
      if (!reason.chosen) continue;
      entries.push({
        key: `away ${reason.key}`,
        group: act,
        label: t('search.presence', { state: named(reason.name) }),
        run: () => presence.mutate({ state: 'away', reason: reason.key }),
      });
    }
  }
  entries.push({ key: 'language', group: act, label: t('search.language'), run: changeLanguage });
  for (const look of ['light', 'dark', 'system'] as const) {
    const label = t('search.appearance', { look: t(`appearance.${look}`) });
    entries.push({ key: look, group: act, label, run: () => choose(look) });
  }
  entries.push({ key: 'keys', group: act, label: t('keys.help'), hint: '?', run: onKeys });
  return entries;
}

interface FoundCustomer {
  id: string;
  name: string;
  masked?: { phone?: string };
}
interface FoundCase {
  id: string;
  number: string;
  title: string;
  state: CaseState;
}
interface Colleague {
  id: string;
  name: Name;
  presence: Presence;
}

/** Customers, cases and colleagues by the server's own search, as far as my rights go. */
function useFound(text: string): { entries: Entry[]; loading: boolean; failed: boolean } {
  const { t } = useTranslation('common');
  const navigate = useNavigate();
  const rights = useLive((state) => state.me?.rights) ?? [];
  const enough = text.length >= 2;
  const customers = useQuery({
    queryKey: ['palette-customers', text],
    queryFn: ({ signal }) => api.ask<FoundCustomer[]>('/customers/search', { q: text, limit: SHOWN }, signal),
    enabled: enough && rights.includes('customer.read'),
  });
  const cases = useQuery({
    queryKey: ['palette-cases', text],
    queryFn: ({ signal }) => api.ask<{ cases: FoundCase[] }>('/cases/search', { q: text }, signal),
    enabled: enough && (rights.includes('case.work') || rights.includes('case.read')),
  });
  const colleagues = useQuery({
    queryKey: ['transfer-targets'],
    queryFn: ({ signal }) => api.get<{ agents: Colleague[] }>('/transfer-targets', undefined, signal),
    enabled: enough && rights.includes('contact.serve'),
  });
  const entries: Entry[] = [];
  if (enough) {
    for (const each of customers.data?.slice(0, SHOWN) ?? [])
      entries.push({
        key: `customer ${each.id}`,
        group: t('menu.customers'),
        label: each.name,
        ...(each.masked?.phone && { hint: each.masked.phone }),
        run: () => void navigate(`/customers/${each.id}`),
      });
    for (const each of cases.data?.cases.slice(0, SHOWN) ?? [])
      entries.push({
        key: `case ${each.id}`,
        group: t('menu.cases'),
        label: each.title,
        hint: each.number,
        run: () => void navigate(`/cases/${each.id}`),
      });
    const wanted = text.toLowerCase();
    for (const each of colleagues.data?.agents ?? []) {
      if (!`${each.name.zh} ${each.name.en}`.toLowerCase().includes(wanted)) continue;
      entries.push({
        key: `colleague ${each.id}`,
        group: t('search.colleagues'),
        label: named(each.name),
        hint: t(`presence.${each.presence.state}`),
        run: () => {
          if (rights.includes('floor.watch')) void navigate('/floor');
          else tell.info(`${named(each.name)}: ${t(`presence.${each.presence.state}`)}`);
        },
      });
    }
  }
  const all = [customers, cases, colleagues];
  return { entries, loading: all.some((query) => query.isLoading), failed: all.some((query) => query.isError) };
}
