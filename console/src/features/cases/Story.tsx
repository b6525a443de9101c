import { LockOutlined, MessageOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '@/shared/live';
import { type CaseContact, type CaseView, useCaseCategories } from '@/shared/records/cases';
import { Transcript } from '@/shared/records/Transcript';
import { who } from '@/shared/records/told';
import { useRight } from '@/shared/rights';
import { Empty } from '@/shared/states';
import { duration, exact, short, since } from '@/shared/times';
import { type Chapter, reasonOf, sentenceOf, storyOf } from './story';

/** What happened, oldest first. */
export function Story({ view }: { view: CaseView }) {
  const { t } = useTranslation('cases');
  const chapters = storyOf(view);
  return (
    <section aria-label={t('story.label')}>
      <h3 className="story-head">{t('story.label')}</h3>
      {chapters.length === 0 && <Empty compact title={t('story.none')} />}
      <ol className="story">
        {chapters.map((chapter) => (
          <li key={chapter.key}>
            <One chapter={chapter} view={view} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function One({ chapter, view }: { chapter: Chapter; view: CaseView }) {
  const { t } = useTranslation('cases');
  const categories = useCaseCategories();
  const at = (
    <time className="num" title={exact(chapter.at)}>
      {short(chapter.at, serverNow())}
    </time>
  );
  switch (chapter.kind) {
    case 'note':
      return (
        <div className="note">
          <span className="note-head">
            <LockOutlined aria-hidden="true" /> {who(chapter.note.by, t('records:colleague'))}
            {at}
          </span>
          <span className="bubble-text">{chapter.note.text}</span>
        </div>
      );
    case 'change': {
      const { change } = chapter;
      const known = { people: view.people, categories: categories.data };
      return (
        <div className="story-change">
          {at}
          <span>
            {change.by && <strong>{who(change.by, t('records:colleague'))} </strong>}
            {sentenceOf(change, known, t)}
            {change.reason && <span className="story-why">{reasonOf(change.reason, t)}</span>}
          </span>
        </div>
      );
    }
    case 'contact':
      return <Contact contact={chapter.contact} at={at} />;
  }
}

/** A contact that belongs to the case; its transcript opens in place. */
function Contact({ contact, at }: { contact: CaseContact; at: React.ReactNode }) {
  const { t } = useTranslation('cases');
  const may = useRight('contact.read');
  const [open, setOpen] = useState(false);
  const lasted = contact.endedAt ? since(contact.openedAt, Date.parse(contact.endedAt)) : null;
  return (
    <div className="story-contact">
      <div className="story-contact-head">
        <MessageOutlined aria-hidden="true" />
        <span className="story-contact-what">
          {t(`records:channel.${contact.channel}`)}
          {contact.topic && ` · ${contact.topic}`}
          <span className="quiet">
            {' · '}
            {contact.agent ? t('contact.by', { name: who(contact.agent, '') }) : t('contact.nobody')}
            {lasted !== null && ` · ${duration(lasted)}`}
          </span>
        </span>
        {at}
        {may && (
          <Button size="small" type="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'contact.hide' : 'contact.read')}
          </Button>
        )}
      </div>
      {open && <Transcript contact={contact.id} />}
    </div>
  );
}
