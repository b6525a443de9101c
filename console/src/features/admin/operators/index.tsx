import { useTranslation } from 'react-i18next';
import { Empty } from '@/shared/states';

export default function View() {
  const { t } = useTranslation('admin');
  return <Empty title={t('nav.operators')} />;
}
