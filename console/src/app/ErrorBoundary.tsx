import { Button } from 'antd';
import i18next from 'i18next';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { Told } from '@/shared/states';

/** The last net: a fault in the console itself is told with what to do, and never as a white page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { fault: unknown }> {
  override state: { fault: unknown } = { fault: null };

  static getDerivedStateFromError(fault: unknown) {
    return { fault };
  }

  override componentDidCatch(fault: unknown, info: ErrorInfo) {
    console.error(fault, info.componentStack);
  }

  override render() {
    return this.state.fault ? <Fallen fault={this.state.fault} /> : this.props.children;
  }
}

function Fallen({ fault }: { fault: unknown }) {
  const detail = fault instanceof Error ? fault.message : String(fault);
  return (
    <Told
      tone="act"
      title={i18next.t('common:fault.title')}
      hint={`${i18next.t('common:fault.hint')} (${detail})`}
      action={<Button onClick={() => window.location.reload()}>{i18next.t('common:fault.reload')}</Button>}
    />
  );
}

/** A view that failed to load or to draw; the shell around it stays. */
export function ViewFault() {
  const fault = useRouteError();
  useTranslation('common');
  return <Fallen fault={fault} />;
}
