import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { api } from '@/shared/api';
import { useLive } from '@/shared/live';
import { named } from '@/shared/names';
import type { Name } from '@/shared/types';
import type { Control } from './Field';

const InstitutionTree = lazy(() => import('./InstitutionTree'));

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

export interface Pick {
  control: Control | { 'aria-label': string };
  value: string | null;
  /** Empty text where the choice was taken back (`clear`). */
  onChange: (path: string) => void;
  disabled?: boolean;
  clear?: boolean;
  /** All that can be seen may be chosen, as for a filter. */
  anywhere?: boolean;
  placeholder?: string;
}

/** Chooses an institution from the tree by name; only those that the administrator administers can be chosen. */
export function InstitutionPick(props: Pick) {
  return (
    <Suspense fallback={<span className="pick-wait" aria-hidden="true" />}>
      <InstitutionTree {...props} />
    </Suspense>
  );
}
