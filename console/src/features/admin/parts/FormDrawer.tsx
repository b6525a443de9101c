import { Alert, Button, Drawer } from 'antd';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { sentence } from '@/shared/api';
import { useConfirm } from './useConfirm';
import type { Saving } from './useSave';
import { useUnloadGuard } from './useUnloadGuard';

interface Props {
  title: string;
  /** True while there is something that closing would lose. */
  dirty: boolean;
  saving: Saving;
  /** Load what stands now and give up what was typed; shown when somebody else has changed it meanwhile. */
  onLatest?: () => void;
  /** Keep what was typed and save it over what stands now. */
  onMine?: () => void;
  onSave: () => void;
  onClose: () => void;
  save?: string;
  /** Acts on the left of the foot, such as deleting. */
  acts?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** A form that comes in from the side. Drawn only while open. Enter saves; closing asks first when something would be lost. */
export function FormDrawer(props: Props) {
  const { t } = useTranslation('admin');
  const form = useId();
  const [asking, ask] = useConfirm();
  const { dirty, saving } = props;
  const area = useRef<HTMLFormElement>(null);
  const tried = useRef(false);
  useUnloadGuard(dirty);
  const mayLeave = () =>
    ask({
      title: t('parts.dirty.title'),
      text: t('parts.dirty.text'),
      yes: t('parts.dirty.leave'),
      no: t('parts.dirty.stay'),
      danger: true,
    });
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty && !saving.passed.current && currentLocation.pathname !== nextLocation.pathname,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each attempt to leave
  useEffect(() => {
    if (blocker.state === 'blocked') void mayLeave().then((yes) => (yes ? blocker.proceed() : blocker.reset()));
  }, [blocker.state]);
  // the first field that stands in the way of saving is where to go on
  useEffect(() => {
    if (!tried.current || saving.busy) return;
    tried.current = false;
    area.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });
  const close = async () => {
    if (saving.busy) return;
    if (!dirty || (await mayLeave())) props.onClose();
  };
  return (
    <Drawer
      open
      title={props.title}
      rootClassName={props.wide ? 'form-drawer form-drawer-wide' : 'form-drawer'}
      onClose={() => void close()}
      footer={
        <div className="form-foot">
          {props.acts}
          <span className="form-foot-gap" />
          <Button onClick={() => void close()}>{t('parts.cancel')}</Button>
          <Button type="primary" htmlType="submit" form={form} loading={saving.busy}>
            {props.save ?? t('parts.save')}
          </Button>
        </div>
      }
    >
      <form
        id={form}
        ref={area}
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (saving.busy) return;
          tried.current = true;
          props.onSave();
        }}
      >
        <Problem saving={saving} onLatest={props.onLatest} onMine={props.onMine} />
        {props.children}
      </form>
      {asking}
    </Drawer>
  );
}

/** What stands against saving, above the form: a change by somebody else, or a refusal that belongs to no field. */
export function Problem(props: {
  saving: Saving;
  onLatest?: (() => void) | undefined;
  onMine?: (() => void) | undefined;
}) {
  const { t } = useTranslation('admin');
  const { problem, stale } = props.saving;
  if (stale)
    return (
      <Alert
        type="warning"
        showIcon
        title={t('parts.stale.title')}
        description={
          <div className="stack">
            {t('parts.stale.text')}
            <span className="row">
              {props.onLatest && (
                <Button size="small" onClick={props.onLatest}>
                  {t('parts.stale.latest')}
                </Button>
              )}
              {props.onMine && (
                <Button size="small" onClick={props.onMine}>
                  {t('parts.stale.mine')}
                </Button>
              )}
            </span>
          </div>
        }
      />
    );
  return problem ? <Alert type="error" showIcon title={sentence(problem)} /> : null;
}
