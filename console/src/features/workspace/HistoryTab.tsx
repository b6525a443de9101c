import { useTranslation } from 'react-i18next';
import { useCustomerContacts } from '@/shared/records/customers';
import { PastContacts } from '@/shared/records/PastContacts';
import { Empty, Failed, Loading } from '@/shared/states';
import type { ContactCard } from '@/shared/types';

/** Earlier contacts of the same customer. */
export function HistoryTab({ card }: { card: ContactCard }) {
  const { t } = useTranslation(['workspace', 'records']);
  const contacts = useCustomerContacts(card.customer.id);
  if (!card.customer.id) return <Empty compact title={t('history.unknown')} hint={t('history.unknownHint')} />;
  if (contacts.isLoading) return <Loading />;
  if (contacts.isError) return <Failed fault={contacts.error} retry={() => void contacts.refetch()} />;
  const past = contacts.data?.filter((each) => each.id !== card.id) ?? [];
  if (past.length === 0) return <Empty compact title={t('records:contacts.none')} />;
  return <PastContacts contacts={past} />;
}
