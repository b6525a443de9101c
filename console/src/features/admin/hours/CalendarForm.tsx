import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api';
import { serverNow } from '@/shared/live';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { Field, Group, NameFields } from '../parts/Field';
import { FormDrawer } from '../parts/FormDrawer';
import { InstitutionPick, useAdministers, useInstitutions } from '../parts/institutions';
import { useDraft } from '../parts/useDraft';
import { useSave } from '../parts/useSave';
import { CALENDARS, useCalendars } from './calendars';
import { draftOf, emptyDraft, hoursOf } from './draft';
import type { Editing } from './index';
import { OpenNow } from './OpenNow';
import { SpecialEditor } from './SpecialEditor';
import { type Calendar, DAYS, today } from './time';
import { WeekEditor } from './WeekEditor';

/** New hours, a copy of some, or changes to some; below the week stands what it would mean at this moment. */
export default function CalendarForm(props: {
  editing: Editing;
  onClose: () => void;
  onSaved: (calendar: Calendar) => void;
}) {
  const { t } = useTranslation('admin');
  const { editing } = props;
  const institutions = useInstitutions();
  const calendars = useCalendars();
  const administers = useAdministers();
  const source = editing === 'new' ? null : editing.calendar;
  const present = editing !== 'new' && !editing.copy ? editing.calendar : null;
  const [version, setVersion] = useState(present?.version ?? 0);
  const [wrong, setWrong] = useState<Partial<Record<'zh' | 'en' | 'institution', string | undefined>>>({});
  const draft = useDraft(
    present
      ? draftOf(present)
      : source
        ? {
            ...draftOf(source),
            name: {
              zh: t('hours.copyOf.zh', { name: source.name.zh }),
              en: t('hours.copyOf.en', { name: source.name.en }),
            },
            institution: administers(source.institution) ? source.institution : null,
          }
        : emptyDraft(institutions.data?.find((each) => administers(each.path))?.path ?? null),
  );
  const { value } = draft;
  const hours = hoursOf(value);
  const zone =
    institutions.data?.find((each) => present && each.calendar === present.id)?.zone ??
    institutions.data?.find((each) => each.path === value.institution)?.zone ??
    'Asia/Shanghai';
  const saving = useSave<{ version: number }, Calendar>({
    run: (based, key) => {
      const { name, institution } = value;
      return present
        ? api.put(`/admin/calendars/${present.id}`, { ...based, name, ...hours }, key)
        : api.post('/admin/calendars', { institution, name, ...hours }, key);
    },
    reload: [CALENDARS],
    done: (saved) => {
      tell.done(t('parts.saved', { name: named(saved.name) }));
      props.onSaved(saved);
    },
    fields: {
      'calendar.periods-overlap': (problem) => String(problem.values.day).toLowerCase(),
      'institution.unknown': 'institution',
    },
  });
  const save = (based: number) => {
    const found: typeof wrong = {
      zh: value.name.zh.trim() ? undefined : t('parts.required'),
      en: value.name.en.trim() ? undefined : t('parts.required'),
      institution: value.institution ? undefined : t('parts.required'),
    };
    setWrong(found);
    if (hours && Object.values(found).every((each) => !each)) saving.send({ version: based });
  };
  const latest = async () => {
    const fresh = (await calendars.refetch()).data?.find((each) => each.id === present?.id);
    if (fresh) setVersion(fresh.version);
    return fresh;
  };
  return (
    <FormDrawer
      wide
      title={present ? t('hours.form.change', { name: named(present.name) }) : t('hours.add')}
      dirty={draft.dirty}
      saving={saving}
      onClose={props.onClose}
      onSave={() => save(version)}
      onLatest={async () => {
        const fresh = await latest();
        if (fresh) draft.reset(draftOf(fresh));
        saving.clear();
      }}
      onMine={async () => {
        const fresh = await latest();
        if (fresh) save(fresh.version);
      }}
    >
      <NameFields
        focus={present === null}
        value={value.name}
        error={{ zh: wrong.zh, en: wrong.en }}
        onChange={(name) => draft.set({ name })}
      />
      {!present && (
        <Field
          label={t('hours.form.institution')}
          hint={t('hours.form.institutionHint')}
          error={wrong.institution ?? saving.at.institution}
          required
        >
          {(control) => (
            <InstitutionPick
              control={control}
              value={value.institution}
              onChange={(institution) => draft.set({ institution: institution || null })}
            />
          )}
        </Field>
      )}
      <Group label={t('hours.form.week')} hint={t('hours.form.weekHint')}>
        <WeekEditor
          value={value.week}
          errors={Object.fromEntries(DAYS.flatMap((day) => (saving.at[day] ? [[day, saving.at[day]]] : [])))}
          onChange={(week) => draft.set({ week })}
        />
      </Group>
      <p className="preview" aria-live="polite">
        {hours ? (
          <>
            <span className="quiet">{t('hours.form.preview')}</span>
            <OpenNow hours={hours} zone={zone} />
            <span className="quiet num">{zone}</span>
          </>
        ) : (
          <span className="over-warn">{t('hours.form.unclear')}</span>
        )}
      </p>
      <Group label={t('hours.special.title')} hint={t('hours.special.hint')}>
        <SpecialEditor
          value={value.special}
          today={today(zone, serverNow())}
          errors={saving.at}
          onChange={(special) => draft.set({ special })}
        />
      </Group>
    </FormDrawer>
  );
}
