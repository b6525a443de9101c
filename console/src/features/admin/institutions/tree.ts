import type { Kind, Node } from '../parts/institutions';

/** What of the tree is drawn, from the top down. */
export interface Row {
  node: Node;
  level: number;
  /** null: nothing below it. */
  open: boolean | null;
}

export const KINDS: readonly Kind[] = ['group', 'country', 'entity', 'outlet'];

/** Nothing stands below something smaller than itself, and the group only at the top. */
export function kindsBelow(parent: Kind): Kind[] {
  return KINDS.slice(Math.max(1, KINDS.indexOf(parent)));
}

export const MOST = 300;

/** The rows of an opened tree. */
export function openedRows(roots: readonly Node[], open: ReadonlySet<string>, level = 1): Row[] {
  return roots.flatMap((node) => {
    const leaf = node.children.length === 0;
    const row = { node, level, open: leaf ? null : open.has(node.path) };
    return row.open ? [row, ...openedRows(node.children, open, level + 1)] : [row];
  });
}

/** Whatever fits the text, with what stands above it. */
export function foundRows(roots: readonly Node[], text: string): { rows: Row[]; hits: number; cut: boolean } {
  const wanted = text.toLowerCase();
  let hits = 0;
  const look = (node: Node, level: number): Row[] => {
    const fits = `${node.name.zh} ${node.name.en} ${node.path}`.toLowerCase().includes(wanted);
    if (fits) hits++;
    if (hits > MOST) return [];
    const below = node.children.flatMap((each) => look(each, level + 1));
    return fits || below.length > 0 ? [{ node, level, open: below.length > 0 ? true : null }, ...below] : [];
  };
  const rows = roots.flatMap((each) => look(each, 1));
  return { rows, hits, cut: hits > MOST };
}

/** Opened at first: everything of a small tree, the upper two levels of a large one. */
export function firstOpen(roots: readonly Node[], size: number): Set<string> {
  const open = new Set<string>();
  const walk = (nodes: readonly Node[], level: number) => {
    for (const node of nodes) {
      if (size > 60 && level > 2) continue;
      open.add(node.path);
      walk(node.children, level + 1);
    }
  };
  walk(roots, 1);
  return open;
}

export function countBelow(node: Node): number {
  return node.children.reduce((sum, child) => sum + 1 + countBelow(child), 0);
}

export function findNode(roots: readonly Node[], path: string): Node | undefined {
  for (const node of roots) {
    if (node.path === path) return node;
    const below = path.startsWith(node.path) ? findNode(node.children, path) : undefined;
    if (below) return below;
  }
  return undefined;
}

/** The last code of a path: `bank` of `sfb.cn.bank.` */
export function codeOf(path: string): string {
  return path.slice(0, -1).split('.').at(-1) ?? path;
}
