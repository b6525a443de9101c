import { useRef, useState } from 'react';
import { useKeys } from '../keys';

interface Labels {
  group: string;
  next: string;
  previous: string;
}

/**
 * A list beside a detail, by keyboard: the arrows move the focus from row to row (Enter opens, as with any link), except
 * inside the detail, where they scroll. A row carries `data-row` with its id.
 */
export function useRows(chosen: string | undefined, { group, next, previous }: Labels) {
  const list = useRef<HTMLElement>(null);
  const [inDetail, setInDetail] = useState(false);
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const step = (by: number) => {
    const all = rows();
    const here = all.indexOf(document.activeElement as HTMLElement);
    const from = here >= 0 ? here : all.findIndex((row) => row.dataset.row === chosen);
    all[Math.max(0, Math.min(all.length - 1, from + by))]?.focus();
  };
  useKeys([
    { keys: 'j', label: next, group, run: () => step(1) },
    { keys: 'k', label: previous, group, run: () => step(-1) },
    ...(inDetail
      ? []
      : [
          { keys: 'arrowdown', label: next, group, run: () => step(1) },
          { keys: 'arrowup', label: previous, group, run: () => step(-1) },
        ]),
  ]);
  return {
    list,
    step,
    focus: (id: string | undefined) =>
      rows()
        .find((row) => row.dataset.row === id)
        ?.focus(),
    detail: { tabIndex: -1, onFocus: () => setInDetail(true), onBlur: () => setInDetail(false) },
  };
}
