import { describe, expect, it } from 'vitest';

const files = import.meta.glob<{ default: object }>('./*/*.json', { eager: true });
const sources = import.meta.glob<string>('../**/*.{ts,tsx,css}', { eager: true, query: '?raw', import: 'default' });

function leaves(texts: object, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : leaves(value as object, `${prefix}${key}.`),
  );
}

function textsOf(language: string): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const [path, file] of Object.entries(files)) {
    const [, spoken, feature] = path.match(/\.\/(\w+)\/([\w-]+)\.json/) ?? [];
    if (spoken === language && feature) found.set(feature, new Map(leaves(file.default)));
  }
  return found;
}

const zh = textsOf('zh');
const en = textsOf('en');
const code = Object.entries(sources).filter(([path]) => !path.includes('.test.'));

/** `one` and `other` are the plural forms of English; Chinese has one form. */
const singular = (key: string) => key.replace(/_(one|other)$/, '');
const holes = (text: string) => [...text.matchAll(/{{\s*([\w.]+)/g)].map((hole) => hole[1]).sort();

describe('texts', () => {
  it.each([...zh.keys()])('%s has the same keys in both languages', (feature) => {
    const left = new Set([...(zh.get(feature)?.keys() ?? [])].map(singular));
    const right = new Set([...(en.get(feature)?.keys() ?? [])].map(singular));
    expect([...right].sort()).toEqual([...left].sort());
  });

  it('every English file has its Chinese one', () => {
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
  });

  it('both languages of a text take the same values', () => {
    const wrong: string[] = [];
    for (const [feature, texts] of zh)
      for (const [key, text] of texts) {
        const other = en.get(feature)?.get(key);
        if (other !== undefined && holes(other).join() !== holes(text).join()) wrong.push(`${feature}:${key}`);
      }
    expect(wrong).toEqual([]);
  });

  it('English texts hold no Chinese and Chinese texts are Chinese', () => {
    const wrong: string[] = [];
    for (const [feature, texts] of en)
      for (const [key, text] of texts)
        if (/\p{Script=Han}/u.test(text) && !/otherLanguage|language$/.test(key)) wrong.push(`${feature}:${key}`);
    expect(wrong).toEqual([]);
  });

  it('no text stands in the code', () => {
    const wrong: string[] = [];
    for (const [path, source] of code) {
      if (!path.endsWith('.tsx')) continue;
      source.split('\n').forEach((line, index) => {
        const bare = line.replace(/\/\/.*|\/\*.*|^\s*\*.*/, '');
        const element = />\s*[A-Za-z][a-z]+( [a-z]+)*[.!?]?\s*<\//.test(bare);
        const attribute = /\b(title|placeholder|aria-label|alt|label)="[^"]*[A-Za-z]{2}/.test(bare);
        if (/\p{Script=Han}/u.test(bare) || element || attribute) wrong.push(`${path}:${index + 1} ${bare.trim()}`);
      });
    }
    expect(wrong).toEqual([]);
  });

  it('every key that the code names exists', () => {
    const wrong: string[] = [];
    for (const [path, source] of code) {
      const features = [...source.matchAll(/useTranslation\('([\w-]+)'\)/g)].flatMap((hit) => hit[1] ?? []);
      if (features.length === 0) continue;
      for (const [, , key] of source.matchAll(/\bt\((['"])([\w.:-]+)\1/g)) {
        const [own, other] = key?.split(':') ?? [];
        const found = other
          ? zh.get(own ?? '')?.has(other)
          : features.some((feature) => zh.get(feature)?.has(own ?? ''));
        if (key && !found) wrong.push(`${path}: ${features}:${key}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('looks', () => {
  it('no colour stands outside the theme', () => {
    const wrong = code
      .filter(([path]) => !path.endsWith('app/theme.ts'))
      .flatMap(([path, source]) =>
        [...source.matchAll(/#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch)\(/g)].map((hit) => `${path}: ${hit[0]}`),
      );
    expect(wrong).toEqual([]);
  });

  it('no distance stands outside the theme', () => {
    const wrong = code
      .filter(([path]) => path.endsWith('.css'))
      .flatMap(([path, source]) =>
        source
          .split('\n')
          .filter((line) => /^\s*(margin|padding|gap|border-radius|font-size)[\w-]*:.*\d(px|rem)/.test(line))
          .map((line) => `${path}: ${line.trim()}`),
      );
    expect(wrong).toEqual([]);
  });
});
