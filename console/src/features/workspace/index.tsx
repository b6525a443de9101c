import { useTranslation } from 'react-i18next';
import { Empty } from '@/shared/states';

export default function View() {
  const { t } = useTranslation('workspace');
  return <Empty title={t('empty')} />;
}
