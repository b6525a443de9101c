import { useQuery } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { tell } from '@/shared/messages';
import { Failed, Loading } from '@/shared/states';

const QrCode = lazy(() => import('./QrCode'));

/** Change of the own password, and the one-time code of an authenticator app. */
export default function AccountDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('account');
  return (
    <Modal open title={t('title')} footer={null} onCancel={onClose} width="30rem">
      <Password />
      <OneTimeCode />
    </Modal>
  );
}

function Password() {
  const { t } = useTranslation('account');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const change = useAct({
    run: (_: void, key) => api.post('/me/password', { current, next }, key),
    done: () => {
      setCurrent('');
      setNext('');
      setAgain('');
      tell.done(t('password.changed'));
    },
  });
  const differ = again.length > 0 && again !== next;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <h3>{t('password.title')}</h3>
      <Input.Password
        aria-label={t('password.current')}
        placeholder={t('password.current')}
        autoComplete="current-password"
        value={current}
        onChange={(event) => setCurrent(event.target.value)}
      />
      <Input.Password
        aria-label={t('password.next')}
        placeholder={t('password.next')}
        autoComplete="new-password"
        value={next}
        onChange={(event) => setNext(event.target.value)}
      />
      <Input.Password
        aria-label={t('password.again')}
        placeholder={t('password.again')}
        autoComplete="new-password"
        status={differ ? 'error' : ''}
        value={again}
        onChange={(event) => setAgain(event.target.value)}
      />
      {differ && <p className="problem">{t('password.differ')}</p>}
      <Button
        htmlType="submit"
        type="primary"
        loading={change.isPending}
        disabled={!current || !next || again !== next}
      >
        {t('password.change')}
      </Button>
    </form>
  );
}

function OneTimeCode() {
  const { t } = useTranslation('account');
  const factor = useQuery({
    queryKey: ['totp'],
    queryFn: ({ signal }) => api.get<{ on: boolean }>('/me/totp', undefined, signal),
  });
  return (
    <section className="stack">
      <h3>
        {t('totp.title')}
        {factor.data?.on && <span className="tag-on">{t('totp.isOn')}</span>}
      </h3>
      <p className="quiet">{t('totp.hint')}</p>
      {factor.isLoading && <Loading rows={1} />}
      {factor.isError && <Failed compact fault={factor.error} retry={() => void factor.refetch()} />}
      {factor.data && (factor.data.on ? <Remove /> : <SetUp />)}
    </section>
  );
}

/** The picture for the app's camera, the secret for typing; it counts once the app's first code has come back. */
function SetUp() {
  const { t } = useTranslation('account');
  const [made, setMade] = useState<{ secret: string; uri: string } | null>(null);
  const [code, setCode] = useState('');
  const begin = useAct({
    run: (_: void, key) => api.post<{ secret: string; uri: string }>('/me/totp', {}, key),
    done: setMade,
  });
  const confirm = useAct({
    run: (_: void, key) => api.post('/me/totp/confirm', { code: code.trim() }, key),
    reload: [['totp']],
    done: () => tell.done(t('totp.on')),
  });
  if (!made)
    return (
      <div className="row">
        <Button onClick={() => begin.mutate()} loading={begin.isPending}>
          {t('totp.begin')}
        </Button>
      </div>
    );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <p>{t('totp.scan')}</p>
      <Suspense fallback={<div className="qr" />}>
        <QrCode text={made.uri} label={t('totp.picture')} />
      </Suspense>
      <details>
        <summary>{t('totp.typed')}</summary>
        <code className="secret">{made.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </details>
      <Input
        aria-label={t('totp.code')}
        placeholder={t('totp.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button htmlType="submit" type="primary" loading={confirm.isPending} disabled={code.trim().length < 6}>
        {t('totp.confirm')}
      </Button>
    </form>
  );
}

/** A screen left open is not enough to weaken the sign-in: the server asks who is there. */
function Remove() {
  const { t } = useTranslation('account');
  const [asking, setAsking] = useState(false);
  const [proof, setProof] = useState('');
  const remove = useAct({
    run: (_: void, key) =>
      // no password is that short
      api.remove('/me/totp', key, /^\d{6}$/.test(proof.trim()) ? { code: proof.trim() } : { password: proof }),
    reload: [['totp']],
    done: () => tell.done(t('totp.off')),
  });
  if (!asking)
    return (
      <div className="row">
        <Button danger onClick={() => setAsking(true)}>
          {t('totp.remove')}
        </Button>
      </div>
    );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        remove.mutate();
      }}
    >
      <Input.Password
        autoFocus
        aria-label={t('totp.proof')}
        placeholder={t('totp.proof')}
        autoComplete="off"
        value={proof}
        onChange={(event) => setProof(event.target.value)}
      />
      <div className="row">
        <Button htmlType="submit" danger type="primary" loading={remove.isPending} disabled={proof.trim().length < 6}>
          {t('totp.removeNow')}
        </Button>
        <Button onClick={() => setAsking(false)}>{t('totp.keep')}</Button>
      </div>
    </form>
  );
}
