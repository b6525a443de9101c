import { createRoot } from 'react-dom/client';
import { startTexts } from '@/i18n';
import { Console } from './Console';

export async function start(): Promise<void> {
  await startTexts(['common', 'problems']);
  const root = document.getElementById('root');
  if (root) createRoot(root).render(<Console />);
}
