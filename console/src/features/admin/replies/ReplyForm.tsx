import { Button, Input, type InputRef, Segmented } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api';
import { tell } from '@/shared/messages';
import { Field } from '../parts/Field';
import { FormDrawer } from '../parts/FormDrawer';
import { InstitutionPick } from '../parts/institutions';
import { useConfirm } from '../parts/useConfirm';
import { useDraft } from '../parts/useDraft';
import { useSave } from '../parts/useSave';
import { firstField, namedField } from '../service/names';
import { keys, type Reply } from '../service/shapes';
import { useChecked } from '../service/useChecked';
import { useConflict } from '../service/useConflict';
import { AT, type Kept } from './kept';
import { Preview } from './Preview';
import { inserted, unknownIn, VARIABLES, type Variable } from './variables';

interface Draft {
  institution: string | null;
  language: string;
  shortcut: string;
  title: string;
  text: string;
}
type Sent = ({ act: 'save'; version: number } & Draft) | { act: 'remove' };

const draftOf = (reply: Reply | null): Draft => ({
  institution: reply?.institution ?? null,
  language: reply?.language ?? 'zh',
  shortcut: reply?.shortcut ?? '',
  title: reply?.title ?? '',
  text: reply?.text ?? '',
});

/** A reply with its preview beside the typing. */
export default function ReplyForm(props: {
  reply: Reply | 'new';
  kept: Kept;
  onClose: () => void;
  onDone: (id: string | null) => void;
}) {
  const { t } = useTranslation('adminService');
  const { kept } = props;
  const [stored, setStored] = useState<Reply | null>(props.reply === 'new' ? null : props.reply);
  const draft = useDraft<Draft>(draftOf(stored));
  const { value } = draft;
  const [asking, ask] = useConfirm();
  const saving = useSave<Sent, Reply | undefined>({
    run: (sent, key) => {
      if (sent.act === 'remove') return api.remove(`${AT[kept]}/${stored?.id}`, key);
      const { act: _, ...body } = sent;
      return stored ? api.put(`${AT[kept]}/${stored.id}`, body, key) : api.post(AT[kept], body, key);
    },
    reload: [keys.replies, ['canned-replies']],
    done: (saved, sent) => {
      tell.done(t(sent.act === 'remove' ? 'removed' : 'saved'));
      props.onDone(sent.act === 'remove' ? null : (saved?.id ?? null));
    },
    fields: {
      'canned-reply.invalid': namedField,
      'canned-reply.shortcut-taken': 'shortcut',
      'request.invalid': firstField,
    },
  });
  const unknown = unknownIn(value.text);
  const { at, attempt } = useChecked(
    {
      institution: kept === 'own' || value.institution ? null : t('wrong.missing'),
      shortcut: /^[\p{L}\p{N}_-]{1,20}$/u.test(value.shortcut) ? null : t('replies.shortcutWrong'),
      title: value.title.trim() ? null : t('wrong.missing'),
      text: value.text.trim() ? null : t('wrong.missing'),
    },
    saving,
  );
  const send = (version: number) => saving.send({ act: 'save', ...value, title: value.title.trim(), version });
  const area = useRef<InputRef & { resizableTextArea?: { textArea: HTMLTextAreaElement } }>(null);
  const insert = (variable: Variable) => {
    const typing = area.current?.resizableTextArea?.textArea;
    const cursor: [number, number] = typing
      ? [typing.selectionStart, typing.selectionEnd]
      : [value.text.length, value.text.length];
    const done = inserted(value.text, cursor, variable);
    draft.set({ text: done.text });
    window.requestAnimationFrame(() => {
      typing?.focus();
      typing?.setSelectionRange(done.at, done.at);
    });
  };
  const remove = async () => {
    const yes = await ask({
      title: t('replies.removeAsk', { title: value.title }),
      text: t('replies.removeText'),
      yes: t('remove'),
      danger: true,
    });
    if (yes) saving.send({ act: 'remove' });
  };

  const conflict = useConflict<Reply>({
    queryKey: [...keys.replies, kept],
    path: AT[kept],
    mine: (each) => each.id === stored?.id,
    begin: (now) => {
      saving.clear();
      setStored(now);
      draft.reset(draftOf(now));
    },
    over: (now) => send(now.version),
  });
  return (
    <FormDrawer
      title={stored ? t('replies.edit', { title: stored.title }) : t('replies.add')}
      dirty={draft.dirty}
      saving={saving}
      onClose={props.onClose}
      onSave={() => attempt(() => send(stored?.version ?? 0))}
      {...conflict}
      acts={
        stored && (
          <Button danger onClick={() => void remove()}>
            {t('remove')}
          </Button>
        )
      }
    >
      <Field label={t('replies.name')} error={at.title} required>
        {(control) => (
          <Input
            {...control}
            autoFocus={!stored}
            maxLength={60}
            value={value.title}
            onChange={(event) => draft.set({ title: event.target.value })}
          />
        )}
      </Field>
      <div className="form-pair">
        <Field label={t('replies.shortcut')} hint={t('replies.shortcutHint')} error={at.shortcut} required>
          {(control) => (
            <Input
              {...control}
              prefix="/"
              maxLength={20}
              value={value.shortcut}
              onChange={(event) => draft.set({ shortcut: event.target.value.trim() })}
            />
          )}
        </Field>
        <Field label={t('replies.language')} error={at.language}>
          {({ id }) => (
            <Segmented
              id={id}
              value={value.language}
              onChange={(language) => draft.set({ language })}
              options={['zh', 'en'].map((each) => ({ value: each, label: t(`language.${each}`) }))}
            />
          )}
        </Field>
      </div>
      {kept === 'shared' && (
        <Field label={t('institution')} hint={t('replies.institutionHint')} error={at.institution} required>
          {(control) => (
            <InstitutionPick
              control={control}
              value={value.institution}
              onChange={(institution) => draft.set({ institution })}
            />
          )}
        </Field>
      )}
      <Field label={t('replies.text')} error={at.text} required>
        {(control) => (
          <Input.TextArea
            {...control}
            ref={area as never}
            autoSize={{ minRows: 4, maxRows: 12 }}
            maxLength={2000}
            showCount
            lang={value.language}
            value={value.text}
            onChange={(event) => draft.set({ text: event.target.value })}
          />
        )}
      </Field>
      <div className="holes">
        <span className="quiet">{t('replies.insert')}</span>
        {VARIABLES.map((variable) => (
          <Button key={variable} size="small" onClick={() => insert(variable)}>
            {t(`replies.variable.${variable}`)}
          </Button>
        ))}
      </div>
      {unknown.length > 0 && (
        <p className="reply-warning" role="status">
          {t('replies.unknownVariable', { names: unknown.join(t('comma')) })}
        </p>
      )}
      <Preview text={value.text} language={value.language} />
      {asking}
    </FormDrawer>
  );
}
