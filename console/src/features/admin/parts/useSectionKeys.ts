import { useTranslation } from 'react-i18next';
import { useKeys } from '@/shared/keys';

/** The keys of a section: `n` begins a new one, `/` goes to its search. */
export function useSectionKeys(add: { label: string; run: () => void } | null, search: (() => void) | null): void {
  const { t } = useTranslation('admin');
  const group = t('parts.keys');
  useKeys([
    ...(add ? [{ keys: 'n', label: add.label, group, run: add.run }] : []),
    ...(search ? [{ keys: '/', label: t('parts.toSearch'), group, run: search }] : []),
  ]);
}
