import { CopyOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import type { Person } from './people';

/** The password that was made, shown this once: nobody can look it up afterwards. A click beside the dialog does not close it. */
export default function OnceShown(props: { person: Person; password: string; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.password);
      tell.done(t('operators.once.copied'));
    } catch {
      tell.info(t('operators.once.notCopied'));
    }
  };
  return (
    <Modal
      open
      centered
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width="28rem"
      title={t('operators.once.title', { name: named(props.person.name) })}
      footer={
        <Button type="primary" onClick={props.onClose}>
          {t('operators.once.done')}
        </Button>
      }
    >
      <div className="stack">
        <div className="once">
          <code>{props.password}</code>
          <Button icon={<CopyOutlined />} autoFocus onClick={() => void copy()}>
            {t('operators.once.copy')}
          </Button>
        </div>
        <p className="quiet form-place">{t('operators.once.text', { username: props.person.username })}</p>
      </div>
    </Modal>
  );
}
