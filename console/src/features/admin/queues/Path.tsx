import { useTranslation } from 'react-i18next';
import { useAskWords } from '@/shared/asks';
import { Failed, Loading } from '@/shared/states';
import type { Queue, QueueStep } from '../service/shapes';
import { Reached } from './Reached';
import { useReach } from './useReach';

/** Who can serve the queue at this moment: step by step where it has steps. */
export function Path({ queue }: { queue: Queue }) {
  const { t } = useTranslation('adminService');
  const steps = queue.steps ?? [];
  const reach = useReach(queue.skills, steps);
  if (reach.isError) return <Failed compact fault={reach.error} retry={() => void reach.refetch()} />;
  if (!reach.data) return <Loading rows={2} />;
  const told = reach.data.steps;
  if (steps.length === 0) return told[0] ? <Reached open able={told[0]} /> : null;
  return (
    <ol className="qsteps qsteps-read">
      {steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
        <li key={at} className="qstep">
          <div className="qstep-head">
            <span className="qstep-place num" aria-hidden="true">
              {at + 1}
            </span>
            <span>
              <strong>{t('steps.step', { step: at + 1 })}</strong> <Asked step={step} />
            </span>
            <span className="quiet num push">
              {step.expirySeconds !== null ? t('steps.trySeconds', { seconds: step.expirySeconds }) : t('steps.lasts')}
            </span>
          </div>
          {told[at] && <Reached able={told[at]} further={at < steps.length - 1} />}
        </li>
      ))}
    </ol>
  );
}

function Asked({ step }: { step: QueueStep }) {
  const { t } = useTranslation('routing');
  const words = useAskWords();
  if (step.asks === null) return t('steps.queue');
  return step.asks.length === 0 ? t('steps.anybody') : step.asks.map(words).join(t('list'));
}
