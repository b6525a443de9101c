import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { language } from '@/i18n';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { serverNow } from '@/shared/live';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { useRight } from '@/shared/rights';
import { useTick } from '@/shared/times';
import { keptBy, useCalendars } from '../hours/calendars';
import { OpenNow } from '../hours/OpenNow';
import {
  INSTITUTIONS,
  type Node,
  parentOf,
  useAdministers,
  useInstitutionName,
  useInstitutions,
} from '../parts/institutions';
import { Fact, Facts } from '../parts/ListDetail';
import { useConfirm } from '../parts/useConfirm';
import type { Editing } from './index';
import { languageName } from './languages';
import { countBelow } from './tree';

interface Props {
  node: Node;
  onEdit: (editing: Editing) => void;
  onChoose: (path: string | null) => void;
}

/** One institution: where it stands, its zone with the time there, its languages and hours. */
export function InstitutionDetail({ node, onEdit, onChoose }: Props) {
  const { t } = useTranslation('admin');
  const nameOf = useInstitutionName();
  const operators = useRight('operator.manage');
  const administers = useAdministers();
  const may = administers(node.path);
  const parent = parentOf(node.path);
  const below = countBelow(node);
  const [asking, ask] = useConfirm();
  const remove = useAct<void, void>({
    run: (_, key) => api.remove(`/admin/institutions/${encodeURIComponent(node.path)}?version=${node.version}`, key),
    reload: [INSTITUTIONS],
    done: () => {
      tell.done(t('institutions.removed', { name: named(node.name) }));
      onChoose(parent);
    },
    refused: (problem) => {
      if (problem.code !== 'institution.in-use') return false;
      tell.problem(t('institutions.inUse', { what: t(`institutions.what.${String(problem.values.what)}`) }));
      return true;
    },
  });
  const askRemove = async () => {
    const yes = await ask({
      title: t('institutions.remove.title', { name: named(node.name) }),
      text: t('institutions.remove.text'),
      yes: t('institutions.remove.act'),
      danger: true,
    });
    if (yes) remove.mutate();
  };
  return (
    <article>
      <header className="detail-head">
        <h2>{named(node.name)}</h2>
        <span className="tag">{t(`institutions.kind.${node.kind}`)}</span>
        {may && (
          <span className="row push">
            {parent && administers(parent) && below === 0 && (
              <Button danger icon={<DeleteOutlined />} loading={remove.isPending} onClick={() => void askRemove()}>
                {t('institutions.remove.act')}
              </Button>
            )}
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
      {asking}
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
