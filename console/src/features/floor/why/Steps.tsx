import { useTranslation } from 'react-i18next';
import { useAskWords } from '@/shared/asks';
import { named } from '@/shared/names';
import type { Why, WhyStep } from './shapes';
import { progress } from './told';
import { lasting } from './words';

/** The steps of the search in their order, and how far it has come. */
export function Steps({ why, now, past }: { why: Why; now: number; past: boolean }) {
  const { t } = useTranslation('routing');
  const done = progress(why, now);
  if (why.steps.length === 0) return null;
  return (
    <section className="why-part">
      <h3>{t('steps.title')}</h3>
      <ol className="steps">
        {why.steps.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          <li key={at} className={at === why.step ? 'step step-now' : at < why.step ? 'step step-over' : 'step'}>
            <span className="step-place num" aria-hidden="true">
              {at + 1}
            </span>
            <span className="step-what">
              <strong>{t('steps.step', { step: at + 1 })}</strong> <Asked step={step} />
              {at === why.step && done !== null && (
                <span className="step-bar">
                  <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                    <rect width={done * 100} height="4" />
                  </svg>
                </span>
              )}
            </span>
            <span className="step-time quiet num">
              {at < why.step
                ? t('steps.over')
                : at === why.step && why.stepUntil && !past
                  ? t('steps.left', {
                      left: lasting(Math.max(0, Math.ceil((Date.parse(why.stepUntil) - now) / 1000)), t),
                    })
                  : step.expirySeconds && at < why.steps.length - 1
                    ? t('steps.for', { seconds: lasting(step.expirySeconds, t) })
                    : t('steps.lasts')}
              {at === why.step && <span className="unseen">{t('steps.now')}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Asked({ step }: { step: WhyStep }) {
  const { t } = useTranslation('routing');
  const words = useAskWords();
  const names = step.colleagues ?? [];
  const people = [
    ...names.map((each) => named(each)),
    ...(step.others ? [t('steps.others', { count: step.others })] : []),
  ];
  const said = [
    ...(people.length > 0 ? [t('steps.colleagues', { names: people.join(t('list')) })] : []),
    ...(step.asks ?? []).map(words),
  ];
  if (said.length > 0) return said.join(t('list'));
  return t(step.asks ? 'steps.anybody' : 'steps.queue');
}
