import { EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { useRight } from '@/shared/rights';
import { useInstitutionName } from '../parts/institutions';
import { Fact, Facts } from '../parts/ListDetail';
import { useConfirm } from '../parts/useConfirm';
import { keys, type Queue, type QueueStaffing, useSkills, useWidgets } from '../service/shapes';
import { useCalendars } from './calendars';
import { Path } from './Path';

/** One queue: what it requires and promises, who can serve it at this moment, and from where customers come into it. */
export default function QueueDetail(props: { queue: Queue; now: QueueStaffing | undefined; onEdit: () => void }) {
  const { t } = useTranslation('adminService');
  const { queue, now } = props;
  const place = useInstitutionName();
  const calendars = useCalendars();
  const skills = useSkills();
  const [asking, ask] = useConfirm();
  const skillName = (key: string) => named(skills.data?.find((each) => each.key === key)?.name) || key;
  const calendar = queue.calendar
    ? named(calendars.data?.find((each) => each.id === queue.calendar)?.name) || t('queues.otherCalendar')
    : t('queues.institutionHours');
  const archive = useAct<Queue>({
    run: (to, key) => api.put(`/admin/queues/${to.id}`, to, key),
    reload: [keys.queues, keys.staffing],
    done: (_, to) => tell.done(t(to.active ? 'queues.restored' : 'queues.archivedNow', { name: named(to.name) })),
  });
  const change = async () => {
    const yes =
      !queue.active ||
      (await ask({
        title: t('queues.archiveAsk', { name: named(queue.name) }),
        text: t(now?.waiting ? 'queues.archiveWaiting' : 'queues.archiveText', { count: now?.waiting ?? 0 }),
        yes: t('archive'),
        danger: true,
      }));
    if (yes) archive.mutate({ ...queue, active: !queue.active });
  };
  return (
    <>
      <header className="detail-head">
        <h2>{named(queue.name)}</h2>
        <span className="quiet">{queue.name.zh === named(queue.name) ? queue.name.en : queue.name.zh}</span>
        {!queue.active && <span className="tag">{t('archived')}</span>}
        <span className="row push">
          <Button danger={queue.active} loading={archive.isPending} onClick={() => void change()}>
            {t(queue.active ? 'archive' : 'restore')}
          </Button>
          <Button type="primary" icon={<EditOutlined />} onClick={props.onEdit}>
            {t('edit')}
          </Button>
        </span>
      </header>
      <section className="detail-part">
        <header>
          <h3>{t('queues.who')}</h3>
        </header>
        <Path queue={queue} />
      </section>
      <section className="detail-part">
        <header>
          <h3>{t('queues.requires')}</h3>
        </header>
        {queue.skills.length === 0 ? (
          <p className="quiet bare">{t('queues.requiresNone')}</p>
        ) : (
          <ul className="needs">
            {queue.skills.map((need) => (
              <li key={need.skill}>
                <span>{skillName(need.skill)}</span>
                <span className="tag num">{t('queues.atLeast', { level: need.level })}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="detail-part">
        <header>
          <h3>{t('queues.settings')}</h3>
        </header>
        <Facts>
          <Fact name={t('institution')}>{place(queue.institution)}</Fact>
          <Fact name={t('queues.priority')}>{queue.priority}</Fact>
          <Fact name={t('queues.serviceLevel')}>
            {t('queues.serviceLevelOf', { percent: Math.round(queue.target * 100), seconds: queue.targetWaitSeconds })}
          </Fact>
          <Fact name={t('choice.title')}>
            {t(`choice.of.${queue.choice ?? 'usual'}`)}
            {queue.choice === 'weighted' && queue.weights && (
              <span className="quiet num">
                {' '}
                {(['skill', 'idle', 'occupancy'] as const)
                  .map((weight) => `${t(`choice.weight.${weight}`)} ${queue.weights?.[weight]}`)
                  .join(t('comma'))}
              </span>
            )}
          </Fact>
          <Fact name={t('queues.lease')}>{t('seconds', { count: queue.offerTimeoutSeconds })}</Fact>
          <Fact name={t('queues.maxWaiting')}>{queue.maxWaiting}</Fact>
          {queue.limits?.expectedWaitSeconds && (
            <Fact name={t('limits.expectedWaitSeconds')}>
              {t('seconds', { count: queue.limits.expectedWaitSeconds })}
            </Fact>
          )}
          {queue.limits?.oldestWaitSeconds && (
            <Fact name={t('limits.oldestWaitSeconds')}>{t('seconds', { count: queue.limits.oldestWaitSeconds })}</Fact>
          )}
          <Fact name={t('queues.hours')}>{calendar}</Fact>
          <Fact name={t('queues.closedMessage')}>
            {queue.closedMessage ? (
              <>
                {queue.closedMessage.zh}
                <br />
                {queue.closedMessage.en}
              </>
            ) : (
              <span className="quiet">{t('queues.closedUsual')}</span>
            )}
          </Fact>
        </Facts>
      </section>
      <Entrances queue={queue.id} />
      {asking}
    </>
  );
}

/** The widgets and topics that lead customers into this queue. */
function Entrances({ queue }: { queue: string }) {
  const { t } = useTranslation('adminService');
  const may = useRight('channel.manage');
  const navigate = useNavigate();
  const widgets = useWidgets(may);
  if (!may || !widgets.data) return null;
  const leading = widgets.data
    .map((widget) => ({
      widget,
      topics: widget.topics.filter((topic) => (topic.queue ?? widget.queue) === queue),
      directly: widget.queue === queue,
    }))
    .filter((each) => each.directly || each.topics.length > 0);
  return (
    <section className="detail-part">
      <header>
        <h3>{t('queues.entrances')}</h3>
      </header>
      {leading.length === 0 && <p className="quiet bare">{t('queues.entrancesNone')}</p>}
      <ul className="needs">
        {leading.map(({ widget, topics, directly }) => (
          <li key={widget.id}>
            <button type="button" className="link" onClick={() => navigate(`/admin/widgets/${widget.id}`)}>
              {named(widget.title)}
            </button>
            <span className="quiet">
              {[...(directly ? [t('queues.noTopic')] : []), ...topics.map((topic) => named(topic.label))].join(
                t('comma'),
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
