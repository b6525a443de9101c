import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, sentence } from '@/shared/api';
import { serverNow } from '@/shared/live';
import { Told } from '@/shared/states';
import { exact, short } from '@/shared/times';
import { Copied } from './Copied';
import { actor, shortHash } from './told';
import type { Page, Verification } from './types';
import { useVerify } from './useVerify';

/** Whether the trail is still as it was written: the last verdict, and having it checked now. */
export function Chain({ onShow, onPick }: { onShow: (seq: number) => void; onPick: (seq: number) => void }) {
  const { t } = useTranslation('audit');
  const { now, start, stop } = useVerify();
  const last = useQuery({
    queryKey: ['audit-verified'],
    queryFn: ({ signal }) => api.get<Page>('/audit', { action: 'audit.verify', limit: 1 }, signal),
  });
  const verified = last.data?.entries[0];
  if (now.state === 'done' && !now.verdict.intact)
    return <Broken verdict={now.verdict} onShow={onShow} again={start} />;
  const number = (value: number) => value.toLocaleString();
  return (
    <section className="chain" aria-label={t('chain.title')}>
      <strong>{t('chain.title')}</strong>
      {now.state === 'running' || now.state === 'stopped' ? (
        <>
          <progress
            className="chain-bar"
            max={Math.max(1, now.last)}
            value={now.through}
            aria-label={t('chain.progress')}
          />
          <span className="num" role="status">
            {t(now.state === 'running' ? 'chain.running' : 'chain.stopped', {
              through: number(now.through),
              last: now.last ? number(now.last) : '…',
            })}
          </span>
        </>
      ) : now.state === 'done' ? (
        <span className="chain-ok" role="status">
          {t('chain.intact', { through: number(now.verdict.through) })}
          <Copied whole={now.verdict.head} shown={shortHash(now.verdict.head)} label={t('chain.head')} />
          <span className="quiet">{t('chain.note')}</span>
        </span>
      ) : now.state === 'failed' ? (
        <span className="chain-failed" role="alert">
          {sentence(now.fault)}
        </span>
      ) : verified ? (
        <button type="button" className="chain-last" onClick={() => onPick(verified.seq)}>
          {verified.subject === 'intact'
            ? t('chain.last', {
                at: short(verified.at, serverNow()),
                by: actor(t, verified),
                through: number(Number(verified.detail.checked ?? 0)),
              })
            : t('chain.lastBroken', { at: short(verified.at, serverNow()), by: actor(t, verified) })}
        </button>
      ) : (
        <span className="quiet">{last.isSuccess ? t('chain.never') : ''}</span>
      )}
      {now.state === 'running' ? (
        <Button size="small" className="push" onClick={stop}>
          {t('chain.stop')}
        </Button>
      ) : (
        <Button size="small" className="push" onClick={start} title={t('chain.hint')}>
          {t(now.state === 'idle' ? 'chain.verify' : 'chain.again')}
        </Button>
      )}
    </section>
  );
}

function Broken(props: { verdict: Verification; onShow: (seq: number) => void; again: () => void }) {
  const { t } = useTranslation('audit');
  const { verdict } = props;
  const at = verdict.brokenAt ?? 0;
  const report = t('broken.report', {
    at,
    fault: t(`fault.${verdict.fault ?? 'changed'}`, { at }),
    head: verdict.head || '–',
    through: verdict.through,
    when: exact(serverNow()),
  });
  return (
    <Told
      tone="act"
      title={t('broken.title', { at })}
      hint={
        <span className="broken">
          <span>{t(`fault.${verdict.fault ?? 'changed'}`, { at })}</span>
          <span>{t('broken.before', { through: verdict.through })}</span>
          <span className="broken-steps">
            {(['keep', 'look', 'compare', 'tell'] as const).map((step) => (
              <span key={step}>{t(`broken.${step}`)}</span>
            ))}
          </span>
        </span>
      }
      action={
        <span className="broken-acts">
          <Button type="primary" onClick={() => props.onShow(at)}>
            {t('broken.show')}
          </Button>
          <Copied whole={report} shown={t('broken.copy')} label={t('broken.copy')} />
          <Button onClick={props.again}>{t('chain.again')}</Button>
        </span>
      }
    />
  );
}
