import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { serverNow } from '@/shared/live';
import { named } from '@/shared/names';
import { Empty, Failed, Loading, TooMuch } from '@/shared/states';
import { InstitutionPick, useInstitutionName } from '../parts/institutions';
import { ListDetail, ListRow, Page, useChosen } from '../parts/ListDetail';
import { Search } from '../parts/Search';
import { useSectionKeys } from '../parts/useSectionKeys';
import { useSettled } from '../parts/useSettled';
import { PersonDetail } from './PersonDetail';
import { MOST, type Person, type State, stateOf, usePeople } from './people';
import './operators.css';

const PersonForm = lazy(() => import('./PersonForm'));
const OnceShown = lazy(() => import('./OnceShown'));
const STATES: readonly State[] = ['online', 'active', 'held', 'locked'];

/** 人员: who works here, with which roles where, and whether they can sign in. */
export default function OperatorsView() {
  const { t } = useTranslation('admin');
  const [chosen, choose] = useChosen('operators');
  const [address, setAddress] = useSearchParams();
  const institution = address.get('institution') ?? '';
  const [text, setText] = useState('');
  const [state, setState] = useState<State | null>(null);
  const [adding, setAdding] = useState(false);
  const [once, setOnce] = useState<{ person: Person; password: string } | null>(null);
  const q = useSettled(text.trim());
  const people = usePeople(q, institution);
  const now = serverNow();
  const counts = useMemo(() => {
    const found: Record<State, number> = { online: 0, active: 0, held: 0, locked: 0 };
    for (const each of people.data ?? []) found[stateOf(each, now)]++;
    return found;
  }, [people.data, now]);
  const shown = people.data?.filter((each) => state === null || stateOf(each, now) === state) ?? [];
  const search = useRef<HTMLInputElement>(null);
  useSectionKeys({ label: t('operators.add'), run: () => setAdding(true) }, () => search.current?.focus());
  const filtered = Boolean(q || institution || state);
  return (
    <Page
      title={t('operators.title')}
      hint={t('operators.hint')}
      acts={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {t('operators.add')}
        </Button>
      }
    >
      <ListDetail
        chosen={chosen !== null}
        onBack={() => choose(null)}
        list={
          <>
            <div className="list-tools">
              <Search field={search} label={t('operators.search')} value={text} onChange={setText} />
              <InstitutionPick
                control={{ 'aria-label': t('operators.within') }}
                clear
                anywhere
                placeholder={t('operators.within')}
                value={institution || null}
                onChange={(path) => setAddress(path ? { institution: path } : {}, { replace: true })}
              />
              <span className="people-states">
                {STATES.map((each) => (
                  <button
                    key={each}
                    type="button"
                    className="people-state num"
                    aria-pressed={state === each}
                    onClick={() => setState(state === each ? null : each)}
                  >
                    {t(`operators.state.${each}`)} {counts[each]}
                  </button>
                ))}
              </span>
            </div>
            {people.isLoading && <Loading rows={8} />}
            {people.isError && <Failed fault={people.error} retry={() => void people.refetch()} />}
            {people.data && shown.length === 0 && (
              <Empty compact title={t(filtered ? 'operators.notFound' : 'operators.none')} />
            )}
            {shown.map((each) => (
              <PersonRow key={each.id} person={each} chosen={each.id === chosen} onChoose={() => choose(each.id)} />
            ))}
            {(people.data?.length ?? 0) >= MOST && <TooMuch shown={MOST} />}
          </>
        }
        detail={
          chosen ? (
            <PersonDetail key={chosen} id={chosen} onPassword={(person, password) => setOnce({ person, password })} />
          ) : (
            <Empty title={t('operators.choose')} />
          )
        }
      />
      <Suspense fallback={null}>
        {adding && (
          <PersonForm
            person={null}
            home={institution || null}
            onClose={() => setAdding(false)}
            onSaved={(person, password) => {
              setAdding(false);
              choose(person.id);
              if (password) setOnce({ person, password });
            }}
          />
        )}
        {once && <OnceShown {...once} onClose={() => setOnce(null)} />}
      </Suspense>
    </Page>
  );
}

function PersonRow({ person, chosen, onChoose }: { person: Person; chosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation('admin');
  const nameOf = useInstitutionName();
  const roles = [...new Set(person.roles.map((each) => each.role))].map((role) => t(`operators.role.${role}`));
  return (
    <ListRow
      chosen={chosen}
      onChoose={onChoose}
      title={
        <>
          {named(person.name)} <span className="quiet">{person.username}</span>
        </>
      }
      note={`${roles.join(' · ') || t('operators.noRoles')} · ${nameOf(person.home)}`}
      side={<StateTag person={person} />}
    />
  );
}

const TONE: Record<State, string> = {
  online: 'tag tag-ok',
  active: 'tag',
  held: 'tag tag-warn',
  locked: 'tag tag-act',
};

export function StateTag({ person }: { person: Person }) {
  const { t } = useTranslation('admin');
  const state = stateOf(person, serverNow());
  return <span className={TONE[state]}>{t(`operators.state.${state}`)}</span>;
}
