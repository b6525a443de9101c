import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { named } from '@/shared/names';
import { CustomerFacts, TierTag } from '@/shared/records/CustomerFacts';
import { type CaseView, PRIORITIES, type Priority, useCaseCategories, type Way } from '@/shared/records/cases';
import { useCustomer } from '@/shared/records/customers';
import { Identify } from '@/shared/records/Identify';
import { useRight } from '@/shared/rights';
import { Failed, Loading } from '@/shared/states';
import type { CaseActs } from './acts';
import { Owner } from './Owner';

interface Props {
  view: CaseView;
  works: boolean;
  acts: CaseActs;
}

/** Beside the story: where the case stands, who owns it, whom it is about. */
export function Sides({ view, works, acts }: Props) {
  const { t } = useTranslation('cases');
  const id = useId();
  const categories = useCaseCategories();
  const edits = works && view.state !== 'closed';
  return (
    <div className="sides">
      {works && <Ways view={view} acts={acts} />}
      <dl className="facts">
        <Owner view={view} works={works} acts={acts} />
        <div>
          <dt>{edits ? <label htmlFor={`${id} priority`}>{t('field.priority')}</label> : t('field.priority')}</dt>
          <dd>
            {edits ? (
              <select
                id={`${id} priority`}
                className="field"
                value={view.priority}
                onChange={(event) => acts.act({ do: 'edit', priority: event.target.value as Priority })}
              >
                {PRIORITIES.map((each) => (
                  <option key={each} value={each}>
                    {t(`records:priority.${each}`)}
                  </option>
                ))}
              </select>
            ) : (
              t(`records:priority.${view.priority}`)
            )}
          </dd>
        </div>
        <div>
          <dt>{edits ? <label htmlFor={`${id} category`}>{t('field.category')}</label> : t('field.category')}</dt>
          <dd>
            {edits ? (
              <select
                id={`${id} category`}
                className="field"
                value={view.category ?? ''}
                onChange={(event) => acts.act({ do: 'edit', category: event.target.value })}
              >
                <option value="" disabled>
                  {t('choose.category')}
                </option>
                {categories.data?.map((each) => (
                  <option key={each.key} value={each.key}>
                    {named(each.name)}
                  </option>
                ))}
              </select>
            ) : (
              named(categories.data?.find((each) => each.key === view.category)?.name) || '–'
            )}
          </dd>
        </div>
        {view.institutionName && (
          <div>
            <dt>{t('field.institution')}</dt>
            <dd>{named(view.institutionName)}</dd>
          </div>
        )}
      </dl>
      <Customer view={view} works={edits} acts={acts} />
    </div>
  );
}

/** The states the case can go to from here; one that needs a reason asks for it first. */
function Ways({ view, acts }: { view: CaseView; acts: CaseActs }) {
  const { t } = useTranslation('cases');
  const id = useId();
  const [asking, setAsking] = useState<Way | null>(null);
  const [reason, setReason] = useState('');
  const ways = view.ways ?? [];
  // somebody else may have taken this way meanwhile: what was typed stays until it is used or given up
  const still = asking && ways.find((way) => way.to === asking.to);
  const go = (way: Way) => {
    if (way.reason) setAsking(way);
    else acts.act({ do: 'state', state: way.to });
  };
  return (
    <div className="ways">
      <fieldset className="bare ways-row" aria-label={t('ways.label')}>
        {ways.map((way) => (
          <Button
            key={way.to}
            size="small"
            disabled={acts.busy}
            aria-expanded={way.reason ? asking?.to === way.to : undefined}
            onClick={() => go(way)}
          >
            {t(`ways.${view.state === 'closed' ? 'reopen' : way.to}`)}
          </Button>
        ))}
      </fieldset>
      {asking && (
        <form
          className="ways-why"
          onSubmit={(event) => {
            event.preventDefault();
            if (!reason.trim() || !still) return;
            acts.act(
              { do: 'state', state: asking.to, reason: reason.trim() },
              {
                onSuccess: () => {
                  setAsking(null);
                  setReason('');
                },
              },
            );
          }}
        >
          <label htmlFor={id}>{t(view.state === 'closed' ? 'ways.whyReopen' : 'ways.whyClose')}</label>
          <textarea
            id={id}
            className="field"
            rows={2}
            maxLength={2000}
            // biome-ignore lint/a11y/noAutofocus: opened by the person to type
            autoFocus
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <span className="row">
            <Button
              size="small"
              type="primary"
              htmlType="submit"
              disabled={!reason.trim() || !still}
              loading={acts.busy}
            >
              {t(`ways.${view.state === 'closed' ? 'reopen' : asking.to}`)}
            </Button>
            <Button size="small" type="text" onClick={() => setAsking(null)}>
              {t('cancel')}
            </Button>
          </span>
        </form>
      )}
    </div>
  );
}

/** Room for it beside the story; otherwise it opens when it is wanted, and is read only then. */
const WIDE = '(min-width: 1181px)';

function Customer({ view, works, acts }: Props) {
  const { t } = useTranslation('cases');
  const may = useRight('customer.read');
  const [open, setOpen] = useState(() => window.matchMedia?.(WIDE).matches ?? true);
  const purpose = `case:${view.id}`;
  const customer = useCustomer(may && open ? view.customer?.id : null, purpose);
  if (!view.customer) return <Unknown works={works && may} acts={acts} />;
  if (!may) return <p className="sides-none">{view.customer.name}</p>;
  return (
    <details className="sides-customer" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <strong>{view.customer.name}</strong> <TierTag tier={customer.data?.tier} />
      </summary>
      {customer.isLoading && <Loading rows={2} />}
      {customer.isError && <Failed compact fault={customer.error} retry={() => void customer.refetch()} />}
      {customer.data && (
        <CustomerFacts view={customer.data} purpose={{ code: purpose, told: t('records:purpose.case') }} />
      )}
      <Link to={`/customers/${view.customer.id}`} state={{ purpose }}>
        {t('customer.all')}
      </Link>
    </details>
  );
}

/** Somebody whom nobody knew in the contact may be known by now. */
function Unknown({ works, acts }: { works: boolean; acts: CaseActs }) {
  const { t } = useTranslation('cases');
  const [finding, setFinding] = useState(false);
  if (finding)
    return (
      <div className="sides-customer">
        <Identify
          busy={acts.customer}
          onChoose={(hit) => acts.act({ do: 'identify', customer: hit.id })}
          onCancel={() => setFinding(false)}
        />
      </div>
    );
  return (
    <p className="quiet sides-none">
      {t('customer.unknown')}{' '}
      {works && (
        <Button size="small" onClick={() => setFinding(true)}>
          {t('records:identify.title')}
        </Button>
      )}
    </p>
  );
}
