import { useTranslation } from 'react-i18next';
import { pieces } from './variables';

/** The reply as the customer will read it; what the desk fills in is named. */
export function Preview({ text, language }: { text: string; language: string }) {
  const { t } = useTranslation('adminService');
  return (
    <figure className="reply-preview">
      <figcaption className="quiet">{t('replies.preview')}</figcaption>
      <p className="reply-bubble" lang={language}>
        {text.trim() === '' && <span className="quiet">{t('replies.previewEmpty')}</span>}
        {pieces(text).map((piece, at) =>
          'text' in piece ? (
            piece.text
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other identity
            <mark key={at} className={'unknown' in piece ? 'reply-unknown' : 'reply-filled'}>
              {'unknown' in piece ? piece.unknown : t(`replies.variable.${piece.variable}`)}
            </mark>
          ),
        )}
      </p>
    </figure>
  );
}
