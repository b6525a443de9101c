import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { named } from '@/shared/names';
import type { Row } from './tree';

interface Props {
  rows: readonly Row[];
  chosen: string | null;
  onChoose: (path: string) => void;
  onOpen: (path: string, open: boolean) => void;
}

/** The tree as rows, with the keys of a tree: up, down, left to close or go up, right to open or go in, Home, End. */
export function InstitutionTree({ rows, chosen, onChoose, onOpen }: Props) {
  const { t } = useTranslation('admin');
  const area = useRef<HTMLDivElement>(null);
  const entry = rows.some((row) => row.node.path === chosen) ? chosen : rows[0]?.node.path;

  const focus = (row: Row | undefined) => {
    if (row) area.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(row.node.path)}"]`)?.focus();
  };
  /** What a key does on a row; nothing for other keys. */
  const actOf = (pressed: string, row: Row, index: number): (() => void) | undefined => {
    switch (pressed) {
      case 'ArrowDown':
        return () => focus(rows[index + 1]);
      case 'ArrowUp':
        return () => focus(rows[index - 1]);
      case 'Home':
        return () => focus(rows[0]);
      case 'End':
        return () => focus(rows.at(-1));
      case 'ArrowRight':
        return () => (row.open === false ? onOpen(row.node.path, true) : row.open && focus(rows[index + 1]));
      case 'ArrowLeft':
        return () =>
          row.open
            ? onOpen(row.node.path, false)
            : focus(rows.slice(0, index).findLast((above) => above.level < row.level));
      case 'Enter':
      case ' ':
        return () => onChoose(row.node.path);
      default:
        return undefined;
    }
  };
  const key = (event: KeyboardEvent, row: Row, index: number) => {
    const act = actOf(event.key, row, index);
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  return (
    <div className="tree" role="tree" aria-label={t('nav.institutions')} ref={area}>
      {rows.map((row, index) => (
        <div
          key={row.node.path}
          role="treeitem"
          className="tree-row"
          data-path={row.node.path}
          data-level={row.level}
          aria-level={row.level}
          aria-expanded={row.open ?? undefined}
          aria-selected={row.node.path === chosen}
          tabIndex={row.node.path === entry ? 0 : -1}
          style={{ '--level': row.level - 1 } as React.CSSProperties}
          onClick={() => onChoose(row.node.path)}
          onKeyDown={(event) => key(event, row, index)}
        >
          {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the keys are the row's */}
          <span
            className="tree-caret"
            onClick={(event) => {
              event.stopPropagation();
              if (row.open !== null) onOpen(row.node.path, !row.open);
            }}
          >
            {row.open === null ? null : row.open ? <CaretDownOutlined /> : <CaretRightOutlined />}
          </span>
          <span className="tree-name">{named(row.node.name)}</span>
          <span className="tree-kind">{t(`institutions.kind.${row.node.kind}`)}</span>
        </div>
      ))}
    </div>
  );
}
