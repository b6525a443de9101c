import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router';
import { ApiProblem } from '@/shared/api';
import { Messages } from '@/shared/messages';
import { useMode } from './appearance';
import { ErrorBoundary } from './ErrorBoundary';
import { router } from './router';
import { colours, font, tokens } from './theme';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (count, fault) => count < 2 && fault instanceof ApiProblem && fault.unsure,
    },
  },
});

/** Everything around the views: theme, language of the components, server state, routes. */
export function Console() {
  const mode = useMode();
  const { i18n } = useTranslation('common');
  const look = useMemo(() => {
    const colour = colours(mode);
    return {
      algorithm: [mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm, theme.compactAlgorithm],
      token: {
        colorPrimary: colour.accent,
        colorInfo: colour.accent,
        colorLink: colour.accent,
        colorSuccess: colour.ok,
        colorWarning: colour.warn,
        colorError: colour.act,
        colorInfoBg: colour['accent-soft'],
        colorSuccessBg: colour['ok-soft'],
        colorWarningBg: colour['warn-soft'],
        colorErrorBg: colour['act-soft'],
        colorText: colour.text,
        colorTextSecondary: colour['text-2'],
        colorTextTertiary: colour['text-3'],
        colorTextPlaceholder: colour['text-3'],
        colorBgLayout: colour.ground,
        colorBgContainer: colour.surface,
        colorBgElevated: colour.raised,
        colorBorder: colour['line-strong'],
        colorBorderSecondary: colour.line,
        colorTextLightSolid: colour['on-accent'],
        borderRadius: tokens.radius.md,
        borderRadiusSM: tokens.radius.sm,
        controlHeight: tokens.size.hit,
        fontFamily: font,
        fontSize: tokens.text.md,
        motionDurationMid: '0.12s',
        motionDurationSlow: '0.16s',
      },
      components: { Tooltip: { colorTextLightSolid: colour.text, colorBgSpotlight: colour.raised } },
    };
  }, [mode]);
  return (
    <ConfigProvider
      theme={look}
      locale={i18n.language === 'en' ? enUS : zhCN}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <ErrorBoundary>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
          <Messages />
        </QueryClientProvider>
      </ErrorBoundary>
    </ConfigProvider>
  );
}
