import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tell } from '@/shared/messages';

/** A long value shown short; a press copies the whole. */
export function Copied({ whole, shown, label }: { whole: string; shown: string; label: string }) {
  const { t } = useTranslation('audit');
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = window.setTimeout(() => setDone(false), 2_000);
    return () => window.clearTimeout(timer);
  }, [done]);
  const copy = () =>
    navigator.clipboard?.writeText(whole).then(
      () => setDone(true),
      () => tell.problem(t('copy.failed')),
    ) ?? tell.problem(t('copy.failed'));
  return (
    <button type="button" className="copied" title={whole} aria-label={t('copy.label', { what: label })} onClick={copy}>
      <code>{shown}</code>
      {done ? <CheckOutlined className="copied-done" /> : <CopyOutlined />}
      <span className="unseen" role="status">
        {done ? t('copy.done') : ''}
      </span>
    </button>
  );
}
