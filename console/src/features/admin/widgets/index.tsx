import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { named } from '@/shared/names';
import { Empty, Failed, Loading } from '@/shared/states';
import { useInstitutionName } from '../parts/institutions';
import { ListDetail, ListRow, Page, useChosen } from '../parts/ListDetail';
import { Search } from '../parts/Search';
import { nameHolds } from '../service/names';
import { useWidgets, type Widget } from '../service/shapes';
import '../service/service.css';

const WidgetDetail = lazy(() => import('./WidgetDetail'));
const WidgetForm = lazy(() => import('./WidgetForm'));

/** 网页组件: the places on the bank's pages and in its app from which customers chat. */
export default function Widgets() {
  const { t } = useTranslation('adminService');
  const [chosen, choose] = useChosen('widgets');
  const [edited, setEdited] = useState<Widget | 'new' | null>(null);
  const [words, setWords] = useState('');
  const list = useWidgets();
  const place = useInstitutionName();
  const all = list.data ?? [];
  const shown = all.filter((each) => nameHolds(each.title, words) || each.key.includes(words.trim().toLowerCase()));
  const widget = all.find((each) => each.id === chosen);
  return (
    <Page
      title={t('widgets.title')}
      hint={t('widgets.hint')}
      acts={
        <Button type="primary" onClick={() => setEdited('new')}>
          {t('widgets.add')}
        </Button>
      }
    >
      {list.isLoading && <Loading rows={8} />}
      {list.isError && <Failed fault={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && all.length === 0 && <Empty title={t('widgets.none')} hint={t('widgets.noneHint')} />}
      {all.length > 0 && (
        <ListDetail
          chosen={chosen !== null}
          onBack={() => choose(null)}
          list={
            <>
              <div className="list-tools">
                <Search label={t('widgets.search')} value={words} onChange={setWords} />
              </div>
              {shown.length === 0 && <Empty compact title={t('nothingFound', { words })} />}
              {shown.map((each) => (
                <ListRow
                  key={each.id}
                  chosen={each.id === chosen}
                  onChoose={() => choose(each.id)}
                  title={named(each.title)}
                  note={`${each.key} · ${place(each.institution)}`}
                  side={
                    <span className={each.active ? 'tag tag-ok' : 'tag'}>
                      {t(each.active ? 'widgets.on' : 'widgets.off')}
                    </span>
                  }
                />
              ))}
            </>
          }
          detail={
            widget ? (
              <Suspense fallback={<Loading rows={6} />}>
                <WidgetDetail
                  key={widget.id}
                  widget={widget}
                  onEdit={() => setEdited(widget)}
                  onRemoved={() => choose(null)}
                />
              </Suspense>
            ) : (
              <Empty title={chosen ? t('widgets.unknown') : t('widgets.choose')} />
            )
          }
        />
      )}
      <Suspense fallback={null}>
        {edited && (
          <WidgetForm
            widget={edited}
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
