import { CopyOutlined, EditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { useRight } from '@/shared/rights';
import { Failed, Loading } from '@/shared/states';
import { useInstitutionName } from '../parts/institutions';
import { Fact, Facts } from '../parts/ListDetail';
import { useConfirm } from '../parts/useConfirm';
import { keys, useQueues, type Widget } from '../service/shapes';
import { draftOf } from './draft';
import Preview from './Preview';

/** One widget: how it looks, where it may stand and where it leads, and the line that puts it on a page. */
export default function WidgetDetail(props: { widget: Widget; onEdit: () => void; onRemoved: () => void }) {
  const { t } = useTranslation('adminService');
  const { widget } = props;
  const place = useInstitutionName();
  const sees = useRight('queue.manage');
  const queues = useQueues(sees);
  const [asking, ask] = useConfirm();
  const queueName = (id: string) => named(queues.data?.find((each) => each.id === id)?.name) || t('widgets.otherQueue');
  const change = useAct<Widget>({
    run: (to, key) => api.put(`/admin/widgets/${to.id}`, to, key),
    reload: [keys.widgets],
    done: (_, to) => tell.done(t(to.active ? 'widgets.onNow' : 'widgets.offNow')),
  });
  const remove = useAct({
    run: (_, key) => api.remove(`/admin/widgets/${widget.id}`, key),
    reload: [keys.widgets],
    done: () => {
      tell.done(t('removed'));
      props.onRemoved();
    },
  });
  const toggle = async () => {
    const yes =
      !widget.active ||
      (await ask({
        title: t('widgets.offAsk', { name: named(widget.title) }),
        text: t('widgets.offText'),
        yes: t('widgets.turnOff'),
        danger: true,
      }));
    if (yes) change.mutate({ ...widget, active: !widget.active });
  };
  const removeAsked = async () => {
    const yes = await ask({
      title: t('widgets.removeAsk', { name: named(widget.title) }),
      text: t('widgets.removeText'),
      yes: t('remove'),
      danger: true,
    });
    if (yes) remove.mutate();
  };
  return (
    <>
      <header className="detail-head">
        <h2>{named(widget.title)}</h2>
        <span className={widget.active ? 'tag tag-ok' : 'tag'}>{t(widget.active ? 'widgets.on' : 'widgets.off')}</span>
        <span className="row push">
          {!widget.active && (
            <Button danger loading={remove.isPending} onClick={() => void removeAsked()}>
              {t('remove')}
            </Button>
          )}
          <Button danger={widget.active} loading={change.isPending} onClick={() => void toggle()}>
            {t(widget.active ? 'widgets.turnOff' : 'widgets.turnOn')}
          </Button>
          <Button type="primary" icon={<EditOutlined />} onClick={props.onEdit}>
            {t('edit')}
          </Button>
        </span>
      </header>
      <Snippet widget={widget} />
      <div className="widget-two">
        <section className="detail-part">
          <header>
            <h3>{t('widgets.settings')}</h3>
          </header>
          <Facts>
            <Fact name={t('institution')}>{place(widget.institution)}</Fact>
            <Fact name={t('widgets.key')}>
              <code>{widget.key}</code>
            </Fact>
            <Fact name={t('widgets.queue')}>{queueName(widget.queue)}</Fact>
            <Fact name={t('widgets.topics')}>
              {widget.topics.length === 0 && <span className="quiet">{t('widgets.topicsNone')}</span>}
              {widget.topics.map((topic) => (
                <div key={topic.key}>
                  {named(topic.label)} <span className="quiet">→ {queueName(topic.queue ?? widget.queue)}</span>
                </div>
              ))}
            </Fact>
            <Fact name={t('widgets.origins')}>
              {widget.origins.length === 0 && <span className="problem">{t('widgets.nowhere')}</span>}
              {widget.origins.map((origin) => (
                <div key={origin}>
                  {origin === 'self' || origin === 'app' ? t(`widgets.${origin}`) : <code>{origin}</code>}
                </div>
              ))}
            </Fact>
            <Fact name={t('widgets.languages')}>
              {widget.languages.map((each) => t(`language.${each}`)).join(t('comma'))}
            </Fact>
            <Fact name={t('widgets.grace')}>{t('seconds', { count: widget.graceSeconds })}</Fact>
          </Facts>
        </section>
        <section className="detail-part">
          <header>
            <h3>{t('widgets.preview')}</h3>
          </header>
          <Preview widget={draftOf(widget)} />
        </section>
      </div>
      {asking}
    </>
  );
}

/** The one line for the page's source. */
function Snippet({ widget }: { widget: Widget }) {
  const { t } = useTranslation('adminService');
  const snippet = useQuery({
    queryKey: [...keys.widgets, widget.id, 'snippet', widget.key],
    queryFn: ({ signal }) => api.get<{ html: string }>(`/admin/widgets/${widget.id}/snippet`, undefined, signal),
  });
  const copy = async (html: string) => {
    try {
      await navigator.clipboard.writeText(html);
      tell.done(t('widgets.copied'));
    } catch {
      // no clipboard without a secure page or the person's leave: the line can be selected by hand
      tell.info(t('widgets.copyByHand'));
    }
  };
  return (
    <section className="detail-part">
      <header>
        <h3>{t('widgets.snippet')}</h3>
        {snippet.data && (
          <Button className="push" icon={<CopyOutlined />} onClick={() => void copy(snippet.data.html)}>
            {t('widgets.copy')}
          </Button>
        )}
      </header>
      {snippet.isLoading && <Loading rows={1} />}
      {snippet.isError && <Failed compact fault={snippet.error} retry={() => void snippet.refetch()} />}
      {snippet.data && <code className="snippet">{snippet.data.html}</code>}
      <p className="quiet form-note">{t('widgets.snippetHint')}</p>
    </section>
  );
}
