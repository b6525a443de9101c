import { type ReactNode, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, NavLink, Route, Routes, useLocation } from 'react-router';
import { useLive } from '@/shared/live';
import { Empty, Forbidden, Loading } from '@/shared/states';
import { groups, type Section, sections } from './sections';
import './admin.css';

/** 管理: one section for each thing that an administrator keeps; sections are shown by right and loaded when opened. */
export default function AdminView() {
  const { t } = useTranslation('admin');
  const rights = useLive((state) => state.me?.rights);
  const may = (section: Section) => rights?.includes(section.right) ?? false;
  const first = sections.find(may);
  const rail = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rail of a phone is wider than the phone
  useEffect(() => {
    rail.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <div className="admin">
      <nav ref={rail} className="admin-rail" aria-label={t('nav.label')}>
        {groups.map((group) => {
          const shown = sections.filter((section) => section.group === group && may(section));
          if (shown.length === 0) return null;
          return (
            <div key={group} className="admin-group">
              <h2 className="admin-group-name">{t(`nav.${group}`)}</h2>
              {shown.map((section) => (
                <NavLink key={section.key} to={`/admin/${section.key}`} className="admin-item">
                  {section.icon}
                  <span>{t(`nav.${section.key}`)}</span>
                </NavLink>
              ))}
            </div>
          );
        })}
      </nav>
      <div className="admin-body">
        <Routes>
          <Route index element={first ? <Navigate to={first.key} replace /> : <Forbidden />} />
          {sections.map((section) => (
            <Route
              key={section.key}
              path={`${section.key}/*`}
              element={may(section) ? <Opened section={section} /> : <Forbidden right={section.right} />}
            />
          ))}
          <Route path="*" element={<Empty title={t('nav.unknown')} />} />
        </Routes>
      </div>
    </div>
  );
}

function Opened({ section }: { section: Section }): ReactNode {
  return (
    <Suspense fallback={<Loading rows={8} />}>
      <section.View />
    </Suspense>
  );
}
