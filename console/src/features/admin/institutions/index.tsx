import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty, Failed, Loading, TooMuch } from '@/shared/states';
import { type Node, treeOf, useAdministers, useInstitutions } from '../parts/institutions';
import { ListDetail, Page, useChosen } from '../parts/ListDetail';
import { Search } from '../parts/Search';
import { useSectionKeys } from '../parts/useSectionKeys';
import { InstitutionDetail } from './InstitutionDetail';
import { InstitutionTree } from './InstitutionTree';
import { findNode, firstOpen, foundRows, MOST, openedRows } from './tree';
import './institutions.css';

const InstitutionForm = lazy(() => import('./InstitutionForm'));

export type Editing = { below: Node } | { node: Node };

/** 机构: the tree from the group to the outlets, and what each institution is. */
export default function InstitutionsView() {
  const { t } = useTranslation('admin');
  const list = useInstitutions();
  const roots = useMemo(() => treeOf(list.data ?? []), [list.data]);
  const [chosen, choose] = useChosen('institutions');
  const [toggled, setToggled] = useState<Record<string, boolean>>({});
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const [editing, setEditing] = useState<Editing | null>(null);
  const may = useAdministers();
  const found = useMemo(() => {
    if (asked) return foundRows(roots, asked);
    const open = firstOpen(roots, list.data?.length ?? 0);
    for (const [path, on] of Object.entries(toggled)) on ? open.add(path) : open.delete(path);
    return { rows: openedRows(roots, open), hits: 0, cut: false };
  }, [roots, asked, toggled, list.data]);
  const node = chosen ? findNode(roots, chosen) : undefined;
  const above = node ?? roots[0];
  const search = useRef<HTMLInputElement>(null);
  const add = above && may(above.path) ? () => setEditing({ below: above }) : null;
  useSectionKeys(add && { label: t('institutions.add'), run: add }, () => search.current?.focus());

  if (list.isLoading) return <Loading rows={8} />;
  if (!list.data) return <Failed fault={list.error} retry={() => void list.refetch()} />;
  return (
    <Page
      title={t('institutions.title')}
      hint={t('institutions.hint')}
      acts={
        add && (
          <Button type="primary" icon={<PlusOutlined />} onClick={add}>
            {t('institutions.add')}
          </Button>
        )
      }
    >
      <ListDetail
        chosen={chosen !== null}
        onBack={() => choose(null)}
        list={
          <>
            <div className="list-tools">
              <Search field={search} label={t('institutions.search')} value={text} onChange={setText} />
            </div>
            {found.rows.length === 0 ? (
              <Empty compact title={asked ? t('institutions.notFound', { text: asked }) : t('institutions.none')} />
            ) : (
              <InstitutionTree
                rows={found.rows}
                chosen={chosen}
                onChoose={choose}
                onOpen={(path, open) => setToggled((now) => ({ ...now, [path]: open }))}
              />
            )}
            {found.cut && <TooMuch shown={MOST} />}
          </>
        }
        detail={
          node ? (
            <InstitutionDetail node={node} onEdit={setEditing} onChoose={choose} />
          ) : (
            <Empty title={t(chosen ? 'institutions.gone' : 'institutions.choose')} />
          )
        }
      />
      <Suspense fallback={null}>
        {editing && (
          <InstitutionForm
            key={'node' in editing ? editing.node.path : `+${editing.below.path}`}
            editing={editing}
            onClose={() => setEditing(null)}
            onSaved={(path) => {
              setEditing(null);
              choose(path);
            }}
          />
        )}
      </Suspense>
    </Page>
  );
}
