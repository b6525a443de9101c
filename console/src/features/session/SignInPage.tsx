import type { TFunction } from 'i18next';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, language, speak } from '@/i18n';
import { Mark } from '@/shared/Mark';
import './session.css';
import { type Refusal, signIn } from './signIn';

type Step = 'password' | 'code' | 'change';

/**
 * Sign-in: name and password, then the one-time code or another password where they are asked for. Written without the
 * desk's components to stay tiny.
 */
export function SignInPage({ go = (next: string) => window.location.assign(next) }) {
  const { t } = useTranslation('session');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [steps, setSteps] = useState<Step[]>(['password']);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(fromAddress);
  const first = useRef<HTMLInputElement>(null);
  const step = steps.at(-1) ?? 'password';

  useEffect(() => {
    document.title = t('title');
  }, [t]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its first field
  useEffect(() => first.current?.focus(), [step]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    const result = await signIn({
      username: username.trim(),
      password,
      ...(steps.includes('code') && { code: code.trim() }),
      ...(steps.includes('change') && { newPassword: next }),
    });
    if (result.ok) {
      go(result.next);
      return;
    }
    setBusy(false);
    told(result.refusal);
  }

  function told(refused: Refusal) {
    if (refused.code === 'sign-in.code-required') setSteps([...steps, 'code']);
    else if (refused.code === 'sign-in.password-change-required') setSteps([...steps, 'change']);
    else {
      setRefusal(refused);
      if (refused.code === 'sign-in.code-wrong') {
        setCode('');
        if (step !== 'code') setSteps([...steps.filter((each) => each !== 'code'), 'code']);
      }
      first.current?.select();
    }
  }

  function restart() {
    setSteps(['password']);
    setCode('');
    setNext('');
    setAgain('');
    setRefusal(null);
  }

  const differ = step === 'change' && again.length > 0 && again !== next;
  const ready =
    step === 'code' ? code.trim().length >= 6 : step === 'change' ? next && next === again : username && password;
  return (
    <div className="signin">
      <header className="signin-top">
        <LanguageChoice />
      </header>
      <main className="signin-card">
        <div className="signin-brand">
          <Mark />
          <div>
            <h1>{t('product')}</h1>
            <p>{t('claim')}</p>
          </div>
        </div>
        <form onSubmit={submit} noValidate>
          {step === 'password' && (
            <>
              <Field id="username" label={t('username')}>
                <input
                  id="username"
                  ref={first}
                  autoComplete="username"
                  autoCapitalize="none"
                  spellCheck={false}
                  value={username}
                  onChange={(event) => setUsername(event.target.value)}
                />
              </Field>
              <Field id="password" label={t('password')}>
                <input
                  id="password"
                  type="password"
                  autoComplete="current-password"
                  value={password}
                  onChange={(event) => setPassword(event.target.value)}
                  aria-describedby="refusal"
                />
              </Field>
            </>
          )}
          {step === 'code' && (
            <>
              <p className="signin-hint">{t('codeHint', { username })}</p>
              <Field id="code" label={t('code')}>
                <input
                  id="code"
                  ref={first}
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  maxLength={8}
                  value={code}
                  onChange={(event) => setCode(event.target.value)}
                  aria-describedby="refusal"
                />
              </Field>
            </>
          )}
          {step === 'change' && (
            <>
              <p className="signin-hint">{t('changeHint')}</p>
              <Field id="next" label={t('newPassword')}>
                <input
                  id="next"
                  ref={first}
                  type="password"
                  autoComplete="new-password"
                  value={next}
                  onChange={(event) => setNext(event.target.value)}
                  aria-describedby="refusal"
                />
              </Field>
              <Field id="again" label={t('newPasswordAgain')}>
                <input
                  id="again"
                  type="password"
                  autoComplete="new-password"
                  value={again}
                  onChange={(event) => setAgain(event.target.value)}
                  aria-invalid={differ}
                />
              </Field>
            </>
          )}
          <p
            id="refusal"
            role="alert"
            className={refusal || differ ? 'signin-refusal' : 'signin-refusal signin-refusal-none'}
          >
            {refusal ? sentence(refusal, t) : differ ? t('differ') : ''}
          </p>
          <button type="submit" disabled={busy || !ready}>
            {busy ? t('signingIn') : t(`act.${step}`)}
          </button>
          {step !== 'password' && (
            <button type="button" className="signin-back" onClick={restart}>
              {t('otherPerson')}
            </button>
          )}
        </form>
        <p className="signin-help">{t('help')}</p>
      </main>
    </div>
  );
}

function Field({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      {children}
    </>
  );
}

/** A sign-in at an outside provider that failed comes back with its problem in the address. */
function fromAddress(): Refusal | null {
  const code = new URLSearchParams(window.location.search).get('problem');
  return code ? { code, message: '', values: {} } : null;
}

function sentence(refusal: Refusal, t: TFunction<'session'>): string {
  const values: Record<string, unknown> = { minLength: '', ...refusal.values };
  if (typeof values.until === 'string') {
    const until = new Date(values.until);
    const locale = language() === 'zh' ? 'zh-CN' : 'en-GB';
    values.until = until.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  }
  const key = `refused.${refusal.code.replace(/^(sign-in|password)\./, '')}`;
  const text = t(key, values);
  return text === key ? refusal.message || t('refused.unexpected') : text;
}

function LanguageChoice() {
  const { t, i18n } = useTranslation('session');
  const next: Language = i18n.language === 'zh' ? 'en' : 'zh';
  return (
    <button type="button" className="signin-language" lang={next === 'zh' ? 'zh-CN' : 'en'} onClick={() => speak(next)}>
      {t('otherLanguage')}
    </button>
  );
}
