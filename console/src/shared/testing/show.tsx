import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { startTexts } from '@/i18n';
import { Messages } from '../messages';

/** Draws a component with everything around it that it may ask for, in Chinese, at an address. */
export async function show(node: ReactNode, features: string[], at = '/') {
  await startTexts([...features, 'records', 'common', 'problems'], 'zh');
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createMemoryRouter([{ path: '*', element: node }], { initialEntries: [at] });
  return render(
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
      <Messages />
    </QueryClientProvider>,
  );
}
