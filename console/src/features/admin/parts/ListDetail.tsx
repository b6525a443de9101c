import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';

/** A section's page: its name, what it is for, its acts; below them whatever the section shows. */
export function Page(props: { title: string; hint?: ReactNode; acts?: ReactNode; children: ReactNode }) {
  return (
    <section className="admin-page" aria-label={props.title}>
      <header className="admin-head">
        <div>
          <h1>{props.title}</h1>
          {props.hint && <p className="quiet">{props.hint}</p>}
        </div>
        {props.acts && <div className="admin-acts">{props.acts}</div>}
      </header>
      {props.children}
    </section>
  );
}

/** List on the left, the chosen one on the right; on a phone the chosen one takes the place of the list. */
export function ListDetail(props: { list: ReactNode; detail: ReactNode; chosen: boolean; onBack: () => void }) {
  const { t } = useTranslation('admin');
  return (
    <div className={props.chosen ? 'list-detail list-detail-chosen' : 'list-detail'}>
      <div className="list-side">{props.list}</div>
      <div className="detail-side">
        {props.chosen && (
          <Button className="detail-back" type="text" icon={<ArrowLeftOutlined />} onClick={props.onBack}>
            {t('parts.back')}
          </Button>
        )}
        {props.detail}
      </div>
    </div>
  );
}

/**
 * Which one is chosen stands in the address (`/admin/<section>/<id>`), so that it can be linked and survives a reload.
 * What narrows the list stands behind it and stays.
 */
export function useChosen(section: string): [string | null, (id: string | null) => void] {
  const rest = useParams()['*'];
  const navigate = useNavigate();
  const { search } = useLocation();
  return [
    rest || null,
    (id) => navigate({ pathname: `/admin/${section}${id ? `/${encodeURIComponent(id)}` : ''}`, search }),
  ];
}

/** A row of a list that opens its detail. */
export function ListRow(props: {
  chosen: boolean;
  onChoose: () => void;
  title: ReactNode;
  note?: ReactNode;
  side?: ReactNode;
}) {
  const row = useRef<HTMLButtonElement>(null);
  // one that was opened by a link or has just been made is shown in its list
  useEffect(() => {
    if (props.chosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [props.chosen]);
  return (
    <button
      ref={row}
      type="button"
      className="list-row"
      aria-current={props.chosen || undefined}
      onClick={props.onChoose}
    >
      <span className="list-row-text">
        <span className="list-row-title">{props.title}</span>
        {props.note && <span className="list-row-note">{props.note}</span>}
      </span>
      {props.side && <span className="list-row-side">{props.side}</span>}
    </button>
  );
}

/** A detail's facts, name beside value. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
