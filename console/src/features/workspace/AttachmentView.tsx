import { DownloadOutlined, FileOutlined } from '@ant-design/icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, sentence } from '@/shared/api';
import { tell } from '@/shared/messages';
import type { Attachment } from '@/shared/types';

const IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/**
 * A picture as a picture, anything else as a file to save. The bytes are fetched with the session and shown from
 * memory; the server never serves them inline.
 */
export function AttachmentView({ attachment }: { attachment: Attachment }) {
  const { t } = useTranslation('workspace');
  const [source, setSource] = useState<string | null>(null);
  const [large, setLarge] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const picture = IMAGES.has(attachment.type);

  useEffect(() => {
    if (!picture) return;
    let made: string | null = null;
    let gone = false;
    api.blob(`/attachments/${attachment.id}`).then(
      (blob) => {
        if (gone) return;
        made = URL.createObjectURL(new Blob([blob], { type: attachment.type }));
        setSource(made);
      },
      (fault: unknown) => !gone && setFailed(sentence(fault)),
    );
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [attachment.id, attachment.type, picture]);

  const save = async () => {
    try {
      const blob = await api.blob(`/attachments/${attachment.id}`);
      const address = URL.createObjectURL(new Blob([blob], { type: 'application/octet-stream' }));
      const link = document.createElement('a');
      link.href = address;
      link.download = attachment.name;
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
    } catch (fault) {
      tell.problem(sentence(fault));
    }
  };

  if (picture && source)
    return (
      <>
        <button
          type="button"
          className="picture"
          onClick={() => setLarge(true)}
          aria-label={t('picture.open', { name: attachment.name })}
        >
          <img src={source} alt={attachment.name} />
        </button>
        {large && <Large source={source} name={attachment.name} onClose={() => setLarge(false)} onSave={save} />}
      </>
    );
  return (
    <button type="button" className="file" onClick={() => void save()} title={t('picture.save')}>
      <FileOutlined />
      <span className="file-name">{attachment.name}</span>
      <span className="num quiet">{size(attachment.size)}</span>
      <DownloadOutlined />
      {failed && <span className="problem">{failed}</span>}
    </button>
  );
}

export function size(bytes: number): string {
  return bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} kB`;
}

function Large(props: { source: string; name: string; onClose: () => void; onSave: () => void }) {
  const { t } = useTranslation('common');
  return (
    <dialog
      className="large"
      ref={(dialog) => {
        if (dialog && !dialog.open) dialog.showModal();
      }}
      onClose={props.onClose}
      aria-label={props.name}
    >
      <img src={props.source} alt={props.name} />
      <form method="dialog" className="row">
        <span className="quiet">{props.name}</span>
        <button type="button" className="plain" onClick={props.onSave}>
          <DownloadOutlined /> {t('save')}
        </button>
        <button type="submit" className="plain">
          {t('close')}
        </button>
      </form>
    </dialog>
  );
}
