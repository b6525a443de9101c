import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api';
import { Empty, Failed, Loading } from '@/shared/states';
import { ListRow } from '../parts/ListDetail';
import { keys, type Reply } from '../service/shapes';
import { AT } from './kept';
import ReplyForm from './ReplyForm';
import '../admin.css';
import '../service/service.css';

/** One's own replies, kept from the desk: agents have no administration. */
export default function Mine({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('adminService');
  const [edited, setEdited] = useState<Reply | 'new' | null>(null);
  const list = useQuery({
    queryKey: [...keys.replies, 'own'],
    queryFn: ({ signal }) => api.get<Reply[]>(AT.own, undefined, signal),
  });
  return (
    <Drawer
      open
      title={t('replies.mine')}
      rootClassName="form-drawer"
      onClose={onClose}
      extra={
        <Button type="primary" onClick={() => setEdited('new')}>
          {t('replies.add')}
        </Button>
      }
    >
      {list.isLoading && <Loading />}
      {list.isError && <Failed fault={list.error} retry={() => void list.refetch()} />}
      {list.data?.length === 0 && <Empty title={t('replies.none.own')} hint={t('replies.noneHint')} />}
      {list.data?.map((each) => (
        <ListRow
          key={each.id}
          chosen={false}
          onChoose={() => setEdited(each)}
          title={
            <>
              <code className="shortcut">/{each.shortcut}</code> {each.title}
            </>
          }
          note={each.text}
          side={<span className="tag">{t(`language.${each.language}`)}</span>}
        />
      ))}
      {edited && <ReplyForm reply={edited} kept="own" onClose={() => setEdited(null)} onDone={() => setEdited(null)} />}
    </Drawer>
  );
}
