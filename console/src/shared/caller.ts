import i18next from 'i18next';

/** Who is there: the customer's name; what a visitor calls himself, marked as his own saying; otherwise a visitor. */
export function caller(customer: { name?: string | null; said?: string | null }): string {
  if (customer.name) return customer.name;
  return customer.said ? i18next.t('common:caller.said', { name: customer.said }) : i18next.t('common:caller.visitor');
}
