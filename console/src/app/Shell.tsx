import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, useLocation, useNavigation } from 'react-router';
import { language, speak } from '@/i18n';
import { api } from '@/shared/api';
import { useKeys } from '@/shared/keys';
import { live, startLive, useLive, useLiveEffect } from '@/shared/live';
import type { Effect } from '@/shared/live/stream';
import { Mark } from '@/shared/Mark';
import { Failed, Told } from '@/shared/states';
import type { Me } from '@/shared/types';
import { allowed, places } from './menu';
import './shell.css';
import { StatusBar } from './StatusBar';
import { TopBar } from './TopBar';

const Palette = lazy(() => import('./Palette'));
const KeysSheet = lazy(() => import('./KeysSheet'));
const LISTS_MS = 1_000;

/** The frame around every view: menu by rights, top bar, the view, status bar. */
export function Shell() {
  const { t } = useTranslation('common');
  const queries = useQueryClient();
  const [palette, setPalette] = useState(false);
  const [keys, setKeys] = useState(false);
  const me = useLive((state) => state.me);
  const first = useQuery({ queryKey: ['me'], queryFn: ({ signal }) => api.get<Me>('/me', undefined, signal) });

  useEffect(() => {
    if (!first.data) return;
    live.dispatch({ type: 'me', me: first.data });
    const spoken = first.data.language === 'en' ? 'en' : 'zh';
    if (!localStorage.getItem('airbranch.language') && spoken !== language()) void speak(spoken);
    return startLive();
  }, [first.data]);

  const lists = useRef<number | null>(null);
  const follow = useCallback(
    (effect: Effect) => {
      if (effect.do === 'case') {
        void queries.invalidateQueries({ queryKey: ['case', effect.case] });
        // a busy centre changes cases all the time: lists are asked for again at most once in a while
        lists.current ??= window.setTimeout(() => {
          lists.current = null;
          void queries.invalidateQueries({ queryKey: ['cases'] });
          void queries.invalidateQueries({ queryKey: ['customer-cases'] });
        }, LISTS_MS);
      }
      if (effect.do === 'floor') void queries.invalidateQueries({ queryKey: ['floor'] });
    },
    [queries],
  );
  useLiveEffect(follow);

  const general = t('keys.general');
  useKeys([
    { keys: 'mod+k', label: t('keys.palette'), group: general, inText: true, run: () => setPalette(true) },
    { keys: '?', label: t('keys.help'), group: general, run: () => setKeys(true) },
  ]);

  if (first.error && !me) return <Failed fault={first.error} retry={() => void first.refetch()} />;
  return (
    <div className="shell">
      <a className="skip" href="#view">
        {t('skip')}
      </a>
      <nav className="rail" aria-label={t('menu.label')}>
        <Mark />
        {places
          .filter((place) => allowed(place, me?.rights))
          .map((place) => (
            <NavLink key={place.key} to={place.path} className="rail-item">
              {place.icon}
              <span>{t(`menu.${place.key}`)}</span>
            </NavLink>
          ))}
      </nav>
      <TopBar onSearch={() => setPalette(true)} onKeys={() => setKeys(true)} />
      <main id="view" className="view" tabIndex={-1}>
        <Pending />
        <Title />
        <Outlet />
      </main>
      <StatusBar />
      <Suspense fallback={null}>
        {palette && <Palette onClose={() => setPalette(false)} onKeys={() => setKeys(true)} />}
        {keys && <KeysSheet onClose={() => setKeys(false)} />}
      </Suspense>
    </div>
  );
}

/** A view that is being loaded says so at the top edge; the old one stays until then. */
function Pending() {
  const { t } = useTranslation('common');
  const navigation = useNavigation();
  if (navigation.state === 'idle') return null;
  return (
    <div className="pending" role="status">
      <span className="unseen">{t('loading')}</span>
    </div>
  );
}

function Title() {
  const { t } = useTranslation('common');
  const { pathname } = useLocation();
  const unread = useLive((state) => Object.values(state.contacts).reduce((sum, card) => sum + card.unread, 0));
  const offers = useLive((state) => state.offers.length);
  useEffect(() => {
    const place = places.find((each) => pathname.startsWith(each.path));
    const waiting = unread + offers;
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${place ? `${t(`menu.${place.key}`)} · ` : ''}${t('product')}`;
  }, [pathname, unread, offers, t]);
  return null;
}

export function NotFound() {
  const { t } = useTranslation('common');
  return <Told title={t('notFound.title')} hint={t('notFound.hint')} />;
}
