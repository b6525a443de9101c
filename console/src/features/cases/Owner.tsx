import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '@/shared/api';
import { useLive } from '@/shared/live';
import { named } from '@/shared/names';
import { usePaused } from '@/shared/paused';
import type { CaseView, Person } from '@/shared/records/cases';
import { who } from '@/shared/records/told';
import { Empty, Failed, Loading } from '@/shared/states';
import type { CaseActs } from './acts';

/** Who owns the demand. A case that nobody owns can be taken; giving it to somebody is the supervisor's. */
export function Owner({ view, works, acts }: { view: CaseView; works: boolean; acts: CaseActs }) {
  const { t } = useTranslation('cases');
  const me = useLive((state) => state.me?.id);
  const [giving, setGiving] = useState(false);
  const assigns = view.rights?.includes('case.assign') ?? false;
  const takes = me !== undefined && view.owner?.id !== me && ((works && !view.owner) || (works && assigns));
  return (
    <div>
      <dt>{t('field.owner')}</dt>
      <dd className="owner">
        {view.owner && view.owner.id !== me ? (
          <Link to={`/cases/${view.id}?owner=${view.owner.id}`} title={t('owner.theirs')}>
            {who(view.owner, '')}
          </Link>
        ) : (
          <span>{who(view.owner, t('records:nobody'))}</span>
        )}
        {me !== undefined && view.owner?.id === me && <span className="quiet">{t('owner.me')}</span>}
        {takes && me && (
          <Button size="small" loading={acts.busy} onClick={() => acts.act({ do: 'own', operator: me })}>
            {t('owner.take')}
          </Button>
        )}
        {assigns && (
          <Button size="small" aria-expanded={giving} onClick={() => setGiving(!giving)}>
            {t('owner.give')}
          </Button>
        )}
        {giving && (
          <Give
            view={view}
            onGive={(person) => acts.act({ do: 'own', operator: person.id }, { onSuccess: () => setGiving(false) })}
            onCancel={() => setGiving(false)}
          />
        )}
      </dd>
    </div>
  );
}

interface GiveProps {
  view: CaseView;
  onGive: (person: Person) => void;
  onCancel: () => void;
}

function Give({ view, onGive, onCancel }: GiveProps) {
  const { t } = useTranslation('cases');
  const [text, setText] = useState('');
  const asked = usePaused(text.trim(), 250);
  const fits = useQuery({
    queryKey: ['case-owners', view.id, asked],
    queryFn: ({ signal }) => api.get<Person[]>(`/cases/${view.id}/owners`, { q: asked }, signal),
  });
  const others = fits.data?.filter((person) => person.id !== view.owner?.id) ?? [];
  return (
    <div className="give">
      <input
        type="search"
        className="field"
        // biome-ignore lint/a11y/noAutofocus: opened by the person to type
        autoFocus
        value={text}
        aria-label={t('owner.find')}
        placeholder={t('owner.find')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onCancel();
        }}
      />
      {fits.isLoading && <Loading rows={2} />}
      {fits.isError && <Failed compact fault={fits.error} retry={() => void fits.refetch()} />}
      {fits.data && others.length === 0 && <Empty compact title={t('owner.none')} />}
      <ul className="give-list">
        {others.map((person) => (
          <li key={person.id}>
            <button type="button" className="give-person" onClick={() => onGive(person)}>
              {named(person.name)}
            </button>
          </li>
        ))}
      </ul>
      <Button size="small" type="text" onClick={onCancel}>
        {t('cancel')}
      </Button>
    </div>
  );
}
