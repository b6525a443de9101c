import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { exact } from '@/shared/times';
import { Copied } from './Copied';
import { type Filters, ID } from './filters';
import { action, actor, fact, facts, kind, person, place, shortHash, shortId, subject, value } from './told';
import type { Entry, Institution } from './types';

interface Props {
  entry: Entry;
  institutions: readonly Institution[] | undefined;
  onClose: () => void;
  onFilter: (next: Partial<Filters>) => void;
}

/** One link of the chain with everything it holds. */
export function Detail({ entry, institutions, onClose, onFilter }: Props) {
  const { t } = useTranslation('audit');
  const { changes, others } = facts(entry.detail);
  const customer =
    entry.subjectKind === 'customer' && ID.test(entry.subject) ? entry.subject : (entry.detail.customer ?? null);
  const colon = entry.purpose?.indexOf(':') ?? -1;
  return (
    <aside className="audit-detail" aria-label={t('detail.title', { seq: entry.seq })}>
      <header className="audit-detail-head">
        <h2>
          {action(t, entry.action)}
          <span className="quiet num">#{entry.seq}</span>
        </h2>
        <Button type="text" icon={<CloseOutlined />} aria-label={t('keys.close')} onClick={onClose} />
      </header>
      <dl className="audit-facts">
        <Fact name={t('head.who')}>
          <strong>{actor(t, entry)}</strong>
          {entry.actorName && <span className="quiet">{entry.actorName.username}</span>}
          {entry.actor && <Copied whole={entry.actor} shown={shortId(entry.actor)} label={t('head.who')} />}
          <Narrow label={t('detail.onlyWho')} onClick={() => onFilter({ actor: entry.actor ?? 'system' })} />
        </Fact>
        <Fact name={t('head.what')}>
          {action(t, entry.action)}
          <code className="quiet">{entry.action}</code>
          <Narrow label={t('detail.onlyWhat')} onClick={() => onFilter({ action: entry.action })} />
        </Fact>
        <Fact name={t('head.whose')}>
          {subject(t, entry)}
          {ID.test(entry.subject) && (
            <>
              <Copied whole={entry.subject} shown={shortId(entry.subject)} label={kind(t, entry.subjectKind)} />
              <Narrow
                label={t('detail.onlyThis')}
                onClick={() => onFilter({ subject: `${entry.subjectKind}:${entry.subject}` })}
              />
            </>
          )}
        </Fact>
        {customer && (
          <Fact name={t('detail.customer')}>
            <Copied whole={customer} shown={shortId(customer)} label={t('detail.customer')} />
            <Narrow label={t('detail.allOfCustomer')} onClick={() => onFilter({ customer, subject: '' })} />
          </Fact>
        )}
        <Fact name={t('head.why')}>
          {entry.purpose ? (
            <>
              {colon > 0 ? kind(t, entry.purpose.slice(0, colon)) : entry.purpose}
              {colon > 0 && (
                <>
                  <Copied
                    whole={entry.purpose.slice(colon + 1)}
                    shown={shortId(entry.purpose.slice(colon + 1))}
                    label={t('head.why')}
                  />
                  <Narrow
                    label={t('detail.onlyThis')}
                    onClick={() => onFilter({ subject: entry.purpose ?? '', customer: '' })}
                  />
                </>
              )}
            </>
          ) : (
            <span className="quiet">{t('detail.noPurpose')}</span>
          )}
        </Fact>
        <Fact name={t('head.at')}>
          <time dateTime={entry.at}>{exact(entry.at)}</time>
          <code className="quiet">{entry.at}</code>
        </Fact>
        <Fact name={t('head.where')}>
          {place(institutions, entry.institution)}
          <code className="quiet">{entry.institution}</code>
        </Fact>
      </dl>
      {changes.length > 0 && (
        <section>
          <h3>{t('detail.changed')}</h3>
          <table className="audit-changes">
            <thead>
              <tr>
                <th scope="col">{t('detail.field')}</th>
                <th scope="col">{t('detail.before')}</th>
                <th scope="col">{t('detail.after')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr key={change.name}>
                  <th scope="row">{change.name ? fact(t, change.name) : ''}</th>
                  <td>{change.before === undefined ? '–' : value(t, change.name, change.before)}</td>
                  <td>{change.after === undefined ? '–' : value(t, change.name, change.after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {others.length > 0 && (
        <section>
          <h3>{t('detail.others')}</h3>
          <dl className="audit-others">
            {others.map(([name, text]) => (
              <Fragment key={name}>
                <dt>{fact(t, name)}</dt>
                <dd>
                  {text.length > 32 && /^[\da-f-]+$/.test(text) ? (
                    <Copied whole={text} shown={shortHash(text)} label={fact(t, name)} />
                  ) : (
                    value(t, name, text)
                  )}
                </dd>
              </Fragment>
            ))}
          </dl>
        </section>
      )}
      <section>
        <h3>{t('detail.chain')}</h3>
        <dl className="audit-others">
          <dt>{t('detail.hash')}</dt>
          <dd>
            <Copied whole={entry.hash} shown={shortHash(entry.hash)} label={t('detail.hash')} />
          </dd>
          <dt>{t('detail.previous')}</dt>
          <dd>
            <Copied whole={entry.previous} shown={shortHash(entry.previous)} label={t('detail.previous')} />
          </dd>
        </dl>
        <p className="quiet audit-note">{t('detail.chainHint')}</p>
      </section>
      {entry.subjectKind === 'operator' && entry.subjectName && entry.subjectName.id !== entry.actor && (
        <section>
          <Button size="small" onClick={() => onFilter({ actor: entry.subject, subject: '' })}>
            {t('detail.actsOf', { name: person(entry.subjectName) })}
          </Button>
        </section>
      )}
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Narrow({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className="audit-narrow" onClick={onClick}>
      {label}
    </button>
  );
}
