import { ArrowLeftOutlined, CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { serverNow } from '@/shared/live';
import { CustomerFacts, TierTag } from '@/shared/records/CustomerFacts';
import { useCustomerCases } from '@/shared/records/cases';
import { type CustomerView, useCustomer, useCustomerContacts } from '@/shared/records/customers';
import { PastContacts } from '@/shared/records/PastContacts';
import { StateTag } from '@/shared/records/StateTag';
import { useRight } from '@/shared/rights';
import { Empty, Failed, Forbidden, Loading, TooMuch } from '@/shared/states';
import { exact, short } from '@/shared/times';
import { NewCase } from './NewCase';

/** Looking somebody up is a purpose of its own: it shows what is masked, and nothing in clear. */
const LOOK_UP = 'reason:look-up';
const MOST_CASES = 50;
const PURPOSE = /^(case|contact):[0-9a-f-]{36}$/;

/** One customer: who it is, masked; what was talked about; what is open. */
export function Detail({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('customers');
  const came = (useLocation().state as { purpose?: string } | null)?.purpose;
  // kept from the first look on: a reload of the list must not change what this was opened for
  const [purpose] = useState(came && PURPOSE.test(came) ? came : LOOK_UP);
  const customer = useCustomer(id, purpose);
  return (
    <>
      <header className="detail-head">
        <Button
          type="text"
          className="detail-back"
          icon={<ArrowLeftOutlined />}
          aria-label={t('back')}
          onClick={onClose}
        />
        <h2 className="customer-name">
          {customer.data?.name}
          <TierTag tier={customer.data?.tier} />
        </h2>
        <Button
          type="text"
          className="detail-close push"
          icon={<CloseOutlined />}
          aria-label={t('close')}
          onClick={onClose}
        />
      </header>
      {customer.isLoading && <Loading rows={6} />}
      {customer.isError && !customer.data && <Failed fault={customer.error} retry={() => void customer.refetch()} />}
      {customer.data && (
        <div className="detail-body">
          <section className="panel-plain">
            <CustomerFacts
              view={customer.data}
              {...(purpose !== LOOK_UP && {
                purpose: {
                  code: purpose,
                  told: t(purpose.startsWith('case') ? 'records:purpose.case' : 'records:purpose.contact'),
                },
              })}
            />
          </section>
          <div className="customer-two">
            <CasesOf customer={customer.data} />
            <ContactsOf id={id} />
          </div>
        </div>
      )}
    </>
  );
}

function CasesOf({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation('customers');
  const may = useRight('case.read');
  const works = useRight('case.work');
  const cases = useCustomerCases(customer.id, may);
  const list = cases.data ?? [];
  return (
    <section aria-label={t('cases.title')}>
      <h3>
        {t('cases.title')}
        {cases.data && <span className="quiet num"> {list.length}</span>}
      </h3>
      {!may && <Forbidden right="case.read" />}
      {works && customer.home && <NewCase customer={customer.id} institution={customer.home} />}
      {cases.isLoading && <Loading rows={3} />}
      {cases.isError && <Failed compact fault={cases.error} retry={() => void cases.refetch()} />}
      {cases.data && list.length === 0 && <Empty compact title={t('cases.none')} />}
      <ul className="hits">
        {list.slice(0, MOST_CASES).map((each) => (
          <li key={each.id}>
            <span className="hit-what">
              <Link to={`/cases/${each.id}?owner=team`}>{each.title}</Link>
              <span className="quiet num" title={exact(each.openedAt)}>
                {each.number} · {short(each.openedAt, serverNow())}
              </span>
            </span>
            <StateTag state={each.state} />
          </li>
        ))}
      </ul>
      {list.length > MOST_CASES && <TooMuch shown={MOST_CASES} hint={t('cases.tooMany', { shown: MOST_CASES })} />}
    </section>
  );
}

function ContactsOf({ id }: { id: string }) {
  const { t } = useTranslation('customers');
  const may = useRight('contact.read');
  const contacts = useCustomerContacts(id, may);
  const list = contacts.data ?? [];
  return (
    <section aria-label={t('contacts.title')}>
      <h3>
        {t('contacts.title')}
        {contacts.data && <span className="quiet num"> {list.length}</span>}
      </h3>
      {!may && <Forbidden right="contact.read" />}
      {contacts.isLoading && <Loading rows={3} />}
      {contacts.isError && <Failed compact fault={contacts.error} retry={() => void contacts.refetch()} />}
      {contacts.data && list.length === 0 && <Empty compact title={t('records:contacts.none')} />}
      {list.length > 0 && <PastContacts contacts={list} />}
    </section>
  );
}
