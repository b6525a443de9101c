import type { UseQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Empty, Failed, Loading } from '@/shared/states';
import type { CannedReply } from './lists';

/** Canned replies above the field; the field keeps the focus and the keys. */
export function ReplyList(props: {
  query: UseQueryResult<CannedReply[]>;
  found: CannedReply[];
  at: number;
  onAt: (index: number) => void;
  onChoose: (index: number) => void;
  onKeep: () => void;
}) {
  const { t } = useTranslation('workspace');
  const { query, found } = props;
  return (
    <div className="replies" role="listbox" aria-label={t('replies.title')}>
      {query.isLoading && <Loading rows={3} />}
      {query.isError && <Failed compact fault={query.error} retry={() => void query.refetch()} />}
      {query.data && found.length === 0 && <Empty compact title={t('replies.none')} />}
      {found.map((reply, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
        <div
          key={reply.id}
          role="option"
          tabIndex={-1}
          aria-selected={index === props.at}
          className="reply"
          ref={(row) => {
            if (index === props.at) row?.scrollIntoView({ block: 'nearest' });
          }}
          onMouseMove={() => props.onAt(index)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => props.onChoose(index)}
        >
          <kbd>/{reply.shortcut}</kbd>
          <strong>{reply.title}</strong>
          <span className="quiet">{reply.text}</span>
        </div>
      ))}
      <Button
        type="link"
        className="replies-keep"
        onMouseDown={(event) => event.preventDefault()}
        onClick={props.onKeep}
      >
        {t('replies.keep')}
      </Button>
    </div>
  );
}
