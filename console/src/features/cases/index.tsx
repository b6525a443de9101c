import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { useKeys } from '@/shared/keys';
import { usePaused } from '@/shared/paused';
import { useRows } from '@/shared/records/useRows';
import { useRight } from '@/shared/rights';
import { Empty } from '@/shared/states';
import { Detail } from './Detail';
import { Filters } from './Filters';
import { addressOf, type Filter, filterOf } from './filters';
import { List } from './List';
import '@/shared/records/records.css';
import './cases.css';

/** 工单: what was promised to whom, by whom, until when. */
export default function Cases() {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const works = useRight('case.work');
  const chosen = pathname.split('/')[2];
  const filter = filterOf(new URLSearchParams(search), works);
  const [text, setText] = useState('');
  const asked = usePaused(text.trim());
  const words = asked.length >= 2 ? asked : '';
  const field = useRef<HTMLInputElement>(null);
  const group = t('keys.group');
  const rows = useRows(chosen, { group, next: t('keys.next'), previous: t('keys.previous') });

  const narrow = (next: Filter) => void navigate(`/cases${chosen ? `/${chosen}` : ''}${addressOf(next)}`);
  const close = () => {
    void navigate(`/cases${addressOf(filter)}`);
    rows.focus(chosen);
  };
  useKeys([
    { keys: '/', label: t('keys.search'), group, run: () => field.current?.focus() },
    ...(chosen ? [{ keys: 'escape', label: t('keys.close'), group, run: close }] : []),
  ]);

  return (
    <div className={chosen ? 'records records-open' : 'records'}>
      <section className="records-list" aria-label={t('list')} ref={rows.list}>
        <Filters
          filter={filter}
          text={text}
          field={field}
          searching={words !== ''}
          onFilter={narrow}
          onText={setText}
          onDown={() => rows.step(1)}
        />
        <List
          key={`${addressOf(filter)} ${words}`}
          filter={filter}
          words={words}
          chosen={chosen}
          onWiden={() => narrow({ ...filter, state: '', overdue: false })}
          address={(id) => `/cases/${id}${addressOf(filter)}`}
        />
      </section>
      {chosen ? (
        <section className="records-detail" aria-label={t('detail')} {...rows.detail}>
          <Detail key={chosen} id={chosen} onClose={close} />
        </section>
      ) : (
        <section className="records-none">
          <Empty title={t('choose.title')} hint={t('choose.hint')} />
        </section>
      )}
    </div>
  );
}
