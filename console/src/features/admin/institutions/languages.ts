import { language } from '@/i18n';

/** Offered first are the languages of the console; more can be typed as two-letter codes. */
export const COMMON = ['zh', 'en', 'ja', 'ko', 'de', 'fr', 'es', 'pt', 'ru', 'ar', 'th', 'vi', 'id', 'ms'];

/** A language's name in the language of the console. */
export function languageName(code: string): string {
  return (
    new Intl.DisplayNames([language() === 'zh' ? 'zh-CN' : 'en'], { type: 'language', fallback: 'code' }).of(code) ??
    code
  );
}
