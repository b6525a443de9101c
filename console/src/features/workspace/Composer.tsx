import { MessageOutlined, PaperClipOutlined, SendOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  lazy,
  Suspense,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { withTexts } from '@/i18n';
import { api, newKey, sentence } from '@/shared/api';
import { caller } from '@/shared/caller';
import { shown, useKeys } from '@/shared/keys';
import { live, say, useLive } from '@/shared/live';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import type { Attachment, ContactCard } from '@/shared/types';
import { useDraft } from './drafts';
import { useCannedReplies } from './lists';
import { ReplyList } from './ReplyList';
import { filled, matching, openVariable, slash } from './replies';

const Mine = lazy(() => withTexts('admin', withTexts('adminService', import('@/features/admin/replies/Mine'))));

export const LONGEST = 4_000;
const LARGEST = 10 * 1_048_576;
const TYPES = 'image/png,image/jpeg,image/gif,image/webp,application/pdf';
const TYPING_AGAIN_MS = 3_000;

/** Where the answer to the customer is written. Enter sends, Shift-Enter breaks the line; an input method's Enter does neither. */
export function Composer({ card, onSay = say }: { card: ContactCard; onSay?: typeof say }) {
  const { t } = useTranslation('workspace');
  const [text, setText] = useDraft('say', card.id);
  const [listed, setListed] = useState(false);
  const [keeping, setKeeping] = useState(false);
  const [at, setAt] = useState(0);
  const [sending, setSending] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const typedAt = useRef(0);
  const composing = useRef(false);
  const me = useLive((state) => state.me);
  const replies = useCannedReplies(card.language);

  const typed = slash(text);
  const open = listed || typed !== null;
  const found = open ? matching(replies.data ?? [], typed ?? '') : [];

  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    return () => {
      if (typedAt.current) live.send({ type: 'typing', contact: card.id, on: false });
    };
  }, [card.id]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: grows with the text
  useEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, 220)}px`;
  }, [text]);

  const typing = (next: string) => {
    const now = Date.now();
    if (!next) {
      if (typedAt.current) live.send({ type: 'typing', contact: card.id, on: false });
      typedAt.current = 0;
    } else if (now - typedAt.current > TYPING_AGAIN_MS && slash(next) === null) {
      typedAt.current = now;
      live.send({ type: 'typing', contact: card.id, on: true });
    }
  };
  const change = (next: string) => {
    setText(next);
    setAt(0);
    typing(next);
  };
  const send = () => {
    const line = text.trim();
    if (!line || line.length > LONGEST) return;
    const gap = openVariable(text);
    if (gap) {
      field.current?.setSelectionRange(...gap);
      tell.info(t('replies.open'));
      return;
    }
    onSay(card.id, line);
    change('');
  };
  const insert = (index: number) => {
    const reply = found[index];
    if (!reply) return;
    const done = filled(reply.text, {
      customer: card.customer.name ?? undefined,
      agent: named(me?.name),
      queue: named(card.queue),
      case: card.case?.number,
    });
    const before = typed !== null ? '' : text && !text.endsWith('\n') ? `${text} ` : text;
    change(before + done.text);
    setListed(false);
    window.requestAnimationFrame(() => {
      const area = field.current;
      area?.focus();
      if (done.at) area?.setSelectionRange(before.length + done.at[0], before.length + done.at[1]);
    });
  };
  const upload = async (list: FileList | File[]) => {
    for (const file of list) {
      if (file.size > LARGEST) {
        tell.problem(t('problem.tooLarge', { name: file.name }));
        continue;
      }
      setSending(file.name);
      try {
        const form = new FormData();
        form.append('file', file);
        const stored = await api.form<Attachment>(`/contacts/${card.id}/attachments`, form, newKey());
        onSay(card.id, undefined, stored);
      } catch (fault) {
        tell.problem(`${file.name}: ${sentence(fault)}`);
      } finally {
        setSending(null);
      }
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // an input method's Enter chooses a word; Safari tells it by 229 only
    if (event.nativeEvent.isComposing || composing.current || event.keyCode === 229) return;
    if (open && event.key === 'Escape') {
      setListed(false);
      if (typed !== null) change('');
    } else if (open && event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1));
    else if (open && event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (open && found.length > 0 && (event.key === 'Enter' || event.key === 'Tab')) insert(at);
    else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) send();
    else return;
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    void upload([...event.clipboardData.files]);
  };
  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void upload([...event.dataTransfer.files]);
  };
  const group = t('keys.conversation');
  useKeys([
    { keys: 'alt+m', label: t('keys.write'), group, inText: true, run: () => field.current?.focus() },
    {
      keys: 'alt+r',
      label: t('replies.title'),
      group,
      inText: true,
      run: () => {
        setListed(!listed);
        field.current?.focus();
      },
    },
    { keys: 'alt+u', label: t('attach'), group, inText: true, run: () => files.current?.click() },
  ]);

  const tooLong = text.length > LONGEST;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop files on
    <div className="composer" onDrop={onDrop} onDragOver={(event) => event.preventDefault()}>
      {open && (
        <ReplyList
          query={replies}
          found={found}
          at={at}
          onAt={setAt}
          onChoose={insert}
          onKeep={() => setKeeping(true)}
        />
      )}
      <Suspense fallback={null}>{keeping && <Mine onClose={() => setKeeping(false)} />}</Suspense>
      <label className="unseen" htmlFor={`say ${card.id}`}>
        {t('writeTo', { name: caller(card.customer) })}
      </label>
      <textarea
        id={`say ${card.id}`}
        ref={field}
        rows={2}
        value={text}
        placeholder={t('writeHint', { name: caller(card.customer) })}
        aria-invalid={tooLong}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={() => {
          composing.current = false;
        }}
        onPaste={onPaste}
      />
      <div className="composer-foot">
        <Tooltip title={`${t('replies.title')} (/ , ${shown('alt+r')})`}>
          <Button
            type="text"
            icon={<MessageOutlined />}
            aria-label={t('replies.title')}
            onClick={() => {
              setListed(!listed);
              field.current?.focus();
            }}
          />
        </Tooltip>
        <Tooltip title={`${t('attachHint')} (${shown('alt+u')})`}>
          <Button
            type="text"
            icon={<PaperClipOutlined />}
            aria-label={t('attach')}
            onClick={() => files.current?.click()}
          />
        </Tooltip>
        <input
          ref={files}
          type="file"
          hidden
          multiple
          accept={TYPES}
          onChange={(event) => {
            if (event.target.files) void upload([...event.target.files]);
            event.target.value = '';
          }}
        />
        {sending && <span className="quiet">{t('uploading', { name: sending })}</span>}
        <span className="quiet composer-keys">{t('enterHint')}</span>
        {text.length > LONGEST - 400 && (
          <span className={tooLong ? 'num problem' : 'num quiet'}>
            {text.length}/{LONGEST}
          </span>
        )}
        <Button type="primary" icon={<SendOutlined />} disabled={!text.trim() || tooLong} onClick={send}>
          {t('send')}
        </Button>
      </div>
    </div>
  );
}
