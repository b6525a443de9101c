import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useKeys } from '@/shared/keys';
import type { useMoves } from './useMoves';

/** What was just moved, and the way back. */
export function Moved({ moves }: { moves: ReturnType<typeof useMoves> }) {
  const { t } = useTranslation('floor');
  const { last } = moves;
  useKeys(last ? [{ keys: 'z', label: t('keys.undo'), group: t('keys.group'), run: moves.undo }] : []);
  if (!last) return null;
  const told = 'queue' in last.to ? 'line.movedQueue' : 'line.movedAgent';
  return (
    <p className="moved" role="status">
      {t(told, { name: last.name, to: last.label })}
      <Button size="small" loading={moves.busy} onClick={moves.undo} aria-keyshortcuts="z">
        {t('line.undo')} <kbd>Z</kbd>
      </Button>
    </p>
  );
}
