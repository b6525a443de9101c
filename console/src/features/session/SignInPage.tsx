import type { TFunction } from 'i18next';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, language, speak } from '@/i18n';
import { Mark } from '@/shared/Mark';
import './session.css';
import { type Refusal, signIn } from './signIn';

/** Sign-in: name and password, then the one-time code where the operator has one. Written without the desk's components to stay tiny. */
export function SignInPage({ go = (next: string) => window.location.assign(next) }) {
  const { t } = useTranslation('session');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const codeField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);

  useEffect(() => {
    document.title = t('title');
  }, [t]);

  useEffect(() => {
    if (asksCode) codeField.current?.focus();
  }, [asksCode]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    const result = await signIn({ username: username.trim(), password, ...(asksCode && { code: code.trim() }) });
    if (result.ok) {
      go(result.next);
      return;
    }
    setBusy(false);
    if (result.refusal.code === 'sign-in.code-required') {
      setAsksCode(true);
      return;
    }
    setRefusal(result.refusal);
    if (result.refusal.code === 'sign-in.code-wrong') {
      setCode('');
      codeField.current?.focus();
    } else if (result.refusal.code === 'sign-in.wrong') passwordField.current?.select();
  }

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
          {asksCode ? (
            <>
              <p className="signin-hint">{t('codeHint', { username })}</p>
              <label htmlFor="code">{t('code')}</label>
              <input
                id="code"
                ref={codeField}
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={8}
                value={code}
                onChange={(event) => setCode(event.target.value)}
                aria-describedby="refusal"
              />
            </>
          ) : (
            <>
              <label htmlFor="username">{t('username')}</label>
              <input
                id="username"
                autoComplete="username"
                // biome-ignore lint/a11y/noAutofocus: the page has one purpose
                autoFocus
                autoCapitalize="none"
                spellCheck={false}
                value={username}
                onChange={(event) => setUsername(event.target.value)}
              />
              <label htmlFor="password">{t('password')}</label>
              <input
                id="password"
                ref={passwordField}
                type="password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
                aria-describedby="refusal"
              />
            </>
          )}
          <p id="refusal" role="alert" className={refusal ? 'signin-refusal' : 'signin-refusal signin-refusal-none'}>
            {refusal ? told(refusal, t) : ''}
          </p>
          <button type="submit" disabled={busy || !username || !password || (asksCode && code.trim().length < 6)}>
            {busy ? t('signingIn') : asksCode ? t('confirmCode') : t('signIn')}
          </button>
          {asksCode && (
            <button
              type="button"
              className="signin-back"
              onClick={() => {
                setAsksCode(false);
                setCode('');
                setRefusal(null);
              }}
            >
              {t('otherPerson')}
            </button>
          )}
        </form>
        <p className="signin-help">{t('help')}</p>
      </main>
    </div>
  );
}

function told(refusal: Refusal, t: TFunction<'session'>): string {
  const values: Record<string, unknown> = { ...refusal.values };
  if (typeof values.until === 'string') {
    const until = new Date(values.until);
    const locale = language() === 'zh' ? 'zh-CN' : 'en-GB';
    values.until = until.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  }
  const key = `refused.${refusal.code.replace('sign-in.', '')}`;
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
