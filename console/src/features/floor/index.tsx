import { useTranslation } from 'react-i18next';
import { Empty } from '@/shared/states';

export default function View() {
  const { t } = useTranslation('floor');
  return <Empty title={t('none.title')} />;
}
