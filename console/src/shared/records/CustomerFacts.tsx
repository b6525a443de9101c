import { useTranslation } from 'react-i18next';
import { named } from '../names';
import { useRight } from '../rights';
import type { CustomerView } from './customers';
import { Masked } from './Masked';
import './records.css';

interface Props {
  view: CustomerView;
  /** The contact or case in which the customer is looked at; without one each reading asks why. */
  purpose?: { code: string; told: string };
}

/** Who it is: masked identities, language, home. */
export function CustomerFacts({ view, purpose }: Props) {
  const { t } = useTranslation('records');
  const reveals = useRight('customer.reveal');
  return (
    <dl className="facts">
      {Object.entries(view.masked).map(([field, masked]) => (
        <Masked
          key={`${view.id} ${field}`}
          customer={view.id}
          field={field}
          masked={masked}
          reveals={reveals}
          {...(purpose && { purpose })}
        />
      ))}
      {view.language && (
        <div>
          <dt>{t('customer.language')}</dt>
          <dd>{t(`language.${view.language}`)}</dd>
        </div>
      )}
      {view.home && (
        <div>
          <dt>{t('customer.home')}</dt>
          <dd>{named(view.homeName) || view.home}</dd>
        </div>
      )}
    </dl>
  );
}

export function TierTag({ tier }: { tier: string | undefined }) {
  const { t } = useTranslation('records');
  return tier ? <span className={`tier tier-${tier}`}>{t(`tier.${tier}`)}</span> : null;
}
