import { LockOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { shown, useKeys } from '@/shared/keys';
import type { CaseView } from '@/shared/records/cases';

/** Half-written notes while the page is open, and no longer: they may hold personal data, so nothing is stored. */
const drafts = new Map<string, string>();

/** A note for colleagues: its own place, colour and shape. */
export function NoteForm({ view, onKept }: { view: CaseView; onKept: (view: CaseView) => void }) {
  const { t } = useTranslation('cases');
  const queries = useQueryClient();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(drafts.get(view.id) ?? '');
  const write = (next: string) => {
    setText(next);
    if (next) drafts.set(view.id, next);
    else drafts.delete(view.id);
  };
  const note = useAct<string, CaseView>({
    run: (said, key) => api.post<CaseView>(`/cases/${view.id}/notes`, { text: said }, key),
    done: (next, said) => {
      queries.setQueryData(['case', view.id], next);
      onKept(next);
      if (drafts.get(view.id)?.trim() === said) write('');
    },
  });
  useKeys([{ keys: 'n', label: t('keys.note'), group: t('keys.group'), run: () => field.current?.focus() }]);
  const keep = () => {
    if (text.trim() && !note.isPending) note.mutate(text.trim());
  };
  return (
    <form
      className="notebox case-notebox"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <label htmlFor={id}>
        <LockOutlined aria-hidden="true" /> {t('note.label')} <span className="key-hint">{shown('n')}</span>
      </label>
      <textarea
        id={id}
        ref={field}
        rows={2}
        maxLength={4000}
        value={text}
        placeholder={t('note.hint')}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
          event.preventDefault();
          keep();
        }}
      />
      <Button htmlType="submit" size="small" disabled={!text.trim()} loading={note.isPending}>
        {t('note.keep')} <span className="key-hint">{shown('mod+enter')}</span>
      </Button>
    </form>
  );
}
