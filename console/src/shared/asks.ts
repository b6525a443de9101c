import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { language } from '@/i18n';
import { api } from './api';
import { named } from './names';
import type { Ask, Name } from './types';

/** A language by its code, in the language of the console. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([language() === 'zh' ? 'zh-CN' : 'en'], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Says what a step asks for in words: skills and institutions by name, alternatives joined by “or”. */
export function useAskWords(): (ask: Ask) => string {
  const { t } = useTranslation('routing');
  const skills = useQuery({
    queryKey: ['admin', 'skills'],
    queryFn: ({ signal }) => api.get<{ key: string; name: Name }[]>('/admin/skills', undefined, signal),
    staleTime: 300_000,
  }).data;
  const institutions = useQuery({
    queryKey: ['admin', 'institutions'],
    queryFn: ({ signal }) => api.get<{ path: string; name: Name }[]>('/admin/institutions', undefined, signal),
    staleTime: 300_000,
    retry: false,
  }).data;
  return useMemo(() => {
    const skill = new Map(skills?.map((each) => [each.key, each.name]));
    const place = new Map(institutions?.map((each) => [each.path, each.name]));
    const words = (ask: Ask): string => {
      switch (ask.kind) {
        case 'skill':
          return t('ask.skill', { name: named(skill.get(ask.name)) || ask.name, level: ask.level });
        case 'language':
          return t('ask.language', { name: languageName(ask.name) });
        case 'institution':
          return t('ask.institution', { name: named(place.get(ask.name)) || ask.name });
        case 'any-of':
          return ask.of.map(words).join(t('ask.or'));
      }
    };
    return words;
  }, [skills, institutions, t]);
}
