import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api';
import { serverNow } from '@/shared/live';
import { named } from '@/shared/names';
import { Failed, Loading } from '@/shared/states';
import { duration, exact, since, useTick } from '@/shared/times';
import type { PresenceState } from '@/shared/types';
import { useInstitutionName } from '../parts/institutions';
import { type Able, LIVE_MS, type SkillLevel } from '../service/shapes';

const TONE: Record<PresenceState, string> = {
  ready: 'dot dot-ok',
  away: 'dot dot-warn',
  offline: 'dot',
  lost: 'dot dot-act',
};

/** Who meets a requirement at this moment, also one that is not saved yet; asked anew every few seconds. */
export function WhoCanServe({ skills, brief = false }: { skills: SkillLevel[]; brief?: boolean }) {
  const { t } = useTranslation('adminService');
  const asked = skills
    .filter((each) => each.skill)
    .map((each) => `${each.skill}:${each.level}`)
    .sort();
  const able = useQuery({
    queryKey: ['admin', 'able', ...asked],
    queryFn: ({ signal }) =>
      api.get<Able>(
        `/admin/queues/able?${asked.map((each) => `skill=${encodeURIComponent(each)}`).join('&')}`,
        undefined,
        signal,
      ),
    refetchInterval: LIVE_MS,
    staleTime: 0,
    placeholderData: (before) => before,
  });
  if (able.isError) return <Failed compact fault={able.error} retry={() => void able.refetch()} />;
  if (!able.data) return <Loading rows={2} />;
  const { data } = able;
  return (
    <div className="able" aria-live="polite">
      <p className={data.able === 0 ? 'able-sum problem' : 'able-sum'}>
        {data.able === 0
          ? t('able.nobody')
          : data.ready === 0
            ? t('able.noneReady', { able: data.able })
            : t('able.ready', { able: data.able, ready: data.ready, free: data.free })}
      </p>
      {!brief && data.colleagues.length > 0 && <Colleagues able={data} />}
      {data.elsewhere > 0 && <p className="quiet able-more">{t('able.elsewhere', { count: data.elsewhere })}</p>}
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
