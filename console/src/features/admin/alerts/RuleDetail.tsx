import { EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { useInstitutionName } from '../parts/institutions';
import { Fact, Facts } from '../parts/ListDetail';
import { useConfirm } from '../parts/useConfirm';
import { useQueues } from '../service/shapes';
import { RULES, type Rule, sentenceOf } from './rules';

/** Where a rule looks, in words. */
export function useWhere(): (rule: { institution: string; queue?: string | null }) => string {
  const { t } = useTranslation('alerts');
  const place = useInstitutionName();
  const queues = useQueues();
  return ({ institution, queue }) => {
    const found = queue && queues.data?.find((each) => each.id === queue);
    return found ? named(found.name) : t('rules.everyOf', { place: place(institution) });
  };
}

/** One rule: what it says, in a sentence, and its settings. */
export function RuleDetail({ rule, onEdit, onGone }: { rule: Rule; onEdit: () => void; onGone: () => void }) {
  const { t } = useTranslation('alerts');
  const place = useInstitutionName();
  const where = useWhere();
  const [asking, ask] = useConfirm();
  const change = useAct<Rule>({
    run: (to, key) => api.put(`/admin/alert-rules/${to.id}`, to, key),
    reload: [RULES],
    done: (_, to) => tell.done(t(to.active ? 'rules.turnedOn' : 'rules.turnedOff', { name: named(to.name) })),
  });
  const remove = useAct<Rule>({
    run: (gone, key) => api.remove(`/admin/alert-rules/${gone.id}?version=${gone.version}`, key),
    reload: [RULES],
    done: (_, gone) => {
      tell.done(t('rules.removed', { name: named(gone.name) }));
      onGone();
    },
  });
  const meant = async () => {
    const yes = await ask({
      title: t('rules.removeAsk', { name: named(rule.name) }),
      text: t('rules.removeText'),
      yes: t('rules.remove'),
      danger: true,
    });
    if (yes) remove.mutate(rule);
  };
  return (
    <>
      <header className="detail-head">
        <h2>{named(rule.name)}</h2>
        <span className="quiet">{rule.name.zh === named(rule.name) ? rule.name.en : rule.name.zh}</span>
        {!rule.active && <span className="tag">{t('rules.off')}</span>}
        <span className="row push">
          <Button danger loading={remove.isPending} onClick={() => void meant()}>
            {t('rules.remove')}
          </Button>
          <Button loading={change.isPending} onClick={() => change.mutate({ ...rule, active: !rule.active })}>
            {t(rule.active ? 'rules.turnOff' : 'rules.turnOn')}
          </Button>
          <Button type="primary" icon={<EditOutlined />} onClick={onEdit}>
            {t('rules.change')}
          </Button>
        </span>
      </header>
      <section className="detail-part">
        <header>
          <h3>{t('rules.says')}</h3>
        </header>
        <p className="bare">{sentenceOf(rule, where(rule), t)}</p>
        <p className="quiet form-note">{t(`rules.what.${rule.measure}`)}</p>
      </section>
      <section className="detail-part">
        <header>
          <h3>{t('rules.settings')}</h3>
        </header>
        <Facts>
          <Fact name={t('rules.institution')}>{place(rule.institution)}</Fact>
          <Fact name={t('rules.queue')}>{rule.queue ? where(rule) : t('rules.everyQueue')}</Fact>
          <Fact name={t('rules.levelLabel')}>{t(`level.${rule.level}`)}</Fact>
          <Fact name={t('rules.onlyOpen')}>{t(rule.onlyOpen ? 'rules.yes' : 'rules.no')}</Fact>
        </Facts>
      </section>
      {asking}
    </>
  );
}
