import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Question } from './useConfirm';

/** The question in the middle of the screen. */
export default function Asked({ question, answer }: { question: Question; answer: (yes: boolean) => void }) {
  const { t } = useTranslation('common');
  return (
    <Modal
      open
      centered
      width="26rem"
      title={question.title}
      okText={question.yes}
      cancelText={question.no ?? t('cancel')}
      okButtonProps={{ danger: question.danger ?? false, autoFocus: !question.danger }}
      cancelButtonProps={{ autoFocus: question.danger ?? false }}
      onOk={() => answer(true)}
      onCancel={() => answer(false)}
    >
      {question.text}
    </Modal>
  );
}
