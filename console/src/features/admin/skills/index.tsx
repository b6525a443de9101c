import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRight } from '@/shared/rights';
import { Empty, Failed, Loading } from '@/shared/states';
import { Page, useChosen } from '../parts/ListDetail';
import { Choice } from '../parts/Search';
import { type Skill, useSkills } from '../service/shapes';
import { Catalogue } from './Catalogue';
import '../service/service.css';

const Matrix = lazy(() => import('./Matrix'));
const SkillForm = lazy(() => import('./SkillForm'));

/** 技能: what colleagues can be good at, and who has it at which level. */
export default function Skills() {
  const { t } = useTranslation('adminService');
  const people = useRight('operator.manage');
  const [chosen, choose] = useChosen('skills');
  const [edited, setEdited] = useState<Skill | 'new' | null>(null);
  const skills = useSkills();
  const part = people && chosen !== 'catalogue' ? 'matrix' : 'catalogue';
  return (
    <Page
      title={t('skills.title')}
      hint={t('skills.hint')}
      acts={
        <>
          {people && (
            <Choice
              label={t('skills.title')}
              value={part}
              onChange={(to) => choose(to === 'catalogue' ? 'catalogue' : null)}
              options={[
                { value: 'matrix', label: t('skills.matrix') },
                { value: 'catalogue', label: t('skills.catalogue') },
              ]}
            />
          )}
          <Button type="primary" onClick={() => setEdited('new')}>
            {t('skills.add')}
          </Button>
        </>
      }
    >
      {skills.isLoading && <Loading rows={8} />}
      {skills.isError && <Failed fault={skills.error} retry={() => void skills.refetch()} />}
      {skills.data?.length === 0 && <Empty title={t('skills.none')} hint={t('skills.noneHint')} />}
      {skills.data && skills.data.length > 0 && (
        <Suspense fallback={<Loading rows={8} />}>
          {part === 'matrix' ? <Matrix skills={skills.data} /> : <Catalogue skills={skills.data} onEdit={setEdited} />}
        </Suspense>
      )}
      <Suspense fallback={null}>{edited && <SkillForm skill={edited} onClose={() => setEdited(null)} />}</Suspense>
    </Page>
  );
}
