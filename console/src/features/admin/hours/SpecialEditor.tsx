import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayText } from './DayText';
import type { Draft } from './draft';
import { useInWords } from './inWords';
import { datesBetween, readDay } from './time';

interface Props {
  value: Draft['special'];
  onChange: (special: Draft['special']) => void;
  /** Days before this one are folded away. */
  today: string;
  errors: Record<string, string>;
}

/** Days on which other hours hold: closed, or changed. Several at once by a range. */
export function SpecialEditor({ value, onChange, today, errors }: Props) {
  const { t } = useTranslation('admin');
  const inWords = useInWords();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [text, setText] = useState('');
  const [past, setPast] = useState(false);
  const hidden = past ? 0 : value.filter((each) => each.date < today).length;
  const backwards = Boolean(from && to && to < from);
  const add = () => {
    const dates = new Set(datesBetween(from, to || from));
    const kept = value.filter((each) => !dates.has(each.date));
    onChange([...kept, ...[...dates].map((date) => ({ date, text }))].sort((a, b) => (a.date < b.date ? -1 : 1)));
    setFrom('');
    setTo('');
    setText('');
  };
  const ready = Boolean(from) && !backwards && 'periods' in readDay(text);
  return (
    <div className="stack">
      {/* Enter adds the day instead of saving the whole */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the fields inside */}
      <div
        className="special-add"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          if (ready) add();
        }}
      >
        <Input
          type="date"
          className="num"
          aria-label={t('hours.special.from')}
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <span className="quiet">{t('hours.special.to')}</span>
        <Input
          type="date"
          className="num"
          aria-label={t('hours.special.until')}
          value={to}
          min={from}
          status={backwards ? 'error' : ''}
          onChange={(event) => setTo(event.target.value)}
        />
        <DayText label={t('hours.special.hours')} value={text} onChange={setText} />
        <Button icon={<PlusOutlined />} disabled={!ready} onClick={add}>
          {t('hours.special.add')}
        </Button>
      </div>
      {backwards && (
        <p className="problem form-note" role="alert">
          {t('hours.special.backwards')}
        </p>
      )}
      {hidden > 0 && (
        <Button type="link" size="small" className="inline-link start" onClick={() => setPast(true)}>
          {t('hours.special.past', { count: hidden })}
        </Button>
      )}
      {value.length === 0 && <p className="quiet form-note">{t('hours.special.none')}</p>}
      {value.slice(hidden).map((each) => (
        <div key={each.date} className="special-row">
          <span className={each.date < today ? 'num quiet' : 'num'}>
            {inWords.date(each.date)} <span className="quiet">{inWords.dayOfDate(each.date)}</span>
          </span>
          <DayText
            label={t('hours.of', { day: inWords.date(each.date) })}
            value={each.text}
            error={errors[each.date]}
            onChange={(next) => onChange(value.map((one) => (one === each ? { ...one, text: next } : one)))}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('hours.special.remove', { day: inWords.date(each.date) })}
            onClick={() => onChange(value.filter((one) => one !== each))}
          />
        </div>
      ))}
    </div>
  );
}
