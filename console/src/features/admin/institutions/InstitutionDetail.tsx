import { EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { language } from '@/i18n';
import { serverNow } from '@/shared/live';
import { named } from '@/shared/names';
import { useRight } from '@/shared/rights';
import { useTick } from '@/shared/times';
import { keptBy, useCalendars } from '../hours/calendars';
import { OpenNow } from '../hours/OpenNow';
import { type Node, parentOf, useAdministers, useInstitutionName, useInstitutions } from '../parts/institutions';
import { Fact, Facts } from '../parts/ListDetail';
import type { Editing } from './index';
import { languageName } from './languages';
import { countBelow } from './tree';

interface Props {
  node: Node;
  onEdit: (editing: Editing) => void;
  onChoose: (path: string) => void;
}

/** One institution: where it stands, its zone with the time there, its languages and hours. */
export function InstitutionDetail({ node, onEdit, onChoose }: Props) {
  const { t } = useTranslation('admin');
  const nameOf = useInstitutionName();
  const operators = useRight('operator.manage');
  const may = useAdministers()(node.path);
  const parent = parentOf(node.path);
  const below = countBelow(node);
  return (
    <article>
      <header className="detail-head">
        <h2>{named(node.name)}</h2>
        <span className="tag">{t(`institutions.kind.${node.kind}`)}</span>
        {may && (
          <span className="row push">
            <Button icon={<EditOutlined />} onClick={() => onEdit({ node })}>
              {t('parts.edit')}
            </Button>
          </span>
        )}
      </header>
      <section className="detail-part">
        <Facts>
          <Fact name={t('institutions.names')}>
            {node.name.zh} · {node.name.en}
          </Fact>
          <Fact name={t('institutions.path')}>
            <code>{node.path}</code>
          </Fact>
          <Fact name={t('institutions.above')}>
            {parent ? (
              <Button type="link" className="inline-link" onClick={() => onChoose(parent)}>
                {nameOf(parent)}
              </Button>
            ) : (
              t('institutions.top')
            )}
          </Fact>
          <Fact name={t('institutions.below')}>
            {below > 0
              ? t('institutions.belowCount', { direct: node.children.length, all: below })
              : t('institutions.belowNone')}
          </Fact>
          <Fact name={t('institutions.languages')}>{node.languages.map(languageName).join(' · ')}</Fact>
          <Fact name={t('institutions.zone')}>
            <TimeThere zone={node.zone} />
          </Fact>
          <Fact name={t('institutions.hours')}>
            <KeptHours node={node} />
          </Fact>
          {operators && (
            <Fact name={t('institutions.people')}>
              <Link to={`/admin/operators?institution=${encodeURIComponent(node.path)}`}>
                {t('institutions.toPeople')}
              </Link>
            </Fact>
          )}
        </Facts>
      </section>
    </article>
  );
}

function TimeThere({ zone }: { zone: string }) {
  const { t } = useTranslation('admin');
  useTick();
  const time = new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(serverNow());
  return (
    <span className="num">
      {zone} <span className="quiet">{t('institutions.there', { time })}</span>
    </span>
  );
}

function KeptHours({ node }: { node: Node }) {
  const { t } = useTranslation('admin');
  const nameOf = useInstitutionName();
  const institutions = useInstitutions().data;
  const calendars = useCalendars();
  if (!institutions || !calendars.data)
    return <span className="quiet">{calendars.isError ? t('hours.unread') : '…'}</span>;
  const kept = keptBy(node.path, institutions, calendars.data);
  if (kept.kind === 'always') return <span>{t('institutions.hoursAlways')}</span>;
  if (kept.kind === 'unseen') return <span>{t('institutions.hoursAbove')}</span>;
  return (
    <span className="stack-tight">
      <span>
        <Link to={`/admin/hours/${kept.calendar.id}`}>{named(kept.calendar.name)}</Link>
        {kept.kind === 'inherited' && (
          <span className="quiet"> · {t('institutions.hoursFrom', { name: nameOf(kept.from) })}</span>
        )}
      </span>
      <OpenNow hours={kept.calendar} zone={node.zone} />
    </span>
  );
}
