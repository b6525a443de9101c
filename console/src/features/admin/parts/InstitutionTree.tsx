import { TreeSelect } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { language } from '@/i18n';
import { named } from '@/shared/names';
import { type Node, type Pick, treeOf, useAdministers, useInstitutions } from './institutions';

interface Choice {
  value: string;
  title: string;
  disabled: boolean;
  children: Choice[];
}

/** The tree of institutions to choose from, with the component that draws it. */
export default function InstitutionTree(props: Pick) {
  const { t } = useTranslation('admin');
  const institutions = useInstitutions();
  const may = useAdministers();
  const spoken = language();
  // built anew for thousands of outlets only when something of it changed
  // biome-ignore lint/correctness/useExhaustiveDependencies: names follow the language
  const choices = useMemo(() => {
    const choice = (node: Node): Choice => ({
      value: node.path,
      title: named(node.name),
      disabled: !props.anywhere && !may(node.path),
      children: node.children.map(choice),
    });
    return treeOf(institutions.data ?? []).map(choice);
  }, [institutions.data, may, props.anywhere, spoken]);
  return (
    <TreeSelect
      {...props.control}
      value={props.value || undefined}
      onChange={(path?: string) => props.onChange(path ?? '')}
      allowClear={props.clear ?? false}
      treeData={choices}
      treeDefaultExpandAll={(institutions.data?.length ?? 0) <= 60}
      showSearch={{ treeNodeFilterProp: 'title' }}
      loading={institutions.isLoading}
      disabled={props.disabled ?? false}
      placeholder={props.placeholder ?? t('parts.institution')}
      className="form-wide"
    />
  );
}
