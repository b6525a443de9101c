import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export type Figure = 'waiting' | 'longest' | 'active' | 'serviceLevel' | 'answered' | 'abandoned' | 'ready';
const TODAY: ReadonlySet<Figure> = new Set(['serviceLevel', 'answered', 'abandoned']);

/** A figure that explains itself: definition, formula, period, source; by hover, tap, or focus on its heading. */
export function Explained(props: {
  figure: Figure;
  values?: Record<string, unknown>;
  heading?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation('floor');
  const { figure } = props;
  const values = { seconds: 30, target: 80, ...props.values };
  const content = (
    <dl className="explained">
      <dt>{t('explain.definition')}</dt>
      <dd>{t(`explain.${figure}.definition`, values)}</dd>
      <dt>{t('explain.formula')}</dt>
      <dd>{t(`explain.${figure}.formula`, values)}</dd>
      <dt>{t('explain.period')}</dt>
      <dd>{t(TODAY.has(figure) ? 'explain.today' : 'explain.now')}</dd>
      <dt>{t('explain.source')}</dt>
      <dd>{t('explain.live')}</dd>
    </dl>
  );
  return (
    <Tooltip title={content} trigger={['hover', 'focus', 'click']} mouseEnterDelay={0.35}>
      {props.heading ? (
        <button type="button" className="figure figure-head">
          {props.children}
        </button>
      ) : (
        <span className="figure">{props.children}</span>
      )}
    </Tooltip>
  );
}
