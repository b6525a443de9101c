import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { tell } from '@/shared/messages';

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
  const [made, setMade] = useState<{ secret: string; uri: string } | null>(null);
  const [code, setCode] = useState('');
  const begin = useAct({
    run: (_: void, key) => api.post<{ secret: string; uri: string }>('/me/totp', {}, key),
    done: setMade,
  });
  const confirm = useAct({
    run: (_: void, key) => api.post('/me/totp/confirm', { code }, key),
    done: () => {
      setMade(null);
      setCode('');
      tell.done(t('totp.on'));
    },
  });
  const remove = useAct({
    run: (_: void, key) => api.remove('/me/totp', key),
    done: () => tell.done(t('totp.off')),
  });
  return (
    <section className="stack">
      <h3>{t('totp.title')}</h3>
      <p className="quiet">{t('totp.hint')}</p>
      {made ? (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            confirm.mutate();
          }}
        >
          <code className="secret">{made.secret}</code>
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
      ) : (
        <div className="row">
          <Button onClick={() => begin.mutate()} loading={begin.isPending}>
            {t('totp.begin')}
          </Button>
          <Button danger type="text" onClick={() => remove.mutate()} loading={remove.isPending}>
            {t('totp.remove')}
          </Button>
        </div>
      )}
    </section>
  );
}
