import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { named } from '@/shared/names';
import { Empty } from '@/shared/states';
import { useAdministers, useInstitutionName } from '../parts/institutions';
import { Search } from '../parts/Search';
import { nameHolds } from '../service/names';
import { type Skill, useQueues } from '../service/shapes';

/** All skills of the group with their two names, where they belong, and which queues require them. */
export function Catalogue({ skills, onEdit }: { skills: Skill[]; onEdit: (skill: Skill) => void }) {
  const { t } = useTranslation('adminService');
  const [words, setWords] = useState('');
  const queues = useQueues();
  const place = useInstitutionName();
  const mine = useAdministers();
  const shown = skills.filter((each) => nameHolds(each.name, words) || each.key.includes(words.trim().toLowerCase()));
  const requiring = (key: string) =>
    (queues.data ?? []).filter((queue) => queue.active && queue.skills.some((each) => each.skill === key));
  return (
    <div className="sheet">
      <Search className="sheet-search" label={t('skills.search')} value={words} onChange={setWords} />
      {shown.length === 0 && <Empty title={t('nothingFound', { words })} />}
      {shown.length > 0 && (
        <table className="sheet-table">
          <thead>
            <tr>
              <th scope="col">{t('skills.nameZh')}</th>
              <th scope="col">{t('skills.nameEn')}</th>
              <th scope="col">{t('key')}</th>
              <th scope="col">{t('institution')}</th>
              <th scope="col">{t('skills.requiredBy')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((skill) => (
              <tr key={skill.key}>
                <th scope="row">
                  {mine(skill.institution) ? (
                    <button type="button" className="link" onClick={() => onEdit(skill)}>
                      {skill.name.zh}
                    </button>
                  ) : (
                    skill.name.zh
                  )}
                </th>
                <td data-label={t('skills.nameEn')}>{skill.name.en}</td>
                <td data-label={t('key')}>
                  <code>{skill.key}</code>
                </td>
                <td data-label={t('institution')}>{place(skill.institution)}</td>
                <td data-label={t('skills.requiredBy')}>
                  {requiring(skill.key).length === 0 ? (
                    <span className="quiet">{t('skills.byNone')}</span>
                  ) : (
                    requiring(skill.key)
                      .map((queue) => named(queue.name))
                      .join(t('comma'))
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
