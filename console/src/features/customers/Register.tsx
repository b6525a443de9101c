import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { type ApiProblem, api, sentence } from '@/shared/api';
import { useLive } from '@/shared/live';

const KINDS = ['number', 'phone', 'idCard', 'email', 'wechat'] as const;
const TIERS = ['standard', 'gold', 'platinum', 'private'] as const;

interface Form {
  name: string;
  tier: string;
  language: 'zh' | 'en';
  identities: Record<string, string>;
}

/** A customer whom the bank does not know yet. A number that is somebody's already is refused with whose sign it is, masked. */
export function Register({ onDone, onCancel }: { onDone: (id: string) => void; onCancel: () => void }) {
  const { t } = useTranslation('customers');
  const id = useId();
  const home = useLive((state) => state.me?.home);
  const [form, setForm] = useState<Form>({ name: '', tier: 'standard', language: 'zh', identities: {} });
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const given = KINDS.filter((kind) => form.identities[kind]?.trim());
  const register = useAct<Form, { id: string }>({
    run: ({ identities, name, ...rest }, key) =>
      api.post<{ id: string }>(
        '/customers',
        {
          ...rest,
          home,
          name: name.trim(),
          identities: given.map((kind) => ({ kind, value: identities[kind]?.trim() })),
        },
        key,
      ),
    done: (made) => onDone(made.id),
    refused: (told) => {
      setProblem(told);
      return true;
    },
  });
  const ready = form.name.trim() !== '' && given.length > 0 && Boolean(home);
  return (
    <form
      className="register"
      onSubmit={(event) => {
        event.preventDefault();
        setProblem(null);
        if (ready) register.mutate(form);
      }}
    >
      <h2>{t('register.title')}</h2>
      <p className="quiet">{t('register.hint')}</p>
      <label htmlFor={`${id} name`}>{t('register.name')}</label>
      <input
        id={`${id} name`}
        className="field"
        // biome-ignore lint/a11y/noAutofocus: opened by the person to type
        autoFocus
        maxLength={100}
        autoComplete="off"
        value={form.name}
        onChange={(event) => setForm({ ...form, name: event.target.value })}
      />
      {KINDS.map((kind) => (
        <div key={kind}>
          <label htmlFor={`${id} ${kind}`}>{t(`records:field.${kind}`)}</label>
          <input
            id={`${id} ${kind}`}
            className="field"
            maxLength={200}
            autoComplete="off"
            value={form.identities[kind] ?? ''}
            onChange={(event) => setForm({ ...form, identities: { ...form.identities, [kind]: event.target.value } })}
          />
        </div>
      ))}
      <div className="register-two">
        <span>
          <label htmlFor={`${id} tier`}>{t('register.tier')}</label>
          <select
            id={`${id} tier`}
            className="field"
            value={form.tier}
            onChange={(event) => setForm({ ...form, tier: event.target.value })}
          >
            {TIERS.map((tier) => (
              <option key={tier} value={tier}>
                {t(`records:tier.${tier}`)}
              </option>
            ))}
          </select>
        </span>
        <span>
          <label htmlFor={`${id} language`}>{t('records:customer.language')}</label>
          <select
            id={`${id} language`}
            className="field"
            value={form.language}
            onChange={(event) => setForm({ ...form, language: event.target.value as Form['language'] })}
          >
            <option value="zh">{t('records:language.zh')}</option>
            <option value="en">{t('records:language.en')}</option>
          </select>
        </span>
      </div>
      {problem && (
        <p className="problem" role="alert">
          {sentence(problem)}
        </p>
      )}
      <span className="row">
        <Button type="primary" htmlType="submit" disabled={!ready} loading={register.isPending}>
          {t('register.keep')}
        </Button>
        <Button type="text" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </span>
    </form>
  );
}
