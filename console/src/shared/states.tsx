import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, sentence } from './api';
import './states.css';

/** The states that every view has besides its content: empty, loading, error, forbidden, too much. */
interface Told {
  title: string;
  hint?: ReactNode;
  action?: ReactNode;
  tone?: 'calm' | 'warn' | 'act';
  compact?: boolean;
}

export function Told({ title, hint, action, tone = 'calm', compact }: Told) {
  return (
    <div className={`told told-${tone}${compact ? ' told-compact' : ''}`} role={tone === 'calm' ? 'status' : 'alert'}>
      <strong>{title}</strong>
      {hint && <p>{hint}</p>}
      {action}
    </div>
  );
}

export function Empty(props: Omit<Told, 'tone'>) {
  return <Told {...props} />;
}

export function Loading({ what, rows = 4 }: { what?: string; rows?: number }) {
  const { t } = useTranslation('common');
  return (
    <div className="loading" role="status">
      <span className="unseen">{what ?? t('loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars without identity
        <span key={row} className="loading-bar" aria-hidden="true" />
      ))}
    </div>
  );
}

export function Forbidden({ right }: { right?: string }) {
  const { t } = useTranslation('common');
  return <Told tone="warn" title={t('forbidden.title')} hint={t('forbidden.hint', { right: right ?? '' })} />;
}

export function Failed({ fault, retry, compact }: { fault: unknown; retry?: () => void; compact?: boolean }) {
  const { t } = useTranslation('common');
  if (fault instanceof ApiProblem && fault.status === 403) return <Forbidden />;
  return (
    <Told
      tone="act"
      title={t('failed')}
      hint={sentence(fault)}
      action={retry && <Button onClick={retry}>{t('retry')}</Button>}
      {...(compact && { compact })}
    />
  );
}

/** More than a list should show: says so and what to do, instead of cutting silently. */
export function TooMuch({ shown, hint }: { shown: number; hint?: string }) {
  const { t } = useTranslation('common');
  return (
    <p className="toomuch" role="status">
      {hint ?? t('tooMuch', { shown })}
    </p>
  );
}
