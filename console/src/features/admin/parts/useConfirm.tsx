import { lazy, type ReactNode, Suspense, useState } from 'react';

const Asked = lazy(() => import('./Asked'));

export interface Question {
  title: string;
  text?: ReactNode;
  yes: string;
  /** What staying is called; otherwise: cancel. */
  no?: string;
  /** An act that takes something away: Enter then stays. */
  danger?: boolean;
}

/** Asks before something that cannot be undone: `const [asking, ask] = useConfirm()`, draw `asking`, `await ask(…)`. */
export function useConfirm(): [ReactNode, (question: Question) => Promise<boolean>] {
  const [asked, setAsked] = useState<{ question: Question; answer: (yes: boolean) => void } | null>(null);
  const ask = (question: Question) => new Promise<boolean>((answer) => setAsked({ question, answer }));
  const answer = (yes: boolean) => {
    setAsked(null);
    asked?.answer(yes);
  };
  const node = asked && (
    <Suspense fallback={null}>
      <Asked question={asked.question} answer={answer} />
    </Suspense>
  );
  return [node, ask];
}
