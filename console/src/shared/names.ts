import { language } from '@/i18n';
import type { Name, Named } from './types';

/** A name in the language of the console. */
export function named(name: Name | Named | string | null | undefined): string {
  if (!name) return '';
  if (typeof name === 'string') return name;
  if ('name' in name) return named(name.name);
  return name[language()] || name.zh || name.en;
}
