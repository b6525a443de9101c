import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { named } from '@/shared/names';
import { clock, duration } from '@/shared/times';
import { type AgentDay, hours, lanes, span, window } from './day';

const MOST_LANES = 6;
const MARKS = 6;

interface Props {
  day: AgentDay;
  now: number;
  reasonName: (key: string | null | undefined) => string;
}

/** The day as a strip: states above, contacts in lanes below, hours under both. */
export function Strip({ day, now, reasonName }: Props) {
  const { t } = useTranslation('agentDay');
  const shown = window(day, now);
  const placed = lanes(day.contacts, now);
  const many = Math.min(MOST_LANES, Math.max(1, ...placed.map((each) => each.lane + 1)));
  const marks = hours(shown, MARKS);
  const at = (time: number) => (100 * (time - shown.from)) / (shown.to - shown.from);
  const told = (what: string, from: string, to: string | null | undefined) =>
    t('strip.told', {
      what,
      from: clock(from),
      to: to ? clock(to) : t('strip.now'),
      time: duration(((to ? Date.parse(to) : now) - Date.parse(from)) / 1000),
    });
  const presence = day.states.filter((each) => each.state !== 'offline');
  return (
    <figure className="strip" aria-label={t('strip.label')}>
      <div className="strip-row strip-states">
        {presence.map((each) => {
          const { left, width } = span(shown, each.from, each.to, now);
          const what = reasonName(each.reason) || t(`state.${each.state}`);
          return (
            <Tooltip key={each.from} title={told(what, each.from, each.to)}>
              <span className={`strip-span strip-${each.state}`} style={{ left: `${left}%`, width: `${width}%` }} />
            </Tooltip>
          );
        })}
      </div>
      <div className="strip-row strip-contacts" style={{ '--lanes': many } as React.CSSProperties}>
        {placed
          .filter((each) => each.lane < MOST_LANES)
          .map(({ served, lane }) => {
            const { left, width } = span(shown, served.from, served.to, now);
            const what =
              served.state === 'after-contact'
                ? t('strip.after', { queue: named(served.queue) })
                : named(served.queue) || t('strip.contact');
            return (
              <Tooltip
                key={`${served.contact} ${served.state} ${served.from}`}
                title={told(what, served.from, served.to)}
              >
                <span
                  className={`strip-span strip-${served.state}`}
                  style={{ left: `${left}%`, width: `${width}%`, top: `${(100 * lane) / many}%` }}
                />
              </Tooltip>
            );
          })}
        {now > shown.from && now < shown.to && <span className="strip-now" style={{ left: `${at(now)}%` }} />}
      </div>
      <div className="strip-hours num" aria-hidden="true">
        {marks.map((mark) => (
          <span key={mark} style={{ left: `${at(mark)}%` }}>
            {clock(mark)}
          </span>
        ))}
      </div>
      <figcaption className="strip-legend">
        {(['ready', 'away', 'lost'] as const)
          .filter((state) => presence.some((each) => each.state === state))
          .map((state) => (
            <span key={state}>
              <span className={`strip-key strip-${state}`} />
              {t(`state.${state}`)}
            </span>
          ))}
        {day.contacts.length > 0 && (
          <>
            <span>
              <span className="strip-key strip-served" />
              {t('strip.contact')}
            </span>
            <span>
              <span className="strip-key strip-after-contact" />
              {t('strip.afterShort')}
            </span>
          </>
        )}
      </figcaption>
    </figure>
  );
}
