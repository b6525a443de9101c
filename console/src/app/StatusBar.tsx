import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { live, serverNow, useLive } from '@/shared/live';
import { named } from '@/shared/names';
import { useRight } from '@/shared/rights';
import { clock, duration, exact, since, useTick } from '@/shared/times';
import type { Name } from '@/shared/types';

/** The bottom edge: my presence, capacity, connection, clock. Always there, always true. */
export function StatusBar() {
  // A supervisor may serve but need not be an agent: without capacity there is no presence to speak of.
  const may = useRight('contact.serve');
  const serves = useLive((state) => may && (state.me?.capacity.chat?.max ?? 0) > 0);
  return (
    <footer className="bar">
      {serves && <PresenceSwitch />}
      {serves && <CapacityUsed />}
      <span className="bar-gap" />
      <Line />
      <Clock />
    </footer>
  );
}

export interface AwayReason {
  key: string;
  name: Name;
  /** False for reasons that only the system gives. */
  chosen: boolean;
}

export function useAwayReasons(enabled = true) {
  return useQuery({
    queryKey: ['away-reasons'],
    queryFn: ({ signal }) => api.get<AwayReason[]>('/away-reasons', undefined, signal),
    staleTime: 600_000,
    enabled,
  });
}

export function usePresence() {
  return useAct<{ state: 'ready' | 'away'; reason?: string }>({
    run: (next, key) => api.put('/me/presence', next, key),
  });
}

function PresenceSwitch() {
  const { t } = useTranslation('common');
  const presence = useLive((state) => state.me?.presence);
  const reasons = useAwayReasons();
  const change = usePresence();
  if (!presence) return null;
  const reason = reasons.data?.find((each) => each.key === presence.reason);
  const label = presence.state === 'away' && reason ? named(reason.name) : t(`presence.${presence.state}`);
  return (
    <span className="bar-part">
      <Dropdown
        trigger={['click']}
        placement="topLeft"
        menu={{
          items: [
            { key: 'ready', label: <Dotted state="ready">{t('presence.ready')}</Dotted> },
            { type: 'divider' },
            ...(reasons.data ?? [])
              .filter((each) => each.chosen)
              .map((each) => ({
                key: `away ${each.key}`,
                label: <Dotted state="away">{named(each.name)}</Dotted>,
              })),
            ...(reasons.data?.length
              ? []
              : [{ key: 'away', label: <Dotted state="away">{t('presence.away')}</Dotted> }]),
          ],
          onClick: ({ key }) => {
            const [state, code] = key.split(' ');
            change.mutate({ state: state as 'ready' | 'away', ...(code && { reason: code }) });
          },
        }}
      >
        <Button size="small" type="text" loading={change.isPending}>
          <span className="unseen">{t('presence.label')} </span>
          <Dotted state={presence.state}>{label}</Dotted>
          {presence.since && <Since at={presence.since} />}
        </Button>
      </Dropdown>
      {presence.afterContact > 0 && (
        <span className="bar-note">{t('presence.afterContact', { count: presence.afterContact })}</span>
      )}
    </span>
  );
}

/** Runs by itself: an open menu that is drawn again every second is never still under the hand. */
function Since({ at }: { at: string }) {
  useTick();
  return <span className="num quiet">{duration(since(at, serverNow()))}</span>;
}

export function Dotted({ state, children }: { state: string; children: React.ReactNode }) {
  return (
    <span className="dotted">
      <span className={`dot dot-${state}`} aria-hidden="true" />
      {children}
    </span>
  );
}

function CapacityUsed() {
  const { t } = useTranslation('common');
  const chat = useLive((state) => state.me?.capacity.chat);
  if (!chat) return null;
  return (
    <Tooltip title={t('capacity.hint')}>
      <span className="bar-part num" role="img" aria-label={t('capacity.label', { used: chat.used, max: chat.max })}>
        <span className="slots" aria-hidden="true">
          {Array.from({ length: chat.max }, (_, slot) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place
            <span key={slot} className={slot < chat.used ? 'slot slot-used' : 'slot'} />
          ))}
        </span>
        {t('capacity.short', { used: chat.used, max: chat.max })}
      </span>
    </Tooltip>
  );
}

function Line() {
  const { t } = useTranslation('common');
  useTick();
  const line = useLive((state) => state.line);
  const lineSince = useLive((state) => state.lineSince);
  const retryAt = useLive((state) => state.retryAt);
  const database = useLive((state) => state.database);
  const unsent = useLive((state) => state.outbox.filter((each) => each.state === 'sending').length);
  const seconds = retryAt ? Math.max(0, Math.ceil((retryAt - Date.now()) / 1000)) : 0;
  const state = line === 'live' && database === 'down' ? 'stored' : line;
  return (
    <span className={`bar-part line line-${state}`} role="status">
      <Tooltip title={t(`line.${state}Hint`, { since: exact(lineSince) })}>
        <span className="dotted">
          <span className={`dot dot-line-${state}`} aria-hidden="true" />
          {t(`line.${state}`)}
          {line === 'reconnecting' && seconds > 0 && <span className="num"> {t('line.retryIn', { seconds })}</span>}
        </span>
      </Tooltip>
      {unsent > 0 && line !== 'live' && <span className="bar-note">{t('line.unsent', { count: unsent })}</span>}
      {(line === 'reconnecting' || line === 'connecting') && seconds > 2 && (
        <Button size="small" type="link" onClick={() => live.nudge()}>
          {t('line.now')}
        </Button>
      )}
      {line === 'stopped' && (
        <Button size="small" type="link" onClick={() => window.location.reload()}>
          {t('fault.reload')}
        </Button>
      )}
    </span>
  );
}

function Clock() {
  useTick();
  return (
    <Tooltip title={exact(serverNow())}>
      <time className="bar-part num">{clock(serverNow())}</time>
    </Tooltip>
  );
}
