import { LockOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shown, useKeys } from '@/shared/keys';
import { note } from '@/shared/live';
import { Loading } from '@/shared/states';
import type { ContactCard } from '@/shared/types';
import { useDraft } from './drafts';

const CustomerTab = lazy(() => import('./CustomerTab').then((tab) => ({ default: tab.CustomerTab })));
const CaseTab = lazy(() => import('./CaseTab').then((tab) => ({ default: tab.CaseTab })));
const HistoryTab = lazy(() => import('./HistoryTab').then((tab) => ({ default: tab.HistoryTab })));

const TABS = ['customer', 'case', 'history'] as const;
type Tab = (typeof TABS)[number];

/** The right of the desk: customer, case, history; below them the place for notes among colleagues. */
export function Side({ card }: { card: ContactCard }) {
  const { t } = useTranslation('workspace');
  const [tab, setTab] = useState<Tab>('customer');
  useKeys(
    TABS.map((key, index) => ({
      keys: `alt+shift+${index + 1}`,
      label: t(`tab.${key}`),
      group: t('keys.side'),
      inText: true,
      run: () => setTab(key),
    })),
  );
  return (
    <aside className="side" aria-label={t('side')}>
      <div className="tabs" role="tablist" aria-label={t('side')}>
        {TABS.map((key) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`tab-${key}`}
            aria-selected={tab === key}
            aria-controls="tab-panel"
            className="tab"
            onClick={() => setTab(key)}
          >
            {t(`tab.${key}`)}
          </button>
        ))}
      </div>
      <div className="side-panel" role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`}>
        <Suspense fallback={<Loading />}>
          {tab === 'customer' && <CustomerTab card={card} />}
          {tab === 'case' && <CaseTab card={card} />}
          {tab === 'history' && <HistoryTab card={card} />}
        </Suspense>
      </div>
      {(card.state === 'active' || card.state === 'ended') && <NoteBox contact={card.id} />}
    </aside>
  );
}

/** Notes are written here and nowhere else: another place, colour and shape than what goes to the customer. */
function NoteBox({ contact }: { contact: string }) {
  const { t } = useTranslation('workspace');
  const [text, setText] = useDraft('note', contact);
  const field = useRef<HTMLTextAreaElement>(null);
  useKeys([
    { keys: 'alt+n', label: t('note.write'), group: t('keys.side'), inText: true, run: () => field.current?.focus() },
  ]);
  const keep = () => {
    if (!text.trim()) return;
    note(contact, text.trim());
    setText('');
  };
  return (
    <form
      className="notebox"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <label htmlFor={`note ${contact}`}>
        <LockOutlined /> {t('note.label')} <span className="key-hint">{shown('alt+n')}</span>
      </label>
      <textarea
        id={`note ${contact}`}
        ref={field}
        rows={2}
        maxLength={4000}
        value={text}
        placeholder={t('note.hint')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
          event.preventDefault();
          keep();
        }}
      />
      <Button htmlType="submit" size="small" disabled={!text.trim()}>
        {t('note.keep')} <span className="key-hint">{shown('mod+enter')}</span>
      </Button>
    </form>
  );
}
