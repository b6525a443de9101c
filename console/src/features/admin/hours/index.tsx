import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { named } from '@/shared/names';
import { Empty, Failed, Loading } from '@/shared/states';
import { useInstitutionName } from '../parts/institutions';
import { ListDetail, ListRow, Page, useChosen } from '../parts/ListDetail';
import { useSectionKeys } from '../parts/useSectionKeys';
import { CalendarDetail } from './CalendarDetail';
import { useCalendars } from './calendars';
import { useInWords } from './inWords';
import type { Calendar } from './time';
import './hours.css';

const CalendarForm = lazy(() => import('./CalendarForm'));

export type Editing = { calendar: Calendar; copy: boolean } | 'new';

/** 营业时间: named hours that institutions and queues keep. */
export default function HoursView() {
  const { t } = useTranslation('admin');
  const calendars = useCalendars();
  const nameOf = useInstitutionName();
  const inWords = useInWords();
  const [chosen, choose] = useChosen('hours');
  const [editing, setEditing] = useState<Editing | null>(null);
  useSectionKeys({ label: t('hours.add'), run: () => setEditing('new') }, null);
  const calendar = calendars.data?.find((each) => each.id === chosen);

  if (calendars.isLoading) return <Loading rows={8} />;
  if (!calendars.data) return <Failed fault={calendars.error} retry={() => void calendars.refetch()} />;
  return (
    <Page
      title={t('hours.title')}
      hint={t('hours.hint')}
      acts={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
          {t('hours.add')}
        </Button>
      }
    >
      <ListDetail
        chosen={chosen !== null}
        onBack={() => choose(null)}
        list={
          <>
            {calendars.data.length === 0 && <Empty title={t('hours.none')} hint={t('hours.noneHint')} />}
            {calendars.data.map((each) => (
              <ListRow
                key={each.id}
                chosen={each.id === chosen}
                onChoose={() => choose(each.id)}
                title={named(each.name)}
                note={inWords.week(each.week)}
                side={nameOf(each.institution)}
              />
            ))}
          </>
        }
        detail={
          calendar ? (
            <CalendarDetail key={calendar.id} calendar={calendar} onEdit={setEditing} onGone={() => choose(null)} />
          ) : (
            <Empty title={t(chosen ? 'hours.gone' : 'hours.choose')} />
          )
        }
      />
      <Suspense fallback={null}>
        {editing && (
          <CalendarForm
            editing={editing}
            onClose={() => setEditing(null)}
            onSaved={(saved) => {
              setEditing(null);
              choose(saved.id);
            }}
          />
        )}
      </Suspense>
    </Page>
  );
}
