import { ArrowDownOutlined, ArrowUpOutlined, EditOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { named } from '@/shared/names';
import { Empty, Failed, Loading } from '@/shared/states';
import { Page } from '../parts/ListDetail';
import { type AwayReason, keys } from '../service/shapes';
import '../service/service.css';

const ReasonForm = lazy(() => import('./ReasonForm'));

/** 离席原因: why somebody at work wants no contacts now. The whole group's; those below it only read them. */
export default function AwayReasons() {
  const { t } = useTranslation('adminService');
  const [edited, setEdited] = useState<AwayReason | 'new' | null>(null);
  const list = useQuery({
    queryKey: keys.awayReasons,
    queryFn: ({ signal }) => api.get<AwayReason[]>('/admin/away-reasons', undefined, signal),
  });
  const rows = list.data ?? [];
  const editable = rows.some((each) => each.editable);
  return (
    <Page
      title={t('reasons.title')}
      hint={t('reasons.hint')}
      acts={
        editable && (
          <Button type="primary" onClick={() => setEdited('new')}>
            {t('reasons.add')}
          </Button>
        )
      }
    >
      <div className="sheet">
        {list.isLoading && <Loading rows={6} />}
        {list.isError && <Failed fault={list.error} retry={() => void list.refetch()} />}
        {list.isSuccess && rows.length === 0 && <Empty title={t('reasons.none')} />}
        {rows.length > 0 && !editable && <p className="quiet sheet-note">{t('reasons.readOnly')}</p>}
        {rows.length > 0 && <Rows rows={rows} onEdit={setEdited} />}
      </div>
      <Suspense fallback={null}>{edited && <ReasonForm reason={edited} onClose={() => setEdited(null)} />}</Suspense>
    </Page>
  );
}

function Rows({ rows, onEdit }: { rows: AwayReason[]; onEdit: (reason: AwayReason) => void }) {
  const { t } = useTranslation('adminService');
  const queries = useQueryClient();
  const order = useAct<string[], AwayReason[]>({
    run: (wanted, key) => api.put('/admin/away-reasons', { keys: wanted }, key),
    done: (now) => queries.setQueryData(keys.awayReasons, now),
    reload: [['away-reasons']],
  });
  const move = (at: number, by: number) => {
    const wanted = rows.map((each) => each.key);
    const [moved] = wanted.splice(at, 1);
    if (moved) wanted.splice(at + by, 0, moved);
    order.mutate(wanted);
  };
  return (
    <ol className="reasons">
      {rows.map((reason, at) => (
        <li key={reason.key} className={reason.active ? 'reason' : 'reason reason-off'}>
          <span className="reason-text">
            <strong>{named(reason.name)}</strong>
            <span className="quiet">{reason.name.zh === named(reason.name) ? reason.name.en : reason.name.zh}</span>
          </span>
          {reason.system && (
            <Tooltip title={t('reasons.systemHint')}>
              <span className="tag">{t('reasons.system')}</span>
            </Tooltip>
          )}
          {!reason.active && <span className="tag">{t('archived')}</span>}
          {reason.editable && (
            <span className="reason-acts">
              <Button
                type="text"
                icon={<ArrowUpOutlined />}
                disabled={at === 0 || order.isPending}
                aria-label={t('reasons.up', { name: named(reason.name) })}
                onClick={() => move(at, -1)}
              />
              <Button
                type="text"
                icon={<ArrowDownOutlined />}
                disabled={at === rows.length - 1 || order.isPending}
                aria-label={t('reasons.down', { name: named(reason.name) })}
                onClick={() => move(at, 1)}
              />
              <Button
                type="text"
                icon={<EditOutlined />}
                aria-label={t('reasons.edit', { name: named(reason.name) })}
                onClick={() => onEdit(reason)}
              />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
