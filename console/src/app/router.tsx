import { type ComponentType, Suspense } from 'react';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { withTexts } from '@/i18n';
import { useLive } from '@/shared/live';
import { Empty, Forbidden, Loading } from '@/shared/states';
import { ViewFault } from './ErrorBoundary';
import { allowed, home, type Place, places } from './menu';
import { NotFound, Shell } from './Shell';

type View = { default: ComponentType };

/** Each feature is a folder with an `index.tsx`; it is loaded with its texts when somebody goes there. */
const views: Record<string, () => Promise<View>> = {
  workspace: () => import('@/features/workspace'),
  cases: () => import('@/features/cases'),
  customers: () => import('@/features/customers'),
  floor: () => import('@/features/floor'),
  admin: () => import('@/features/admin'),
  audit: () => import('@/features/audit'),
};

function Guarded({ place, View }: { place: Place; View: ComponentType }) {
  const me = useLive((state) => state.me);
  if (!me) return <Loading />;
  if (!allowed(place, me.rights)) return <Forbidden right={place.rights.join(' / ')} />;
  return (
    <Suspense fallback={<Loading />}>
      <View />
    </Suspense>
  );
}

function Home() {
  const me = useLive((state) => state.me);
  if (!me) return <Loading />;
  const start = home(me.rights, (me.capacity.chat?.max ?? 0) > 0);
  return start ? <Navigate to={start} replace /> : <Forbidden />;
}

const features: RouteObject[] = places.map((place) => ({
  // the feature owns all paths below its own
  path: `${place.path.slice(1)}/*`,
  errorElement: <ViewFault />,
  hydrateFallbackElement: <Loading />,
  lazy: async () => {
    const load = views[place.key];
    if (!load) throw new Error(`no view for ${place.key}`);
    const { default: View } = await withTexts([place.key, 'records'], load());
    return { element: <Guarded place={place} View={View} /> };
  },
}));

export const router = createBrowserRouter([
  {
    path: '/',
    element: <Shell />,
    errorElement: <ViewFault />,
    hydrateFallbackElement: <Empty title="" />,
    children: [{ index: true, element: <Home /> }, ...features, { path: '*', element: <NotFound /> }],
  },
]);
