import {
  BellOutlined,
  DesktopOutlined,
  MoonOutlined,
  QuestionCircleOutlined,
  SearchOutlined,
  SunOutlined,
} from '@ant-design/icons';
import { Badge, Button, Dropdown, Tooltip } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { language, speak } from '@/i18n';
import { useAct } from '@/shared/act';
import { api, send } from '@/shared/api';
import { shown } from '@/shared/keys';
import { live, serverNow, useLive } from '@/shared/live';
import { named } from '@/shared/names';
import { own } from '@/shared/own';
import { exact, short } from '@/shared/times';
import type { Notice } from '@/shared/types';
import { Account } from './Account';
import { type Choice, choose, useChoice } from './appearance';

export function TopBar({ onSearch, onKeys }: { onSearch: () => void; onKeys: () => void }) {
  const { t } = useTranslation('common');
  return (
    <header className="top">
      <button type="button" className="top-search" onClick={onSearch}>
        <SearchOutlined />
        <span>{t('search.hint')}</span>
        <kbd>{shown('mod+k')}</kbd>
      </button>
      <div className="top-tools">
        <Notices />
        <Tooltip title={t('keys.help')}>
          <Button type="text" aria-label={t('keys.help')} icon={<QuestionCircleOutlined />} onClick={onKeys} />
        </Tooltip>
        <LanguageSwitch />
        <AppearanceSwitch />
        <UserMenu />
      </div>
    </header>
  );
}

export function useSpeak() {
  const keep = useAct<'zh' | 'en'>({ run: (next, key) => api.put('/me/language', { language: next }, key) });
  return () => {
    const next = language() === 'zh' ? 'en' : 'zh';
    void speak(next);
    keep.mutate(next);
  };
}

function LanguageSwitch() {
  const { t } = useTranslation('common');
  const change = useSpeak();
  return (
    <Button type="text" lang={language() === 'zh' ? 'en' : 'zh-CN'} onClick={change}>
      {t('otherLanguage')}
    </Button>
  );
}

const looks: Record<Choice, React.ReactNode> = {
  light: <SunOutlined />,
  dark: <MoonOutlined />,
  system: <DesktopOutlined />,
};

function AppearanceSwitch() {
  const { t } = useTranslation('common');
  const chosen = useChoice();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [chosen],
        items: (['light', 'dark', 'system'] as const).map((key) => ({
          key,
          icon: looks[key],
          label: t(`appearance.${key}`),
        })),
        onClick: ({ key }) => choose(key as Choice),
      }}
    >
      <Button type="text" aria-label={t('appearance.label')} icon={looks[chosen]} />
    </Dropdown>
  );
}

function Notices() {
  const { t } = useTranslation('common');
  const notices = useLive((state) => state.notices);
  const navigate = useNavigate();
  const open = (notice: Notice) => {
    if (notice.case) void navigate(`/cases/${notice.case}`);
    else if (notice.contact) void navigate(`/workspace/${notice.contact}`);
    else if (notice.code === 'alert.raised') void navigate('/floor');
    live.dispatch({ type: 'dismiss', notice: notice.id });
  };
  const items =
    notices.length === 0
      ? [{ key: 'none', disabled: true, label: t('notices.none') }]
      : notices.map((notice) => ({
          key: notice.id,
          label: (
            <span className={`notice notice-${notice.level}`}>
              <span>{noticeText(notice, t)}</span>
              <time className="num">{short(notice.at, serverNow())}</time>
            </span>
          ),
          onClick: () => open(notice),
        }));
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button
        type="text"
        aria-label={t('notices.label', { count: notices.length })}
        icon={
          <Badge count={notices.length} size="small">
            <BellOutlined />
          </Badge>
        }
      />
    </Dropdown>
  );
}

export function noticeText(notice: Notice, t: TFunction<'common'>): string {
  const key = `notices.${notice.code.replaceAll('.', '-')}`;
  const values = Object.fromEntries(
    Object.entries(notice.values).map(([name, value]) => [
      name,
      value !== null && typeof value === 'object' ? named(value as never) : value,
    ]),
  );
  if (typeof values.state === 'string') values.state = t(`presence.${values.state}`);
  if (typeof values.due === 'string') values.due = exact(values.due);
  const text = t(key, values);
  return text === key ? t('notices.other', { code: notice.code }) : text;
}

function UserMenu() {
  const { t } = useTranslation('common');
  const me = useLive((state) => state.me);
  const [account, setAccount] = useState(false);
  const leave = useAct({
    run: async (_: void, key) => {
      const answer = await send('POST', '/sign-out', { key });
      return (await answer.json().catch(() => ({}))) as { next?: string };
    },
    done: ({ next }) => window.location.assign(own(next)),
  });
  if (!me) return null;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'who', disabled: true, label: `${me.username} · ${me.home}` },
            { key: 'account', label: t('user.account'), onClick: () => setAccount(true) },
            { key: 'out', label: t('user.signOut'), onClick: () => leave.mutate() },
          ],
        }}
      >
        <Button type="text">{named(me.name)}</Button>
      </Dropdown>
      {account && <Account onClose={() => setAccount(false)} />}
    </>
  );
}
