import { Input } from 'antd';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readDay, writeDay } from './time';

interface Props {
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** A refusal of the server about this day. */
  error?: string | undefined;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  className?: string;
}

/** One day's hours as text. What is left behind is written out; what cannot be read is told at once, in place. */
export function DayText({ label, value, onChange, error, onKeyDown, className }: Props) {
  const { t } = useTranslation('admin');
  const id = useId();
  const [typing, setTyping] = useState(false);
  const read = readDay(value);
  const problem = 'problem' in read ? t(`hours.wrong.${read.problem}`, { part: read.part }) : undefined;
  const told = (typing ? undefined : problem) ?? error;
  return (
    <span className="day-text">
      <Input
        className={`num ${className ?? ''}`}
        aria-label={label}
        aria-invalid={Boolean(told)}
        aria-describedby={told ? id : undefined}
        status={told ? 'error' : ''}
        value={value}
        placeholder={t('hours.closed')}
        onChange={(event) => onChange(event.target.value)}
        onFocus={() => setTyping(true)}
        onBlur={() => {
          setTyping(false);
          if ('periods' in read && value !== writeDay(read.periods)) onChange(writeDay(read.periods));
        }}
        {...(onKeyDown && { onKeyDown })}
      />
      {told && (
        <span className="problem form-note" id={id} role="alert">
          {told}
        </span>
      )}
    </span>
  );
}
