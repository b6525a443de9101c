import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { signed } from './usePriorities';

const CHOICES = [30, 15, 5, 0, -5, -15];

/** How much before its turn somebody goes; told as the minutes of waiting that it is worth. */
export function PriorityPick(props: { name: string; value: number; onChange?: (to: number) => void }) {
  const { t } = useTranslation('floor');
  const { value, onChange } = props;
  const tone = value > 0 ? 'priority priority-up' : value < 0 ? 'priority priority-down' : 'priority';
  if (!onChange) return value === 0 ? null : <span className={`${tone} num`}>{signed(value)}</span>;
  const choices = CHOICES.includes(value) ? CHOICES : [...CHOICES, value].sort((a, b) => b - a);
  const said = value === 0 ? t('priority.usual') : signed(value);
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      menu={{
        items: [
          {
            key: 'hint',
            type: 'group',
            label: t('priority.hint'),
            children: choices.map((each) => ({
              key: String(each),
              label: (
                <span className="move-to">
                  {each === 0
                    ? t('priority.none')
                    : t(each > 0 ? 'priority.ahead' : 'priority.behind', { count: Math.abs(each) })}
                  {each === value && <span className="quiet">{t('priority.now')}</span>}
                </span>
              ),
            })),
          },
        ],
        onClick: ({ key }) => onChange(Number(key)),
      }}
    >
      <button
        type="button"
        className={`${tone} num`}
        aria-label={t('priority.label', { name: props.name, priority: said })}
        aria-keyshortcuts="+ -"
        title={t('priority.hint')}
      >
        {said}
      </button>
    </Dropdown>
  );
}
