import { Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

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
  const { t } = useTranslation('common');
  const [asked, setAsked] = useState<{ question: Question; answer: (yes: boolean) => void } | null>(null);
  const ask = (question: Question) => new Promise<boolean>((answer) => setAsked({ question, answer }));
  const answer = (yes: boolean) => {
    setAsked(null);
    asked?.answer(yes);
  };
  const node = asked && (
    <Modal
      open
      centered
      width="26rem"
      title={asked.question.title}
      okText={asked.question.yes}
      cancelText={asked.question.no ?? t('cancel')}
      okButtonProps={{ danger: asked.question.danger ?? false, autoFocus: !asked.question.danger }}
      cancelButtonProps={{ autoFocus: asked.question.danger ?? false }}
      onOk={() => answer(true)}
      onCancel={() => answer(false)}
    >
      {asked.question.text}
    </Modal>
  );
  return [node, ask];
}
