import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { useLive } from '@/shared/live';
import { tell } from '@/shared/messages';
import { named } from '@/shared/names';
import { Failed, Loading } from '@/shared/states';
import { useTargets } from './lists';

export type Target = { queue: string } | { agent: string };

/** To another queue or colleague, with a word for whoever takes it; the counts are live. */
export default function TransferDialog(props: {
  card: { id: string };
  onClose: () => void;
  /** As a supervisor: without a word, also while it waits. */
  move?: boolean;
  /** Moves in place of the dialog, which only chose. */
  onMove?: (target: Target, label: string) => void;
}) {
  const { t } = useTranslation('workspace');
  const targets = useTargets();
  const own = useLive((state) => state.me?.id);
  const [filter, setFilter] = useState('');
  const [target, setTarget] = useState<Target | null>(null);
  const [note, setNote] = useState('');
  const act = useAct({
    run: (_: void, key) =>
      props.move
        ? api.post(`/contacts/${props.card.id}/move`, target, key)
        : api.post(`/contacts/${props.card.id}/transfer`, { ...target, note: note.trim() }, key),
    done: () => {
      tell.done(t('transfer.done'));
      props.onClose();
    },
  });
  const choose = () => {
    if (!props.onMove || !target) return act.mutate();
    const name =
      'queue' in target
        ? targets.data?.queues.find((queue) => queue.id === target.queue)?.name
        : targets.data?.agents.find((agent) => agent.id === target.agent)?.name;
    props.onMove(target, named(name));
    props.onClose();
  };
  const wanted = filter.trim().toLowerCase();
  const fits = (name: { zh: string; en: string }) => `${name.zh} ${name.en}`.toLowerCase().includes(wanted);
  const queues = targets.data?.queues.filter((queue) => fits(queue.name)) ?? [];
  const agents = targets.data?.agents.filter((agent) => agent.id !== own && fits(agent.name)) ?? [];
  const ready = target && (props.move || note.trim());
  return (
    <Modal
      open
      title={t(props.move ? 'transfer.move' : 'transfer.title')}
      width="44rem"
      onCancel={props.onClose}
      footer={[
        <Button key="no" onClick={props.onClose}>
          {t('transfer.cancel')}
        </Button>,
        <Button key="yes" type="primary" disabled={!ready} loading={act.isPending} onClick={choose}>
          {t(props.move ? 'transfer.moveNow' : 'transfer.now')}
        </Button>,
      ]}
    >
      <input
        className="field"
        // biome-ignore lint/a11y/noAutofocus: opened to choose
        autoFocus
        value={filter}
        aria-label={t('transfer.filter')}
        placeholder={t('transfer.filter')}
        onChange={(event) => setFilter(event.target.value)}
      />
      {targets.isLoading && <Loading />}
      {targets.isError && <Failed compact fault={targets.error} retry={() => void targets.refetch()} />}
      {targets.data && (
        <div className="targets">
          <fieldset>
            <legend>{t('transfer.queues')}</legend>
            {queues.length === 0 && <p className="quiet">{t('transfer.none')}</p>}
            {queues.map((queue) => (
              <label key={queue.id} className="target">
                <input
                  type="radio"
                  name="target"
                  checked={target !== null && 'queue' in target && target.queue === queue.id}
                  onChange={() => setTarget({ queue: queue.id })}
                />
                <span className="target-name">{named(queue.name)}</span>
                <span className="num quiet">{t('transfer.waiting', { count: queue.waiting })}</span>
                <span className={queue.agentsReady > 0 ? 'num good' : 'num quiet'}>
                  {t('transfer.ready', { count: queue.agentsReady })}
                </span>
              </label>
            ))}
          </fieldset>
          <fieldset>
            <legend>{t('transfer.agents')}</legend>
            {agents.length === 0 && <p className="quiet">{t('transfer.none')}</p>}
            {agents.map((agent) => (
              <label key={agent.id} className="target">
                <input
                  type="radio"
                  name="target"
                  checked={target !== null && 'agent' in target && target.agent === agent.id}
                  onChange={() => setTarget({ agent: agent.id })}
                />
                <span className={`dot dot-${agent.presence.state}`} aria-hidden="true" />
                <span className="target-name">{named(agent.name)}</span>
                <span className={agent.free > 0 ? 'num good' : 'num quiet'}>
                  {agent.presence.state === 'ready'
                    ? t('transfer.free', { count: agent.free })
                    : t(`presence.${agent.presence.state}`)}
                </span>
              </label>
            ))}
          </fieldset>
        </div>
      )}
      {!props.move && (
        <textarea
          className="field"
          rows={3}
          maxLength={2000}
          value={note}
          aria-label={t('transfer.note')}
          placeholder={t('transfer.noteHint')}
          onChange={(event) => setNote(event.target.value)}
        />
      )}
    </Modal>
  );
}
