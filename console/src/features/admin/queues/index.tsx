import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withTexts } from '@/i18n';
import { named } from '@/shared/names';
import { Empty, Failed, Loading } from '@/shared/states';
import { useInstitutionName } from '../parts/institutions';
import { ListDetail, ListRow, Page, useChosen } from '../parts/ListDetail';
import { Search } from '../parts/Search';
import { nameHolds } from '../service/names';
import { type Queue, type QueueStaffing, useQueues, useStaffing } from '../service/shapes';
import '../service/service.css';

const QueueDetail = lazy(() => withTexts('routing', import('./QueueDetail')));
const QueueForm = lazy(() => import('./QueueForm'));

/** 队列: in which lines customers wait, what serving them requires, and whether anybody can do it now. */
export default function Queues() {
  const { t } = useTranslation('adminService');
  const [chosen, choose] = useChosen('queues');
  const [edited, setEdited] = useState<Queue | 'new' | null>(null);
  const [words, setWords] = useState('');
  const [archived, setArchived] = useState(false);
  const list = useQueues();
  const staffing = useStaffing();
  const now = useMemo(() => new Map(staffing.data?.map((each) => [each.queue, each])), [staffing.data]);
  const all = list.data ?? [];
  const shown = all
    .filter((each) => (archived || each.active) && nameHolds(each.name, words))
    .sort((a, b) => Number(b.active) - Number(a.active) || named(a.name).localeCompare(named(b.name)));
  const queue = all.find((each) => each.id === chosen);
  return (
    <Page
      title={t('queues.title')}
      hint={t('queues.hint')}
      acts={
        <Button type="primary" onClick={() => setEdited('new')}>
          {t('queues.add')}
        </Button>
      }
    >
      {list.isLoading && <Loading rows={8} />}
      {list.isError && <Failed fault={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && all.length === 0 && <Empty title={t('queues.none')} hint={t('queues.noneHint')} />}
      {all.length > 0 && (
        <ListDetail
          chosen={chosen !== null}
          onBack={() => choose(null)}
          list={
            <>
              <div className="list-tools">
                <Search label={t('queues.search')} value={words} onChange={setWords} />
                <label className="check">
                  <input type="checkbox" checked={archived} onChange={(event) => setArchived(event.target.checked)} />
                  {t('showArchived', { count: all.filter((each) => !each.active).length })}
                </label>
              </div>
              {shown.length === 0 && <Empty compact title={t('nothingFound', { words })} />}
              {shown.map((each) => (
                <Row
                  key={each.id}
                  queue={each}
                  now={now.get(each.id)}
                  chosen={each.id === chosen}
                  onChoose={() => choose(each.id)}
                />
              ))}
            </>
          }
          detail={
            queue ? (
              <Suspense fallback={<Loading rows={6} />}>
                <QueueDetail key={queue.id} queue={queue} now={now.get(queue.id)} onEdit={() => setEdited(queue)} />
              </Suspense>
            ) : (
              <Empty title={chosen ? t('queues.unknown') : t('queues.choose')} />
            )
          }
        />
      )}
      <Suspense fallback={null}>
        {edited && (
          <QueueForm
            queue={edited}
            onClose={() => setEdited(null)}
            onSaved={(saved) => {
              setEdited(null);
              choose(saved.id);
            }}
          />
        )}
      </Suspense>
    </Page>
  );
}

function Row(props: { queue: Queue; now: QueueStaffing | undefined; chosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation('adminService');
  const { queue, now } = props;
  const place = useInstitutionName();
  return (
    <ListRow
      chosen={props.chosen}
      onChoose={props.onChoose}
      title={named(queue.name)}
      note={[place(queue.institution), t('queues.priorityShort', { priority: queue.priority })].join(' · ')}
      side={queue.active ? now && <Served now={now} /> : <span className="tag">{t('archived')}</span>}
    />
  );
}

/** At a glance whether somebody could serve the queue: nobody has the skills, nobody of those is ready, or so many are. */
export function Served({ now }: { now: QueueStaffing }) {
  const { t } = useTranslation('adminService');
  const tone = now.able === 0 ? 'tag tag-act' : now.ready === 0 ? 'tag tag-warn' : 'tag tag-ok';
  return (
    <span className={`${tone} num`}>
      {now.able === 0 ? t('queues.nobodyAble') : t('queues.readyOf', { ready: now.ready, able: now.able })}
    </span>
  );
}
