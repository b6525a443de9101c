import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Key, shown, useActiveKeys } from '@/shared/keys';

/** All keys of what is on the screen now. */
export default function KeysSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('common');
  const active = useActiveKeys();
  // what was active when it opened: the sheet itself binds nothing
  const [keys] = useState<Key[]>(active);
  const groups = [...new Set(keys.map((key) => key.group))];
  return (
    <Modal open title={t('keys.title')} footer={null} onCancel={onClose} width="40rem">
      <div className="keys">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {keys
                .filter((key) => key.group === group)
                .map((key) => (
                  <div key={key.keys}>
                    <dt>{key.label}</dt>
                    <dd>
                      <kbd>{shown(key.keys)}</kbd>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
