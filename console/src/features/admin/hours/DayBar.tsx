import { endOf, minutesOf, overMidnight, type Period } from './time';

const HOUR = 60;

/** A day from 0 to 24 as a line; what runs on from the day before is drawn paler. */
export function DayBar({ periods, before }: { periods: readonly Period[]; before?: readonly Period[] }) {
  return (
    <svg className="day-bar" viewBox="0 0 1440 24" preserveAspectRatio="none" aria-hidden="true">
      <rect width="1440" height="24" className="day-ground" />
      {before
        ?.filter((each) => overMidnight(each) && minutesOf(each.to) > 0)
        .map((each) => (
          <rect key={each.from} width={minutesOf(each.to)} height="24" className="day-carried" />
        ))}
      {periods.map((each) => (
        <rect
          key={each.from}
          x={minutesOf(each.from)}
          width={Math.min(1440, endOf(each)) - minutesOf(each.from)}
          height="24"
          className="day-open"
        />
      ))}
      {[3, 6, 9, 12, 15, 18, 21].map((hour) => (
        <line
          key={hour}
          x1={hour * HOUR}
          x2={hour * HOUR}
          y1="0"
          y2="24"
          className={hour % 6 === 0 ? 'day-line-6' : 'day-line'}
        />
      ))}
    </svg>
  );
}

/** The hours above the bars. */
export function DayScale() {
  return (
    <span className="day-scale num" aria-hidden="true">
      {[0, 6, 12, 18, 24].map((hour) => (
        <span key={hour}>{hour}</span>
      ))}
    </span>
  );
}
