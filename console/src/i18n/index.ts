import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** Chinese by default, English by switch. One JSON file per feature and language, loaded with the feature. */
export type Language = 'zh' | 'en';
export const LANGUAGES: readonly Language[] = ['zh', 'en'];

const KEY = 'airbranch.language';
const files = import.meta.glob<{ default: Record<string, unknown> }>('./*/*.json');

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, feature, done) => {
    const load = files[`./${language}/${feature}.json`];
    if (!load) return done(new Error(`no texts for ${feature} in ${language}`), null);
    load().then(
      (file) => done(null, file.default as never),
      (fault: unknown) => done(fault instanceof Error ? fault : new Error(String(fault)), null),
    );
  },
};

export function keptLanguage(): Language {
  const kept = localStorage.getItem(KEY);
  return kept === 'en' || kept === 'zh' ? kept : 'zh';
}

export async function startTexts(features: string[], language: Language = keptLanguage()): Promise<void> {
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      ns: features,
      defaultNS: features[0] ?? 'common',
      interpolation: { escapeValue: false },
      returnNull: false,
      react: { useSuspense: true },
    });
  markDocument(language);
}

export function language(): Language {
  return i18next.language === 'en' ? 'en' : 'zh';
}

export async function speak(next: Language): Promise<void> {
  localStorage.setItem(KEY, next);
  await i18next.changeLanguage(next);
  markDocument(next);
}

function markDocument(spoken: Language): void {
  document.documentElement.lang = spoken === 'zh' ? 'zh-CN' : 'en';
}

/** The first view is asked for before the language is set up, and texts that are loaded then are lost. */
const ready = new Promise<void>((done) => i18next.on('initialized', () => done()));

/** A lazily loaded view comes together with its texts, so that it never shows keys. */
export async function withTexts<T>(features: string | string[], view: Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([view, ready.then(() => i18next.loadNamespaces(features))]);
  return loaded;
}
