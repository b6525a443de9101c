import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, HolderOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageName } from '@/shared/asks';
import { Failed, Loading } from '@/shared/states';
import { Group } from '../parts/Field';
import { Choice } from '../parts/Search';
import type { SkillLevel } from '../service/shapes';
import { Asks } from './Asks';
import { Reached } from './Reached';
import { added, LONGEST_STEP, MOST_STEPS, moved, type StepDraft, sentSteps } from './steps';
import { useReach } from './useReach';

interface Props {
  skills: SkillLevel[];
  steps: StepDraft[];
  at: Record<string, string | undefined>;
  onChange: (steps: StepDraft[]) => void;
}

/** The steps of the search in their order; beside each, live, who could serve in it. */
export function StepsEditor({ skills, steps, at, onChange }: Props) {
  const { t } = useTranslation('adminService');
  const [language, setLanguage] = useState<string | null>(null);
  const [told, setTold] = useState('');
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const reach = useReach(skills, sentSteps(steps), language);
  const move = (from: number, to: number) => {
    const next = moved(steps, from, to);
    if (next === steps) return;
    onChange(next);
    setTold(t('steps.moved', { from: from + 1, to: to + 1 }));
    // the focus goes with the step that was moved
    const id = steps[from]?.id;
    window.setTimeout(() => list.current?.querySelector<HTMLElement>(`[data-step="${id}"] .qstep-handle`)?.focus());
  };
  return (
    <Group label={t('steps.title')} hint={t('steps.hint')}>
      <p className="steps-for">
        <span className="quiet">{t('steps.for')}</span>
        <Select
          size="small"
          aria-label={t('steps.for')}
          value={language ?? ''}
          onChange={(to) => setLanguage(to || null)}
          options={[
            { value: '', label: t('steps.anyLanguage') },
            ...['zh', 'en'].map((code) => ({ value: code, label: languageName(code) })),
          ]}
        />
      </p>
      <span className="unseen" role="status">
        {told}
      </span>
      {reach.isError && <Failed compact fault={reach.error} retry={() => void reach.refetch()} />}
      {steps.length === 0 && (
        <div className="qstep qstep-only">
          <p className="qstep-say">{t('steps.none')}</p>
          <div className="qstep-live">
            {reach.data?.steps[0] ? <Reached able={reach.data.steps[0]} /> : <Waits reach={reach} />}
          </div>
        </div>
      )}
      <ol className="qsteps" ref={list}>
        {steps.map((step, index) => (
          <StepCard
            key={step.id}
            step={step}
            place={index}
            many={steps.length}
            error={at[`steps[${index}]`]}
            dropping={over === index && dragged !== null && dragged !== index}
            onDrag={(on) => {
              setDragged(on ? index : null);
              if (!on) setOver(null);
            }}
            onOver={() => setOver(index)}
            onDrop={() => {
              if (dragged !== null) move(dragged, index);
              setDragged(null);
              setOver(null);
            }}
            onMove={(by) => move(index, index + by)}
            onChange={(change) => onChange(steps.map((each) => (each.id === step.id ? { ...each, ...change } : each)))}
            onRemove={() => onChange(steps.filter((each) => each.id !== step.id))}
          >
            {reach.data?.steps.length === steps.length && reach.data.steps[index] ? (
              <Reached able={reach.data.steps[index]} further={index < steps.length - 1} />
            ) : (
              <Waits reach={reach} />
            )}
          </StepCard>
        ))}
      </ol>
      <Button icon={<PlusOutlined />} disabled={steps.length >= MOST_STEPS} onClick={() => onChange(added(steps))}>
        {t('steps.add')}
      </Button>
    </Group>
  );
}

function Waits({ reach }: { reach: { isError: boolean } }) {
  return reach.isError ? null : <Loading rows={1} />;
}

function StepCard(props: {
  step: StepDraft;
  place: number;
  many: number;
  error: string | undefined;
  dropping: boolean;
  onDrag: (on: boolean) => void;
  onOver: () => void;
  onDrop: () => void;
  onMove: (by: number) => void;
  onChange: (change: Partial<StepDraft>) => void;
  onRemove: () => void;
  children: React.ReactNode;
}) {
  const { t } = useTranslation('adminService');
  const { step, place, many, error } = props;
  const [held, setHeld] = useState(false);
  const isLast = place === many - 1;
  const number = place + 1;
  const keys = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    props.onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    props.onOver();
  };
  return (
    <li
      className={props.dropping ? 'qstep qstep-drop' : 'qstep'}
      data-step={step.id}
      draggable={held}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        props.onDrag(true);
      }}
      onDragEnd={() => {
        setHeld(false);
        props.onDrag(false);
      }}
      onDragOver={over}
      onDrop={(event) => {
        event.preventDefault();
        props.onDrop();
      }}
      onKeyDown={keys}
    >
      <div className="qstep-head">
        <Button
          type="text"
          size="small"
          className="qstep-handle"
          icon={<HolderOutlined />}
          aria-label={t('steps.handle', { step: number })}
          title={t('steps.handleHint')}
          onPointerDown={() => setHeld(true)}
          onPointerUp={() => setHeld(false)}
        />
        <strong>{t('steps.step', { step: number })}</strong>
        <span className="qstep-lasts">
          {isLast && step.expirySeconds === null ? (
            <span className="quiet">{t('steps.lasts')}</span>
          ) : (
            <InputNumber
              aria-label={t('steps.expiry', { step: number })}
              aria-invalid={Boolean(error) && step.expirySeconds === null}
              min={1}
              max={LONGEST_STEP}
              prefix={t('steps.try')}
              suffix={t('unit.seconds')}
              value={step.expirySeconds}
              onChange={(expirySeconds) => props.onChange({ expirySeconds })}
            />
          )}
        </span>
        <span className="row push">
          <Button
            type="text"
            size="small"
            icon={<ArrowUpOutlined />}
            disabled={place === 0}
            aria-label={t('steps.up', { step: number })}
            onClick={() => props.onMove(-1)}
          />
          <Button
            type="text"
            size="small"
            icon={<ArrowDownOutlined />}
            disabled={isLast}
            aria-label={t('steps.down', { step: number })}
            onClick={() => props.onMove(1)}
          />
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={t('steps.remove', { step: number })}
            onClick={props.onRemove}
          />
        </span>
      </div>
      <div className="qstep-body">
        <div className="qstep-asks">
          <Choice
            label={t('steps.asks', { step: number })}
            value={step.asks === null ? 'queue' : 'own'}
            options={[
              { value: 'queue', label: t('steps.asksQueue') },
              { value: 'own', label: t('steps.asksOwn') },
            ]}
            onChange={(which) => props.onChange({ asks: which === 'queue' ? null : (step.asks ?? []) })}
          />
          {step.asks && (
            <>
              {step.asks.length === 0 && <p className="quiet form-note">{t('steps.asksNobody')}</p>}
              <Asks asks={step.asks} wrong={Boolean(error)} onChange={(asks) => props.onChange({ asks })} />
            </>
          )}
          {error && (
            <p className="problem form-note" role="alert">
              {error}
            </p>
          )}
        </div>
        <div className="qstep-live">{props.children}</div>
      </div>
    </li>
  );
}
