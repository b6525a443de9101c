import { ClockCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '@/shared/live';
import { type CaseView, overdue } from '@/shared/records/cases';
import { duration, exact, useTick } from '@/shared/times';
import type { CaseActs } from './acts';

const HOUR = 3_600_000;
const MORNING = 10;

/** What the customer was promised, until when. Over is the one thing here that is red. */
export function Promised({ view, works, acts }: { view: CaseView; works: boolean; acts: CaseActs }) {
  const { t } = useTranslation('cases');
  const [changing, setChanging] = useState(false);
  useTick();
  const now = serverNow();
  const late = overdue(view, now);
  const open = view.state !== 'closed';
  if (!open && !view.followUpAt) return null;
  const at = view.followUpAt ? Date.parse(view.followUpAt) : null;
  return (
    <div className={late ? 'promised promised-late' : at && open ? 'promised promised-on' : 'promised'}>
      <ClockCircleOutlined aria-hidden="true" />
      <span className="promised-told">
        {at === null ? (
          <span className="quiet">{t('promise.none')}</span>
        ) : (
          <>
            {t(late ? 'promise.late' : 'promise.at', { at: exact(at) })}
            {open && (
              <span className="num">
                {' '}
                {t(late ? 'promise.ago' : 'promise.left', { time: span(Math.abs(at - now), t) })}
              </span>
            )}
          </>
        )}
      </span>
      {works && open && !changing && (
        <Button size="small" onClick={() => setChanging(true)}>
          {t(at === null ? 'promise.make' : 'promise.move')}
        </Button>
      )}
      {changing && (
        <Moment
          on={at !== null}
          busy={acts.busy}
          onKeep={(next) => {
            acts.act({ do: 'promise', at: next });
            setChanging(false);
          }}
          onCancel={() => setChanging(false)}
        />
      )}
    </div>
  );
}

/** Days and hours where seconds would only flicker. */
function span(ms: number, t: (key: string, values: { count: number }) => string): string {
  if (ms >= 48 * HOUR) return t('promise.days', { count: Math.floor(ms / (24 * HOUR)) });
  if (ms >= 2 * HOUR) return t('promise.hours', { count: Math.floor(ms / HOUR) });
  return duration(ms / 1000);
}

interface MomentProps {
  on: boolean;
  busy: boolean;
  onKeep: (at: string | null) => void;
  onCancel: () => void;
}

function Moment({ on, busy, onKeep, onCancel }: MomentProps) {
  const { t } = useTranslation('cases');
  const id = useId();
  const [at, setAt] = useState(() => local(tomorrow()));
  const presets = [
    ['hour', serverNow() + HOUR],
    ['tomorrow', tomorrow()],
    ['week', tomorrow(7)],
  ] as const;
  const past = !at || new Date(at).getTime() <= serverNow();
  return (
    <form
      className="moment"
      onSubmit={(event) => {
        event.preventDefault();
        if (!past) onKeep(new Date(at).toISOString());
      }}
    >
      {presets.map(([key, instant]) => (
        <Button key={key} size="small" onClick={() => setAt(local(instant))}>
          {t(`promise.in.${key}`)}
        </Button>
      ))}
      <label htmlFor={id} className="unseen">
        {t('promise.when')}
      </label>
      <input
        id={id}
        type="datetime-local"
        className="when"
        value={at}
        onChange={(event) => setAt(event.target.value)}
      />
      <Button size="small" type="primary" htmlType="submit" disabled={past} loading={busy}>
        {t('promise.keep')}
      </Button>
      {on && (
        <Button size="small" type="text" onClick={() => onKeep(null)}>
          {t('promise.remove')}
        </Button>
      )}
      <Button size="small" type="text" onClick={onCancel}>
        {t('cancel')}
      </Button>
      {past && <span className="problem">{t('promise.past')}</span>}
    </form>
  );
}

function tomorrow(days = 1): number {
  const at = new Date(serverNow());
  at.setDate(at.getDate() + days);
  at.setHours(MORNING, 0, 0, 0);
  return at.getTime();
}

/** As the field wants it: local time without a zone. */
function local(instant: number): string {
  const at = new Date(instant);
  return new Date(instant - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
