import { Button } from 'antd';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { named } from '@/shared/names';
import { Empty, Failed, Loading } from '@/shared/states';
import { useInstitutionName } from '../parts/institutions';
import { ListDetail, ListRow, Page, useChosen } from '../parts/ListDetail';
import { Search } from '../parts/Search';
import { useSectionKeys } from '../parts/useSectionKeys';
import { nameHolds } from '../service/names';
import { RuleDetail } from './RuleDetail';
import { type Rule, useRules } from './rules';

const RuleForm = lazy(() => import('./RuleForm'));

/** 告警规则: when supervisors are told that something is not as it should be. */
export default function AlertRules() {
  const { t } = useTranslation('alerts');
  const [chosen, choose] = useChosen('alerts');
  const [edited, setEdited] = useState<Rule | 'new' | null>(null);
  const [words, setWords] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const list = useRules();
  const all = list.data ?? [];
  const shown = all
    .filter((each) => nameHolds(each.name, words))
    .sort(
      (a, b) =>
        Number(b.active) - Number(a.active) ||
        Number(b.level === 'act') - Number(a.level === 'act') ||
        named(a.name).localeCompare(named(b.name)),
    );
  const rule = all.find((each) => each.id === chosen);
  useSectionKeys({ label: t('rules.add'), run: () => setEdited('new') }, () => field.current?.focus());
  return (
    <Page
      title={t('rules.title')}
      hint={t('rules.hint')}
      acts={
        <Button type="primary" onClick={() => setEdited('new')}>
          {t('rules.add')}
        </Button>
      }
    >
      {list.isLoading && <Loading rows={6} />}
      {list.isError && <Failed fault={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && all.length === 0 && (
        <Empty
          title={t('rules.none')}
          hint={t('rules.noneHint')}
          action={<Button onClick={() => setEdited('new')}>{t('rules.add')}</Button>}
        />
      )}
      {all.length > 0 && (
        <ListDetail
          chosen={chosen !== null}
          onBack={() => choose(null)}
          list={
            <>
              <div className="list-tools">
                <Search field={field} label={t('rules.search')} value={words} onChange={setWords} />
              </div>
              {shown.length === 0 && <Empty compact title={t('rules.nothingFound', { words })} />}
              {shown.map((each) => (
                <Row key={each.id} rule={each} chosen={each.id === chosen} onChoose={() => choose(each.id)} />
              ))}
            </>
          }
          detail={
            rule ? (
              <RuleDetail key={rule.id} rule={rule} onEdit={() => setEdited(rule)} onGone={() => choose(null)} />
            ) : (
              <Empty title={t(chosen ? 'rules.unknown' : 'rules.choose')} />
            )
          }
        />
      )}
      <Suspense fallback={null}>
        {edited && (
          <RuleForm
            rule={edited}
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

function Row({ rule, chosen, onChoose }: { rule: Rule; chosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation('alerts');
  const place = useInstitutionName();
  return (
    <ListRow
      chosen={chosen}
      onChoose={onChoose}
      title={named(rule.name)}
      note={[place(rule.institution), t(`rules.of.${rule.measure}`)].join(' · ')}
      side={
        rule.active ? (
          <span className={rule.level === 'act' ? 'tag tag-act' : 'tag tag-warn'}>{t(`level.${rule.level}`)}</span>
        ) : (
          <span className="tag">{t('rules.off')}</span>
        )
      }
    />
  );
}
