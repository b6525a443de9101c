import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTexts } from '@/i18n';
import { SignInPage } from './SignInPage';

export async function start(): Promise<void> {
  await startTexts(['session']);
  const root = document.getElementById('root');
  if (root)
    createRoot(root).render(
      <StrictMode>
        <SignInPage />
      </StrictMode>,
    );
}
