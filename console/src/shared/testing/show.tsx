import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { startTexts } from '@/i18n';
import { Messages } from '../messages';

/** Draws a component with everything around it that it may ask for, in Chinese. */
export async function show(node: ReactNode, features: string[]) {
  await startTexts([...features, 'common', 'problems'], 'zh');
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <QueryClientProvider client={queries}>
      <MemoryRouter>{node}</MemoryRouter>
      <Messages />
    </QueryClientProvider>,
  );
}
