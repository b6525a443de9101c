import { VerticalAlignBottomOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DayBar, DayScale } from './DayBar';
import { DayText } from './DayText';
import { useInWords } from './inWords';
import { DAYS, type Day, readDay } from './time';

interface Props {
  value: Record<Day, string>;
  onChange: (week: Record<Day, string>) => void;
  errors: Partial<Record<Day, string>>;
}

/** A row for each day: typed text and its picture. Up and down change the day, Ctrl/⌘-D takes over the day above. */
export function WeekEditor({ value, onChange, errors }: Props) {
  const { t } = useTranslation('admin');
  const inWords = useInWords();
  const area = useRef<HTMLDivElement>(null);
  const set = (patch: Partial<Record<Day, string>>) => onChange({ ...value, ...patch });
  const focus = (index: number) => area.current?.querySelectorAll<HTMLInputElement>('.day-input')[index]?.focus();
  const key = (event: KeyboardEvent<HTMLInputElement>, day: Day, index: number) => {
    if (event.nativeEvent.isComposing) return;
    const above = DAYS[index - 1];
    if (event.key === 'ArrowDown') focus(index + 1);
    else if (event.key === 'ArrowUp') focus(index - 1);
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd' && above) set({ [day]: value[above] });
    else return;
    event.preventDefault();
  };
  const parsed = (day: Day | undefined) => {
    const read = day && readDay(value[day]);
    return read && 'periods' in read ? read.periods : [];
  };
  return (
    <div className="week-editor" ref={area}>
      <div className="week-row week-scale">
        <DayScale />
      </div>
      {DAYS.map((day, index) => (
        <div key={day} className="week-row">
          <span className="week-day">{inWords.day(day)}</span>
          <DayText
            label={t('hours.of', { day: inWords.day(day, 'long') })}
            className="day-input"
            value={value[day]}
            error={errors[day]}
            onChange={(text) => set({ [day]: text })}
            onKeyDown={(event) => key(event, day, index)}
          />
          <Button
            type="text"
            icon={<VerticalAlignBottomOutlined />}
            tabIndex={-1}
            disabled={index === 6}
            aria-label={t('hours.fill', { day: inWords.day(day, 'long') })}
            title={t('hours.fill', { day: inWords.day(day, 'long') })}
            onClick={() => {
              const end = index < 5 ? 5 : 7;
              set(Object.fromEntries(DAYS.slice(index, end).map((each) => [each, value[day]])));
            }}
          />
          <DayBar periods={parsed(day)} before={parsed(DAYS[(index + 6) % 7])} />
        </div>
      ))}
    </div>
  );
}
