import { useTranslation } from 'react-i18next';
import type { CaseState } from '../types';
import './records.css';

export function StateTag({ state }: { state: CaseState }) {
  const { t } = useTranslation('records');
  return <span className={`tag tag-${state}`}>{t(`state.${state}`)}</span>;
}
