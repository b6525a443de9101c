import { Button } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { shown, useKeys } from '@/shared/keys';
import { serverNow } from '@/shared/live';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { Failed, Loading } from '@/shared/states';
import { duration, since, useTick } from '@/shared/times';
import type { ContactCard } from '@/shared/types';
import { useDraft } from './drafts';
import { useWrapUpCodes } from './lists';

const HOUR = 3_600_000;

/** After the contact: what came of it, in one or two gestures. Stands where the answer was written. */
export function WrapUp({ card }: { card: ContactCard }) {
  const { t } = useTranslation('workspace');
  const codes = useWrapUpCodes();
  const [code, setCode] = useState('');
  const [text, setText] = useDraft('wrap-up', card.id);
  const [follow, setFollow] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const wrap = useAct({
    run: (_: void, key) =>
      api.post(
        `/contacts/${card.id}/wrap-up`,
        {
          code,
          ...(text.trim() && { note: text.trim() }),
          ...(follow && { followUpAt: new Date(follow).toISOString() }),
        },
        key,
      ),
    done: () => {
      setText('');
      tell.done(t('wrapUp.done'));
    },
  });
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (code && !wrap.isPending) wrap.mutate();
    else form.current?.querySelector<HTMLInputElement>('input[type=radio]')?.focus();
  };
  useKeys([
    { keys: 'alt+w', label: t('wrapUp.title'), group: t('keys.conversation'), inText: true, run: () => submit() },
  ]);

  return (
    <form className="wrapup" ref={form} onSubmit={submit} aria-label={t('wrapUp.title')}>
      <header className="wrapup-head">
        <strong>{t('wrapUp.title')}</strong>
        <Elapsed from={card.endedAt} />
      </header>
      {codes.isLoading && <Loading rows={2} />}
      {codes.isError && <Failed compact fault={codes.error} retry={() => void codes.refetch()} />}
      <div className="chips" role="radiogroup" aria-label={t('wrapUp.code')}>
        {codes.data?.map((each) => (
          <label key={each.key} className="chip">
            <input
              type="radio"
              name={`code ${card.id}`}
              checked={code === each.key}
              onChange={() => setCode(each.key)}
            />
            <span>{named(each.name)}</span>
          </label>
        ))}
      </div>
      <textarea
        rows={2}
        maxLength={2000}
        value={text}
        aria-label={t('wrapUp.note')}
        placeholder={t('wrapUp.note')}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="wrapup-foot">
        <span className="quiet">{t('wrapUp.followUp')}</span>
        {(
          [
            ['hour', HOUR],
            ['day', 24 * HOUR],
            ['week', 7 * 24 * HOUR],
          ] as const
        ).map(([key, ms]) => (
          <Button key={key} size="small" type="text" onClick={() => setFollow(local(serverNow() + ms))}>
            {t(`wrapUp.in.${key}`)}
          </Button>
        ))}
        <input
          type="datetime-local"
          className="when"
          aria-label={t('wrapUp.followUp')}
          value={follow}
          min={local(serverNow())}
          onChange={(event) => setFollow(event.target.value)}
        />
        {follow && (
          <Button size="small" type="text" onClick={() => setFollow('')}>
            {t('wrapUp.noFollowUp')}
          </Button>
        )}
        <Button type="primary" htmlType="submit" className="push" disabled={!code} loading={wrap.isPending}>
          {t('wrapUp.submit')} <span className="key-hint">{shown('alt+w')}</span>
        </Button>
      </div>
    </form>
  );
}

function Elapsed({ from }: { from: string | null | undefined }) {
  useTick();
  return <time className="num quiet">{duration(since(from, serverNow()))}</time>;
}

/** For a datetime-local field: this machine's time without its zone. */
function local(at: number): string {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
