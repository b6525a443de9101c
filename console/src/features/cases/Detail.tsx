import { ArrowLeftOutlined, CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow, useLive } from '@/shared/live';
import { type CaseView, useCase } from '@/shared/records/cases';
import { StateTag } from '@/shared/records/StateTag';
import { Failed, Loading } from '@/shared/states';
import { exact, short } from '@/shared/times';
import { useCaseActs } from './acts';
import { Done, Meanwhile } from './Meanwhile';
import { NoteForm } from './NoteForm';
import { Promised } from './Promised';
import { Sides } from './Sides';
import { Story } from './Story';
import { meanwhile } from './story';

/** One case: the promise at the top, the story below, what can be done beside it. */
export function Detail({ id, onClose }: { id: string; onClose: () => void }) {
  const found = useCase(id);
  const { t } = useTranslation('cases');
  const back = (
    <Button type="text" className="detail-back" icon={<ArrowLeftOutlined />} aria-label={t('back')} onClick={onClose} />
  );
  if (found.data) return <Known key={found.data.id} view={found.data} onClose={onClose} back={back} />;
  return (
    <>
      <header className="detail-head">{back}</header>
      {found.isLoading ? <Loading rows={8} /> : <Failed fault={found.error} retry={() => void found.refetch()} />}
    </>
  );
}

function Known({ view, onClose, back }: { view: CaseView; onClose: () => void; back: React.ReactNode }) {
  const { t } = useTranslation('cases');
  const me = useLive((state) => state.me?.id);
  const [seen, setSeen] = useState(view);
  const acts = useCaseActs(view, t('undo.reason'), setSeen);
  const news = meanwhile(seen, view, me);
  const works = view.rights?.includes('case.work') ?? false;
  return (
    <>
      <header className="detail-head">
        {back}
        <span className="num">{view.number}</span>
        <StateTag state={view.state} />
        <time className="quiet num" title={exact(view.openedAt)}>
          {t('opened', { at: short(view.openedAt, serverNow()) })}
        </time>
        <Button
          type="text"
          className="detail-close push"
          icon={<CloseOutlined />}
          aria-label={t('close')}
          onClick={onClose}
        />
      </header>
      <div className="detail-body">
        <Title
          view={view}
          works={works && view.state !== 'closed'}
          onKeep={(title) => acts.act({ do: 'edit', title })}
        />
        <Meanwhile
          view={view}
          news={news}
          acts={acts}
          onSeen={() => {
            setSeen(view);
            acts.resolve();
          }}
        />
        <Done view={view} acts={acts} />
        <Promised view={view} works={works} acts={acts} />
        <div className="detail-two">
          <Sides view={view} works={works} acts={acts} />
          <div className="detail-story">
            <Story view={view} />
            {works && <NoteForm view={view} onKept={setSeen} />}
          </div>
        </div>
      </div>
    </>
  );
}

/** What the customer wants, in one line; kept when the field is left. */
function Title({ view, works, onKeep }: { view: CaseView; works: boolean; onKeep: (title: string) => void }) {
  const { t } = useTranslation('cases');
  const [typed, setTyped] = useState<string | null>(null);
  // what is typed stays until the server has it: a conflict loses nothing
  if (typed !== null && typed.trim() === view.title) setTyped(null);
  if (!works) return <h2 className="detail-title">{view.title}</h2>;
  const keep = () => {
    const next = (typed ?? view.title).trim();
    if (next && next !== view.title) onKeep(next);
    else setTyped(null);
  };
  return (
    <textarea
      className="detail-title"
      aria-label={t('title')}
      rows={1}
      maxLength={200}
      value={typed ?? view.title}
      onChange={(event) => setTyped(event.target.value.replace(/\n/g, ' '))}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') setTyped(null);
        if (event.key === 'Enter' || event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          event.currentTarget.blur();
        }
      }}
    />
  );
}
