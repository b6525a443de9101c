import { lazy, Suspense } from 'react';
import { withTexts } from '@/i18n';

const Dialog = lazy(() => withTexts('account', import('@/features/session/AccountDialog')));

/** My own password and one-time codes; loaded when somebody asks for it. */
export function Account({ onClose }: { onClose: () => void }) {
  return (
    <Suspense fallback={null}>
      <Dialog onClose={onClose} />
    </Suspense>
  );
}
