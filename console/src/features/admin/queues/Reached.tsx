import { useTranslation } from 'react-i18next';
import { serverNow } from '@/shared/live';
import { named } from '@/shared/names';
import { duration, exact, since, useTick } from '@/shared/times';
import type { PresenceState } from '@/shared/types';
import { useInstitutionName } from '../parts/institutions';
import type { Able } from '../service/shapes';

const TONE: Record<PresenceState, string> = {
  ready: 'dot dot-ok',
  away: 'dot dot-warn',
  offline: 'dot',
  lost: 'dot dot-act',
};

/** How many meet a requirement at this moment, in a sentence; below it, on demand, who they are. `further`: another step follows. */
export function Reached({ able, open = false, further = false }: { able: Able; open?: boolean; further?: boolean }) {
  const { t } = useTranslation('adminService');
  const tone = able.able === 0 ? 'able-sum problem' : able.ready === 0 ? 'able-sum warn' : 'able-sum';
  return (
    <div className="able">
      <p className={tone} aria-live="polite">
        {able.able === 0
          ? t(further ? 'able.nobodyStep' : 'able.nobody')
          : able.ready === 0
            ? t('able.noneReady', { able: able.able })
            : t('able.ready', { able: able.able, ready: able.ready, free: able.free })}
      </p>
      {able.colleagues.length > 0 &&
        (open ? (
          <Colleagues able={able} />
        ) : (
          <details className="able-who">
            <summary>{t('able.who')}</summary>
            <Colleagues able={able} />
          </details>
        ))}
      {able.elsewhere > 0 && <p className="quiet able-more">{t('able.elsewhere', { count: able.elsewhere })}</p>}
    </div>
  );
}

function Colleagues({ able }: { able: Able }) {
  const { t } = useTranslation('adminService');
  useTick();
  const place = useInstitutionName();
  const seen = able.able - able.elsewhere;
  return (
    <>
      <ul className="able-list">
        {able.colleagues.map((each) => (
          <li key={each.id}>
            <span className={TONE[each.presence.state]} aria-hidden="true" />
            <span className="able-name" title={place(each.home)}>
              {named(each.name)}
            </span>
            <span className="quiet able-state">
              {t(`able.state.${each.presence.state}`)}
              {each.presence.state !== 'offline' && each.presence.since && (
                <time className="num" title={exact(each.presence.since)}>
                  {' '}
                  {duration(since(each.presence.since, serverNow()))}
                </time>
              )}
            </span>
            <span className="num able-free">
              {each.presence.state === 'ready' ? t('able.free', { count: each.free }) : ''}
            </span>
          </li>
        ))}
      </ul>
      {seen > able.colleagues.length && (
        <p className="quiet able-more">{t('able.more', { count: seen - able.colleagues.length })}</p>
      )}
    </>
  );
}
