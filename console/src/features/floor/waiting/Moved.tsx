import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useKeys } from '@/shared/keys';
import type { Undo } from './useUndo';

/** What was just done, and the way back. */
export function Moved({ undo }: { undo: Undo }) {
  const { t } = useTranslation('floor');
  const { last } = undo;
  useKeys(last ? [{ keys: 'z', label: t('keys.undo'), group: t('keys.group'), run: undo.undo }] : []);
  if (!last) return null;
  return (
    <p className="moved" role="status">
      {last.told}
      <Button size="small" loading={undo.busy} onClick={undo.undo} aria-keyshortcuts="z">
        {t('line.undo')} <kbd>Z</kbd>
      </Button>
    </p>
  );
}
