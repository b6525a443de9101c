import { EditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api';
import { useRight } from '@/shared/rights';
import { Empty, Failed, Loading } from '@/shared/states';
import { useInstitutionName } from '../parts/institutions';
import { Fact, Facts, ListDetail, ListRow, Page, useChosen } from '../parts/ListDetail';
import { Choice, Search } from '../parts/Search';
import { keys, type Reply } from '../service/shapes';
import { AT, type Kept } from './kept';
import { Preview } from './Preview';
import { type Piece, pieces } from './variables';
import '../service/service.css';

const ReplyForm = lazy(() => import('./ReplyForm'));

/** 快捷回复: sentences ready for colleagues: shared by an institution, or one's own. */
export default function Replies() {
  const { t } = useTranslation('adminService');
  const serves = useRight('contact.serve');
  const [kept, setKept] = useState<Kept>('shared');
  const [language, setLanguage] = useState('');
  const [words, setWords] = useState('');
  const [chosen, choose] = useChosen('replies');
  const [edited, setEdited] = useState<Reply | 'new' | null>(null);
  const list = useQuery({
    queryKey: [...keys.replies, kept],
    queryFn: ({ signal }) => api.get<Reply[]>(AT[kept], undefined, signal),
  });
  const all = list.data ?? [];
  const wanted = words.trim().toLowerCase();
  const shown = useMemo(
    () =>
      (list.data ?? []).filter(
        (each) =>
          (!language || each.language === language) &&
          `${each.shortcut} ${each.title} ${each.text}`.toLowerCase().includes(wanted),
      ),
    [list.data, language, wanted],
  );
  const said = (piece: Piece) =>
    'text' in piece ? piece.text : 'unknown' in piece ? piece.unknown : `[${t(`replies.variable.${piece.variable}`)}]`;
  const place = useInstitutionName();
  const reply = all.find((each) => each.id === chosen);
  return (
    <Page
      title={t('replies.title')}
      hint={t('replies.hint')}
      acts={
        <>
          {serves && (
            <Choice<Kept>
              label={t('replies.who')}
              value={kept}
              onChange={(to) => {
                setKept(to);
                choose(null);
              }}
              options={[
                { value: 'shared', label: t('replies.shared') },
                { value: 'own', label: t('replies.own') },
              ]}
            />
          )}
          <Button type="primary" onClick={() => setEdited('new')}>
            {t('replies.add')}
          </Button>
        </>
      }
    >
      {list.isLoading && <Loading rows={8} />}
      {list.isError && <Failed fault={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && all.length === 0 && <Empty title={t(`replies.none.${kept}`)} hint={t('replies.noneHint')} />}
      {all.length > 0 && (
        <ListDetail
          chosen={chosen !== null}
          onBack={() => choose(null)}
          list={
            <>
              <div className="list-tools">
                <Search label={t('replies.search')} value={words} onChange={setWords} />
                <select
                  className="plain-select"
                  aria-label={t('replies.language')}
                  value={language}
                  onChange={(event) => setLanguage(event.target.value)}
                >
                  <option value="">{t('replies.anyLanguage')}</option>
                  <option value="zh">{t('language.zh')}</option>
                  <option value="en">{t('language.en')}</option>
                </select>
              </div>
              {shown.length === 0 && <Empty compact title={t('nothingFound', { words })} />}
              {shown.map((each) => (
                <ListRow
                  key={each.id}
                  chosen={each.id === chosen}
                  onChoose={() => choose(each.id)}
                  title={
                    <>
                      <code className="shortcut">/{each.shortcut}</code> {each.title}
                    </>
                  }
                  note={pieces(each.text).map(said).join('')}
                  side={<span className="tag">{t(`language.${each.language}`)}</span>}
                />
              ))}
            </>
          }
          detail={
            reply ? (
              <>
                <header className="detail-head">
                  <h2>{reply.title}</h2>
                  <Button type="primary" className="push" icon={<EditOutlined />} onClick={() => setEdited(reply)}>
                    {t('edit')}
                  </Button>
                </header>
                <section className="detail-part">
                  <Preview text={reply.text} language={reply.language} />
                </section>
                <section className="detail-part">
                  <Facts>
                    <Fact name={t('replies.shortcut')}>
                      <code>/{reply.shortcut}</code>
                    </Fact>
                    <Fact name={t('replies.language')}>{t(`language.${reply.language}`)}</Fact>
                    <Fact name={t('replies.who')}>
                      {kept === 'own'
                        ? t('replies.onlyMe')
                        : t('replies.allBelow', { place: place(reply.institution) })}
                    </Fact>
                  </Facts>
                </section>
              </>
            ) : (
              <Empty title={chosen ? t('replies.unknown') : t('replies.choose')} />
            )
          }
        />
      )}
      <Suspense fallback={null}>
        {edited && (
          <ReplyForm
            reply={edited}
            kept={kept}
            onClose={() => setEdited(null)}
            onDone={(id) => {
              setEdited(null);
              choose(id);
            }}
          />
        )}
      </Suspense>
    </Page>
  );
}
