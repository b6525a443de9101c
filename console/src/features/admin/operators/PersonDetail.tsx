import { EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { serverNow } from '@/shared/live';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { useRight } from '@/shared/rights';
import { Failed, Loading } from '@/shared/states';
import { clock, exact, short } from '@/shared/times';
import { languageName } from '../institutions/languages';
import { useAdministers, useInstitutionName } from '../parts/institutions';
import { Fact, Facts } from '../parts/ListDetail';
import { useConfirm } from '../parts/useConfirm';
import { StateTag } from './index';
import { PEOPLE, type Person, SERVING, stateOf, useAbilities, useOwnId, usePerson, useSkills } from './people';

const PersonForm = lazy(() => import('./PersonForm'));
const RolesForm = lazy(() => import('./RolesForm'));
const AbilitiesForm = lazy(() => import('./AbilitiesForm'));
const PasswordForm = lazy(() => import('./PasswordForm'));

interface Props {
  id: string;
  onPassword: (person: Person, password: string) => void;
}

/** One operator: how the account stands and what may be done to it, roles, and skills of those who serve. */
export function PersonDetail({ id, onPassword }: Props) {
  const { t } = useTranslation('admin');
  const one = usePerson(id);
  const [open, setOpen] = useState<'person' | 'roles' | 'abilities' | 'password' | null>(null);
  const administers = useAdministers();
  if (one.isLoading) return <Loading rows={8} />;
  if (!one.data) return <Failed fault={one.error} retry={() => void one.refetch()} />;
  const person = one.data;
  const close = () => setOpen(null);
  // as the server: whoever changes somebody must administer all that this operator reaches
  const may = administers(person.home) && person.roles.every((each) => administers(each.scope));
  const serves = person.roles.some((each) => SERVING.includes(each.role));
  const edit = (what: typeof open) => may && <EditButton onClick={() => setOpen(what)} />;
  return (
    <article>
      <header className="detail-head">
        <h2>{named(person.name)}</h2>
        <span className="quiet">{person.username}</span>
        <StateTag person={person} />
      </header>
      {!may && <p className="beyond">{t('operators.beyond')}</p>}
      <Account person={person} may={may} edit={edit('person')} onReset={() => setOpen('password')} />
      <section className="detail-part">
        <header>
          <h3>{t('operators.roles.title')}</h3>
          <span className="push">{edit('roles')}</span>
        </header>
        <Roles person={person} />
      </section>
      {serves && (
        <section className="detail-part">
          <header>
            <h3>{t('operators.abilities.title')}</h3>
            <span className="push">{edit('abilities')}</span>
          </header>
          <Ability person={person} />
        </section>
      )}
      <Suspense fallback={null}>
        {open === 'person' && <PersonForm person={person} home={null} onClose={close} onSaved={close} />}
        {open === 'roles' && <RolesForm person={person} onClose={close} />}
        {open === 'abilities' && <AbilitiesForm person={person} onClose={close} />}
        {open === 'password' && (
          <PasswordForm
            person={person}
            onClose={close}
            onDone={(password) => {
              close();
              if (password) onPassword(person, password);
            }}
          />
        )}
      </Suspense>
    </article>
  );
}

function EditButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation('admin');
  return (
    <Button size="small" icon={<EditOutlined />} onClick={onClick}>
      {t('parts.edit')}
    </Button>
  );
}

/** Facts of the account, and the acts on it; each says beforehand what it does to the person. */
function Account(props: { person: Person; may: boolean; edit: ReactNode; onReset: () => void }) {
  const { t } = useTranslation('admin');
  const { person, may } = props;
  const nameOf = useInstitutionName();
  const audit = useRight('audit.read');
  const own = useOwnId() === person.id;
  const [asking, ask] = useConfirm();
  const state = stateOf(person, serverNow());
  const name = named(person.name);
  const act = useAct<{ what: 'lock' | 'unlock' | 'sessions' | 'totp' }, Person>({
    run: ({ what }, key) =>
      what === 'sessions' || what === 'totp'
        ? api.remove(`/admin/operators/${person.id}/${what}`, key)
        : api.post(`/admin/operators/${person.id}/lock`, { version: person.version, locked: what === 'lock' }, key),
    reload: [PEOPLE],
    done: (_, { what }) => tell.done(t(`operators.${what}.done`, { name })),
  });
  const run = async (what: 'lock' | 'unlock' | 'sessions' | 'totp', asked: boolean) => {
    const yes =
      !asked ||
      (await ask({
        title: t(`operators.${what}.title`, { name }),
        text: t(`operators.${what}.text`, { name, count: person.sessions }),
        yes: t(`operators.${what}.act`),
        danger: true,
      }));
    if (yes) act.mutate({ what });
  };
  const busy = (what: string) => act.isPending && act.variables.what === what;
  return (
    <section className="detail-part">
      <header>
        <h3>{t('operators.account')}</h3>
        <span className="push">{props.edit}</span>
      </header>
      <Facts>
        <Fact name={t('operators.names')}>
          {person.name.zh} · {person.name.en}
        </Fact>
        <Fact name={t('operators.home')}>{nameOf(person.home)}</Fact>
        <Fact name={t('operators.language')}>{languageName(person.language)}</Fact>
        <Fact name={t('operators.lastSignIn')}>
          {person.lastSignIn ? (
            <time title={exact(person.lastSignIn)}>{short(person.lastSignIn, serverNow())}</time>
          ) : (
            <span className="quiet">{t('operators.never')}</span>
          )}
        </Fact>
        <Fact name={t('operators.open')}>
          <span className="fact-act">
            {person.sessions > 0 ? t('operators.openCount', { count: person.sessions }) : t('operators.openNone')}
            {may && person.sessions > 0 && !own && (
              <Button size="small" loading={busy('sessions')} onClick={() => void run('sessions', true)}>
                {t('operators.sessions.act')}
              </Button>
            )}
          </span>
        </Fact>
        <Fact name={t('operators.code')}>
          <span className="fact-act">
            {t(person.totp ? 'operators.codeOn' : 'operators.codeOff')}
            {may && person.totp && !own && (
              <Button size="small" loading={busy('totp')} onClick={() => void run('totp', true)}>
                {t('operators.totp.act')}
              </Button>
            )}
          </span>
        </Fact>
        {state === 'held' && person.lockedUntil && (
          <Fact name={t('operators.heldUntil')}>
            <span className="over-warn">{t('operators.heldText', { at: clock(person.lockedUntil) })}</span>
          </Fact>
        )}
      </Facts>
      {may && (
        <footer className="account-acts">
          {!own && <Button onClick={props.onReset}>{t('operators.password.act')}</Button>}
          {state === 'locked' || state === 'held' ? (
            <Button type="primary" loading={busy('unlock')} onClick={() => void run('unlock', false)}>
              {t('operators.unlock.act')}
            </Button>
          ) : (
            !own && (
              <Button danger loading={busy('lock')} onClick={() => void run('lock', true)}>
                {t('operators.lock.act')}
              </Button>
            )
          )}
          {own && <span className="quiet">{t('operators.own')}</span>}
          {audit && (
            <Link className="push" to={`/audit?subject=${encodeURIComponent(`operator:${person.id}`)}`}>
              {t('operators.audit')}
            </Link>
          )}
        </footer>
      )}
      {asking}
    </section>
  );
}

function Roles({ person }: { person: Person }) {
  const { t } = useTranslation('admin');
  const nameOf = useInstitutionName();
  if (person.roles.length === 0) return <p className="quiet part-note">{t('operators.roles.none')}</p>;
  return (
    <ul className="grants">
      {person.roles.map((each) => (
        <li key={`${each.role}@${each.scope}`}>
          <strong>{t(`operators.role.${each.role}`)}</strong>
          <span className="quiet">{t('operators.roles.at', { name: nameOf(each.scope) })}</span>
        </li>
      ))}
    </ul>
  );
}

function Ability({ person }: { person: Person }) {
  const { t } = useTranslation('admin');
  const abilities = useAbilities(person.id);
  const skills = useSkills();
  if (abilities.isLoading) return <Loading rows={2} />;
  if (!abilities.data) return <Failed compact fault={abilities.error} retry={() => void abilities.refetch()} />;
  const it = abilities.data;
  if (it.version === 0) return <p className="warn part-note">{t('operators.abilities.none')}</p>;
  const skillName = (key: string) => named(skills.data?.find((each) => each.key === key)?.name) || key;
  return (
    <Facts>
      <Fact name={t('operators.abilities.skills')}>
        {it.skills.length === 0 && <span className="quiet">{t('operators.abilities.noSkills')}</span>}
        <span className="levels">
          {it.skills.map((each) => (
            <Level key={each.skill} name={skillName(each.skill)} level={each.level} />
          ))}
        </span>
      </Fact>
      <Fact name={t('operators.abilities.languages')}>
        {it.languages.length === 0 && <span className="quiet">{t('operators.abilities.noLanguages')}</span>}
        <span className="levels">
          {it.languages.map((each) => (
            <Level key={each.language} name={languageName(each.language)} level={each.level} />
          ))}
        </span>
      </Fact>
      <Fact name={t('operators.abilities.capacity')}>{t('operators.abilities.chats', { count: it.chatCapacity })}</Fact>
    </Facts>
  );
}

function Level({ name, level }: { name: string; level: number }) {
  const { t } = useTranslation('admin');
  return (
    <span className="level-chip" title={t('operators.abilities.level', { level })}>
      {name} <strong className="num">{level}</strong>
    </span>
  );
}
