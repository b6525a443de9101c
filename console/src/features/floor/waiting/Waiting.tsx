import { EllipsisOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caller } from '@/shared/caller';
import { serverNow } from '@/shared/live';
import { named } from '@/shared/names';
import { useRight } from '@/shared/rights';
import { Empty, TooMuch } from '@/shared/states';
import { duration, exact, since, useTick } from '@/shared/times';
import type { FloorAgent, FloorQueue, WaitingContact } from '@/shared/types';
import { PriorityPick } from './PriorityPick';
import type { Move } from './useMoves';
import { type Priority, STRIDE, within } from './usePriorities';

const CHOICES = 8;

interface Props {
  queue: FloorQueue;
  queues: FloorQueue[];
  agents: FloorAgent[];
  onWatch: (contact: string) => void;
  onWhy: (contact: WaitingContact) => void;
  onPriority: (priority: Priority) => void;
  onMove: (move: Move) => void;
  onOthers: (contact: WaitingContact, queue: FloorQueue) => void;
}

/**
 * Who waits in a queue, the next one first; each can be explained, let go before others, moved to another queue or
 * assigned to a colleague.
 */
export function Waiting(props: Props) {
  const { t } = useTranslation('floor');
  const { queue } = props;
  const acts = useRight('floor.act');
  const waiting = queue.waitingContacts ?? [];
  if (waiting.length === 0) return <Empty compact title={t('line.none')} />;
  return (
    <>
      <table className="waiting" aria-label={t('line.label', { queue: named(queue.name) })}>
        <thead>
          <tr>
            <th scope="col">{t('line.position')}</th>
            <th scope="col">{t('line.who')}</th>
            <th scope="col">{t('line.waits')}</th>
            <th scope="col" className="waiting-topic">
              {t('line.topic')}
            </th>
            <th scope="col" className="waiting-language">
              {t('line.language')}
            </th>
            <th scope="col">{t('priority.column')}</th>
            <th scope="col">
              <span className="unseen">{t('line.acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {waiting.map((contact) => (
            <WaitingRow key={contact.id} {...props} contact={contact} acts={acts} />
          ))}
        </tbody>
      </table>
      {queue.waiting > waiting.length && (
        <TooMuch shown={waiting.length} hint={t('line.more', { shown: waiting.length, waiting: queue.waiting })} />
      )}
    </>
  );
}

function WaitingRow(props: Props & { contact: WaitingContact; acts: boolean }) {
  const { t } = useTranslation('floor');
  useTick();
  const [open, setOpen] = useState(false);
  const { contact, queue } = props;
  const name = caller({ name: contact.customer, said: contact.said });
  const level = queue.serviceLevel;
  const waits = since(contact.since, serverNow());
  const priority = contact.priority ?? 0;
  const prefer = (to: number) => props.onPriority({ contact: contact.id, name, from: priority, to: within(to) });
  const keys: Record<string, () => void> = {
    w: () => props.onWhy(contact),
    ...(props.acts && {
      m: () => setOpen(true),
      '+': () => prefer(priority + STRIDE),
      '=': () => prefer(priority + STRIDE),
      '-': () => prefer(priority - STRIDE),
    }),
  };
  const pressed = (event: KeyboardEvent) => {
    const run = keys[event.key];
    // a menu that is open is inside the row for React, not on the screen
    if (!run || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!event.currentTarget.contains(event.target as Node)) return;
    event.preventDefault();
    run();
  };
  return (
    <tr onKeyDown={pressed}>
      <td className="num">{contact.position}</td>
      <th scope="row">
        <button type="button" className="serving" title={t('line.watch')} onClick={() => props.onWatch(contact.id)}>
          {name}
        </button>
        {contact.topic && (
          <span className="row-why waiting-topic-below" aria-hidden="true">
            {contact.topic}
          </span>
        )}
        {contact.callback && (
          <span className="row-mark" title={t('priority.callbackHint')}>
            {t('priority.callback')}
          </span>
        )}
        {contact.asked ? (
          <span className="row-why">{t('line.asked', { name: named(contact.asked) })}</span>
        ) : (
          (contact.step ?? 0) > 0 && (
            <span className="row-why" title={t('priority.stepHint', { step: (contact.step ?? 0) + 1 })}>
              {t('priority.step', { step: (contact.step ?? 0) + 1 })}
            </span>
          )
        )}
      </th>
      <td className={`num${level && waits > level.seconds ? ` strong over-${queue.trouble}` : ''}`}>
        <time title={exact(contact.since)}>{duration(waits)}</time>
      </td>
      <td className="waiting-topic">{contact.topic}</td>
      <td className="waiting-language">
        {contact.language === 'zh' ? t('line.zh') : contact.language === 'en' ? t('line.en') : contact.language}
      </td>
      <td>
        <PriorityPick name={name} value={priority} {...(props.acts && { onChange: prefer })} />
      </td>
      <td className="row-act">
        <Button
          size="small"
          type="text"
          icon={<QuestionCircleOutlined />}
          aria-label={t('priority.whyOf', { name })}
          title={t('priority.why')}
          aria-keyshortcuts="w"
          onClick={() => props.onWhy(contact)}
        />
        {props.acts && (
          <Dropdown
            trigger={['click']}
            placement="bottomRight"
            autoFocus
            open={open}
            onOpenChange={setOpen}
            menu={{ ...menu(t, props, name), className: 'move-menu' }}
          >
            <Button
              size="small"
              type="text"
              icon={<EllipsisOutlined />}
              aria-label={t('line.menu', { name })}
              aria-keyshortcuts="m"
            />
          </Dropdown>
        )}
      </td>
    </tr>
  );
}

type Say = ReturnType<typeof useTranslation<'floor'>>['t'];

/** The places that fit best; all others are behind the last entry. */
function menu(t: Say, props: Props & { contact: WaitingContact }, name: string): MenuProps {
  const { contact, queue } = props;
  const others = props.queues
    .filter((each) => each.id !== queue.id && each.open)
    .sort((a, b) => b.agentsReady - a.agentsReady || a.waiting - b.waiting)
    .slice(0, CHOICES);
  const free = (agent: FloorAgent) => agent.capacity.max - agent.capacity.used;
  const ready = props.agents
    .filter((agent) => agent.presence.state === 'ready' && free(agent) > 0 && agent.id !== contact.asked?.id)
    .sort((a, b) => Number(b.queues.includes(queue.id)) - Number(a.queues.includes(queue.id)) || free(b) - free(a))
    .slice(0, CHOICES);
  const entry = (key: string, label: string, note: string) => ({
    key,
    label: (
      <span className="move-to">
        {label} <span className="quiet num">{note}</span>
      </span>
    ),
  });
  const act = (to: { queue: string } | { agent: string }, label: string) =>
    props.onMove({ contact: contact.id, name, from: queue.id, to, label });
  return {
    items: [
      { key: 'who', type: 'group', label: name },
      { key: 'why', label: t('priority.why') },
      { key: 'watch', label: t('line.watch') },
      ...(others.length > 0 ? [{ type: 'divider' as const }] : []),
      ...(others.length > 0
        ? [
            {
              key: 'queues',
              type: 'group' as const,
              label: t('line.toQueue'),
              children: others.map((each) =>
                entry(
                  `queue ${each.id}`,
                  named(each.name),
                  t('line.counts', { waiting: each.waiting, ready: each.agentsReady }),
                ),
              ),
            },
          ]
        : []),
      ...(ready.length > 0
        ? [
            {
              key: 'agents',
              type: 'group' as const,
              label: t('line.toAgent'),
              children: ready.map((each) =>
                entry(`agent ${each.id}`, named(each.name), t('line.free', { free: free(each) })),
              ),
            },
          ]
        : []),
      { type: 'divider' },
      { key: 'others', label: t('line.others') },
    ],
    onClick: ({ key }) => {
      const [what, id] = key.split(' ');
      if (what === 'why') props.onWhy(contact);
      else if (what === 'watch') props.onWatch(contact.id);
      else if (what === 'others') props.onOthers(contact, queue);
      else if (what === 'queue' && id) act({ queue: id }, named(others.find((each) => each.id === id)?.name));
      else if (what === 'agent' && id) act({ agent: id }, named(ready.find((each) => each.id === id)?.name));
    },
  };
}
