import { type CSSProperties, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMode } from '@/app/appearance';
import { language as spoken } from '@/i18n';
import type { Name } from '@/shared/types';
import { Choice } from '../parts/Search';
import type { WidgetDraft } from './draft';
import { shownAs, wordsOf } from './own';

type Shown = Pick<
  WidgetDraft,
  'title' | 'greeting' | 'colour' | 'topics' | 'quickReplies' | 'languages' | 'closedMessage'
>;

/** The widget's first screen as a customer sees it, drawn anew with every key typed. */
export default function Preview({ widget }: { widget: Shown }) {
  const { t } = useTranslation('adminService');
  const [open, setOpen] = useState(true);
  const [wished, setWished] = useState<'zh' | 'en'>(spoken());
  const language = widget.languages.includes(wished) ? wished : (widget.languages[0] as 'zh' | 'en' | undefined);
  const dark = useMode() === 'dark';
  const colours = shownAs(widget.colour, dark);
  const shifted = colours && colours.fill.toLowerCase() !== widget.colour.toLowerCase();
  const style = colours
    ? ({
        '--widget-fill': colours.fill,
        '--widget-on-fill': colours.onFill,
        '--widget-ink': colours.ink,
      } as CSSProperties)
    : {};
  const words = wordsOf(language ?? 'zh');
  const say = (name: Name) => name[language ?? 'zh'].trim();
  const empty = (name: Name, fallback: string) => say(name) || <span className="quiet">{fallback}</span>;
  return (
    <figure className="widget-preview" aria-label={t('widgets.preview')}>
      <div className="widget-preview-tools">
        <Choice
          label={t('widgets.hoursShown')}
          value={open ? 'open' : 'closed'}
          onChange={(to) => setOpen(to === 'open')}
          options={[
            { value: 'open', label: t('widgets.whileOpen') },
            { value: 'closed', label: t('widgets.whileClosed') },
          ]}
        />
        {widget.languages.length > 1 && (
          <Choice
            label={t('widgets.languages')}
            value={language ?? 'zh'}
            onChange={setWished}
            options={(['zh', 'en'] as const).map((each) => ({ value: each, label: t(`language.${each}`) }))}
          />
        )}
      </div>
      <div className="widget-panel" style={style} lang={language}>
        <div className="widget-head">{empty(widget.title, t('widgets.name'))}</div>
        <div className="widget-body">
          <p className="widget-greeting">{empty(widget.greeting, t('widgets.greeting'))}</p>
          {!open && (
            <p className="widget-closed">
              {say(widget.closedMessage) || words.closedNow} {words.closedHint}
            </p>
          )}
          {widget.topics.length > 0 && (
            <div className="widget-chips">
              {widget.topics.map((topic, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: topics are edited in place
                <span key={at} className="widget-chip">
                  {say(topic.label) || '…'}
                </span>
              ))}
            </div>
          )}
          <span className="widget-label">{words.first}</span>
          <span className="widget-input" />
          <span className="widget-button">{open ? words.begin : words.leave}</span>
          {widget.quickReplies.length > 0 && (
            <>
              <span className="widget-label widget-later">{words.quick}</span>
              <div className="widget-chips">
                {widget.quickReplies.map((quick, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: quick replies are edited in place
                  <span key={at} className="widget-chip">
                    {say(quick) || '…'}
                  </span>
                ))}
              </div>
            </>
          )}
        </div>
      </div>
      {shifted && <figcaption className="quiet">{t('widgets.shifted', { colour: colours.fill })}</figcaption>}
    </figure>
  );
}
