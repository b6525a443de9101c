import { useQuery } from '@tanstack/react-query';
import { TreeSelect } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { language } from '@/i18n';
import { api } from '@/shared/api';
import { useLive } from '@/shared/live';
import { named } from '@/shared/names';
import type { Name } from '@/shared/types';
import type { Control } from './Field';

export type Kind = 'group' | 'country' | 'entity' | 'outlet';

/** `path` is the place in the tree, such as `sfb.cn.bank.`; it begins with the path of whatever stands above. */
export interface Institution {
  path: string;
  kind: Kind;
  name: Name;
  zone: string;
  languages: string[];
  calendar?: string | null;
  version: number;
}

export interface Node extends Institution {
  children: Node[];
}

export const INSTITUTIONS = ['admin', 'institutions'];

export function useInstitutions() {
  return useQuery({
    queryKey: INSTITUTIONS,
    queryFn: ({ signal }) => api.get<Institution[]>('/admin/institutions', undefined, signal),
  });
}

/** The name for a path; the path itself where it lies outside what the operator sees. */
export function useInstitutionName(): (path: string) => string {
  const institutions = useInstitutions().data;
  const names = useMemo(() => new Map(institutions?.map((each) => [each.path, each.name])), [institutions]);
  return (path) => named(names.get(path)) || path;
}

export function parentOf(path: string): string | null {
  const dot = path.lastIndexOf('.', path.length - 2);
  return dot < 0 ? null : path.slice(0, dot + 1);
}

/** As a tree; whatever has nothing above it in the list is a root. */
export function treeOf(list: readonly Institution[]): Node[] {
  const nodes = new Map(list.map((each): [string, Node] => [each.path, { ...each, children: [] }]));
  const roots: Node[] = [];
  for (const node of [...nodes.values()].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const parent = parentOf(node.path);
    (nodes.get(parent ?? '')?.children ?? roots).push(node);
  }
  return roots;
}

/** Whether the signed-in administrator administers this part of the tree. */
export function useAdministers(): (path: string) => boolean {
  const roles = useLive((state) => state.me?.roles);
  return useCallback(
    (path) => roles?.some((each) => each.role === 'administrator' && path.startsWith(each.scope)) ?? false,
    [roles],
  );
}

interface Choice {
  value: string;
  title: string;
  disabled: boolean;
  children: Choice[];
}

/** Chooses an institution from the tree by name; only those that the administrator administers can be chosen. */
export function InstitutionPick(props: {
  control: Control | { 'aria-label': string };
  value: string | null;
  /** Empty text where the choice was taken back (`clear`). */
  onChange: (path: string) => void;
  disabled?: boolean;
  clear?: boolean;
  /** All that can be seen may be chosen, as for a filter. */
  anywhere?: boolean;
  placeholder?: string;
}) {
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
