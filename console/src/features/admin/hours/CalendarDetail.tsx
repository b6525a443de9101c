import { CopyOutlined, DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { serverNow } from '@/shared/live';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { useRight } from '@/shared/rights';
import type { Name } from '@/shared/types';
import { useInstitutionName, useInstitutions } from '../parts/institutions';
import { useConfirm } from '../parts/useConfirm';
import { CALENDARS } from './calendars';
import { DayBar, DayScale } from './DayBar';
import type { Editing } from './index';
import { useInWords } from './inWords';
import { OpenNow } from './OpenNow';
import { type Calendar, DAYS, today } from './time';

const SHOWN = 8;

interface Props {
  calendar: Calendar;
  onEdit: (editing: Editing) => void;
  onGone: () => void;
}

/** One calendar: open now or when, its week, its special days, and who keeps it. */
export function CalendarDetail({ calendar, onEdit, onGone }: Props) {
  const { t } = useTranslation('admin');
  const nameOf = useInstitutionName();
  const inWords = useInWords();
  const users = useUsers(calendar.id);
  const [asking, ask] = useConfirm();
  const zones = useZones(calendar);
  const remove = useAct<void, void>({
    run: (_, key) => api.remove(`/admin/calendars/${calendar.id}?version=${calendar.version}`, key),
    reload: [CALENDARS],
    done: () => {
      tell.done(t('hours.removed', { name: named(calendar.name) }));
      onGone();
    },
  });
  const used = users.institutions.length + users.queues.length > 0;
  return (
    <article>
      <header className="detail-head">
        <h2>{named(calendar.name)}</h2>
        <span className="tag">{nameOf(calendar.institution)}</span>
        <span className="row push">
          <Button icon={<CopyOutlined />} onClick={() => onEdit({ calendar, copy: true })}>
            {t('hours.copy')}
          </Button>
          {calendar.editable && (
            <>
              <Button
                danger
                icon={<DeleteOutlined />}
                disabled={used}
                title={used ? t('hours.usedHint') : undefined}
                loading={remove.isPending}
                onClick={async () => {
                  const yes = await ask({
                    title: t('hours.remove.title', { name: named(calendar.name) }),
                    text: t('hours.remove.text'),
                    yes: t('hours.remove.act'),
                    danger: true,
                  });
                  if (yes) remove.mutate();
                }}
              >
                {t('hours.remove.act')}
              </Button>
              <Button type="primary" icon={<EditOutlined />} onClick={() => onEdit({ calendar, copy: false })}>
                {t('parts.edit')}
              </Button>
            </>
          )}
        </span>
      </header>
      {!calendar.editable && <p className="quiet">{t('hours.readOnly', { name: nameOf(calendar.institution) })}</p>}
      <section className="detail-part">
        {zones.map((zone) => (
          <p key={zone} className="zone-line">
            <OpenNow hours={calendar} zone={zone} />
            <span className="quiet num">{zone}</span>
          </p>
        ))}
        <table className="week">
          <thead>
            <tr>
              <th scope="col">
                <span className="unseen">{t('hours.day')}</span>
              </th>
              <th scope="col">
                <span className="unseen">{t('hours.hours')}</span>
              </th>
              <td>
                <DayScale />
              </td>
            </tr>
          </thead>
          <tbody>
            {DAYS.map((day, index) => (
              <tr key={day}>
                <th scope="row">{inWords.day(day)}</th>
                <td className={calendar.week[day]?.length ? 'num' : 'num quiet'}>
                  {inWords.periods(calendar.week[day] ?? [])}
                </td>
                <td>
                  <DayBar
                    periods={calendar.week[day] ?? []}
                    before={calendar.week[DAYS[(index + 6) % 7] ?? 'sunday'] ?? []}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <SpecialDays calendar={calendar} zone={zones[0] ?? 'Asia/Shanghai'} />
      <section className="detail-part">
        <header>
          <h3>{t('hours.used')}</h3>
        </header>
        {!used && <p className="quiet part-note">{t('hours.unused')}</p>}
        <ul className="users">
          {users.institutions.map((each) => (
            <li key={each.path}>
              <span className="quiet">{t('nav.institutions')}</span>
              <Link to={`/admin/institutions/${each.path}`}>{named(each.name)}</Link>
            </li>
          ))}
          {users.queues.map((each) => (
            <li key={each.id}>
              <span className="quiet">{t('nav.queues')}</span>
              <Link to={`/admin/queues/${each.id}`}>{named(each.name)}</Link>
            </li>
          ))}
        </ul>
      </section>
      {asking}
    </article>
  );
}

function SpecialDays({ calendar, zone }: { calendar: Calendar; zone: string }) {
  const { t } = useTranslation('admin');
  const inWords = useInWords();
  const [all, setAll] = useState(false);
  const now = today(zone, serverNow());
  const dates = Object.keys(calendar.specialDays).sort();
  const coming = dates.filter((each) => each >= now);
  const shown = all ? dates : coming.slice(0, SHOWN);
  return (
    <section className="detail-part">
      <header>
        <h3>{t('hours.special.title')}</h3>
        {dates.length > shown.length && (
          <Button size="small" type="link" className="push" onClick={() => setAll(true)}>
            {t('hours.special.all', { count: dates.length })}
          </Button>
        )}
      </header>
      {shown.length === 0 && <p className="quiet part-note">{t('hours.special.none')}</p>}
      <ul className="special">
        {shown.map((date) => {
          const periods = calendar.specialDays[date] ?? [];
          return (
            <li key={date} className={date < now ? 'num quiet' : 'num'}>
              <span>
                {inWords.date(date)} <span className="quiet">{inWords.dayOfDate(date)}</span>
              </span>
              <span className={periods.length === 0 ? 'over-warn' : ''}>{inWords.periods(periods)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The zones of whoever keeps these hours; of the owner where nobody does. */
function useZones(calendar: Calendar): string[] {
  const institutions = useInstitutions().data ?? [];
  const users = institutions.filter((each) => each.calendar === calendar.id);
  const owner = institutions.find((each) => each.path === calendar.institution);
  const zones = [...new Set(users.map((each) => each.zone))];
  return zones.length > 0 ? zones : [owner?.zone ?? 'Asia/Shanghai'];
}

interface UsingQueue {
  id: string;
  name: Name;
  calendar?: string | null;
}

function useUsers(calendar: string) {
  const institutions = useInstitutions().data ?? [];
  const may = useRight('queue.manage');
  const queues = useQuery({
    queryKey: ['admin', 'queues'],
    enabled: may,
    queryFn: ({ signal }) => api.get<UsingQueue[]>('/admin/queues', undefined, signal),
  });
  return {
    institutions: institutions.filter((each) => each.calendar === calendar),
    queues: (queues.data ?? []).filter((each) => each.calendar === calendar),
  };
}
