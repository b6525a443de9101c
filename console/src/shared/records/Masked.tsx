import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act';
import { type ApiProblem, api, sentence } from '../api';
import { duration, useTick } from '../times';
import './records.css';

export const SHOWN_MS = 30_000;
const REASONS = ['call-back', 'enquiry', 'verification', 'complaint', 'correction', 'other'] as const;
const SHORTEST_WORDS = 4;

interface Props {
  customer: string;
  field: string;
  masked: string;
  /** Whether the person may read it in clear at all. */
  reveals: boolean;
  /** The contact or case it is for, and how that is said; without one the person says why. */
  purpose?: { code: string; told: string };
}

/** A masked value; reading it is for a purpose, told beforehand, recorded, and over after half a minute. */
export function Masked({ customer, field, masked, reveals, purpose }: Props) {
  const { t } = useTranslation('records');
  const [shown, setShown] = useState<{ value: string; until: number } | null>(null);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const reveal = useAct<string, { value: string }>({
    run: (why, key) => api.post<{ value: string }>(`/customers/${customer}/reveal`, { field, purpose: why }, key),
    done: (told) => {
      setShown({ value: told.value, until: Date.now() + SHOWN_MS });
      setAsking(false);
      setProblem(null);
    },
    refused: (told) => {
      setProblem(told);
      return true;
    },
  });
  const hide = () => {
    setShown(null);
    reveal.reset();
  };
  useEffect(() => {
    if (!shown) return;
    const timer = window.setTimeout(() => setShown(null), shown.until - Date.now());
    return () => window.clearTimeout(timer);
  }, [shown]);
  const label = t(`field.${field}`);
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className={shown ? 'num revealed' : 'num'}>{shown?.value ?? masked}</span>
        {shown && (
          <>
            <Left until={shown.until} />
            <Button
              size="small"
              type="text"
              icon={<EyeInvisibleOutlined />}
              aria-label={t('reveal.hide', { field: label })}
              onClick={hide}
            />
          </>
        )}
        {reveals && !shown && !asking && (
          <Button
            size="small"
            type="text"
            icon={<EyeOutlined />}
            aria-label={t('reveal.full', { field: label })}
            onClick={() => setAsking(true)}
          />
        )}
        {asking && (
          <Why
            purpose={purpose}
            busy={reveal.isPending}
            problem={problem}
            onShow={(why) => reveal.mutate(why)}
            onCancel={() => {
              setAsking(false);
              setProblem(null);
            }}
          />
        )}
      </dd>
    </div>
  );
}

/** How long the value stays. */
function Left({ until }: { until: number }) {
  const { t } = useTranslation('records');
  useTick();
  const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
  return (
    <span className="quiet num reveal-left" role="timer" title={t('reveal.left', { seconds })}>
      {duration(seconds)}
    </span>
  );
}

interface WhyProps {
  purpose: Props['purpose'];
  busy: boolean;
  problem: ApiProblem | null;
  onShow: (purpose: string) => void;
  onCancel: () => void;
}

function Why({ purpose, busy, problem, onShow, onCancel }: WhyProps) {
  const { t } = useTranslation('records');
  const id = useId();
  const [reason, setReason] = useState<string>('');
  const [words, setWords] = useState('');
  const said = words.trim();
  const enough = purpose ? true : reason === 'other' ? said.length >= SHORTEST_WORDS : reason !== '';
  const show = (event: FormEvent) => {
    event.preventDefault();
    if (enough) onShow(purpose?.code ?? `reason:${reason}${said ? ` ${said}` : ''}`);
  };
  return (
    <form className="reveal" onSubmit={show}>
      {purpose ? (
        <span>{purpose.told}</span>
      ) : (
        <>
          <label htmlFor={`${id} reason`}>{t('reveal.why')}</label>
          <select
            id={`${id} reason`}
            className="field"
            // biome-ignore lint/a11y/noAutofocus: opened by the person to choose
            autoFocus
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          >
            <option value="" disabled>
              {t('reveal.choose')}
            </option>
            {REASONS.map((each) => (
              <option key={each} value={each}>
                {t(`reveal.reasons.${each}`)}
              </option>
            ))}
          </select>
          <input
            className="field"
            value={words}
            maxLength={200}
            aria-label={t('reveal.words')}
            placeholder={t(reason === 'other' ? 'reveal.wordsNeeded' : 'reveal.words')}
            onChange={(event) => setWords(event.target.value)}
          />
        </>
      )}
      <span className="reveal-acts">
        <Button
          size="small"
          type="primary"
          htmlType="submit"
          autoFocus={Boolean(purpose)}
          disabled={!enough}
          loading={busy}
        >
          {t('reveal.show')}
        </Button>
        <Button size="small" type="text" onClick={onCancel}>
          {t('reveal.cancel')}
        </Button>
        <span className="quiet">{t('reveal.recorded')}</span>
      </span>
      {problem && (
        <span className="problem" role="alert">
          {sentence(problem)}
        </span>
      )}
    </form>
  );
}
