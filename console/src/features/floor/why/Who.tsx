import { useTranslation } from 'react-i18next';
import { useAskWords } from '@/shared/asks';
import { named } from '@/shared/names';
import { duration, since } from '@/shared/times';
import type { Excluded as Group, Person, Why } from './shapes';
import { candidates } from './told';

type OnAgent = (agent: Person) => void;
const SHOWN = 12;

/** Colleagues by name; each leads to his day. */
export function Names({ people, onAgent }: { people: Person[]; onAgent: OnAgent }) {
  const { t } = useTranslation('routing');
  return (
    <ul className="why-names">
      {people.map((each) => (
        <li key={each.id}>
          <button
            type="button"
            className="why-name"
            title={t('group.day', { name: named(each) })}
            onClick={() => onAgent(each)}
          >
            {named(each)}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Those who are not asked for one reason, counted and named. */
export function Excluded({ excluded, onAgent }: { excluded: Group; onAgent: OnAgent }) {
  const { t } = useTranslation('routing');
  const words = useAskWords();
  const { reason, missing, count, agents } = excluded;
  const what = missing ? words(missing) : '';
  const title = reason.startsWith('missing') && !what ? t('group.missing') : t(`group.${reason}`, { what });
  const shown = agents.slice(0, SHOWN);
  return (
    <div className={`why-group why-group-${reason}`}>
      <h4>
        {title} <span className="why-count num">{t('group.count', { count })}</span>
      </h4>
      {shown.length > 0 && <Names people={shown} onAgent={onAgent} />}
      {count > shown.length && (
        <p className="quiet why-note">
          {t(shown.length === agents.length ? 'group.elsewhere' : 'group.others', { count: count - shown.length })}
        </p>
      )}
    </div>
  );
}

/** Who is asked first, and by what. */
export function Candidates({ why, now, onAgent }: { why: Why; now: number; onAgent: OnAgent }) {
  const { t } = useTranslation('routing');
  return (
    <section className="why-part">
      <h3>{t('candidates.title')}</h3>
      <p className="quiet why-note">{t('candidates.by', { choice: t(`choice.${why.choice}`) })}</p>
      <ol className="why-candidates">
        {why.candidates.slice(0, SHOWN).map((each, at) => {
          const { agent } = each;
          return (
            <li key={agent?.id ?? at}>
              {agent ? (
                <button type="button" className="why-name" onClick={() => onAgent(agent)}>
                  {named(agent)}
                </button>
              ) : (
                <span className="quiet">{t('candidates.elsewhere')}</span>
              )}
              <span className="quiet num">
                {[
                  each.score > 0 && t('candidates.score', { score: each.score }),
                  each.idleSince && t('candidates.idle', { time: duration(since(each.idleSince, now)) }),
                  t('candidates.occupancy', { percent: Math.round(each.occupancy * 100) }),
                  why.choice === 'weighted' && t('candidates.merit', { merit: each.merit }),
                ]
                  .filter(Boolean)
                  .join(t('list'))}
              </span>
            </li>
          );
        })}
      </ol>
      {candidates(why) > SHOWN && (
        <p className="quiet why-note">{t('group.others', { count: candidates(why) - SHOWN })}</p>
      )}
    </section>
  );
}
