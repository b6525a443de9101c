import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@/shared/testing/show';
import type { Queue } from '../service/shapes';
import { administer, BANK, name, refuse, type Sent, serve } from '../service/testing';
import { draftOf, FRESH, wrongIn } from './draft';
import Queues from './index';
import QueueDetail from './QueueDetail';
import QueueForm from './QueueForm';

const queue: Queue = {
  id: 'q1',
  institution: 'sfb.',
  name: name('信用卡', 'Cards'),
  skills: [{ skill: 'cards', level: 3 }],
  priority: 50,
  target: 0.8,
  targetWaitSeconds: 30,
  offerTimeoutSeconds: 25,
  maxWaiting: 100,
  active: true,
  version: 4,
};
const able = { able: 2, ready: 0, free: 0, elsewhere: 0, colleagues: [] };
const routes = {
  'GET /admin/queues': [queue],
  'GET /admin/queues/staffing': [{ queue: 'q1', waiting: 2, able: 2, ready: 0, free: 0 }],
  'POST /admin/queues/reach': { steps: [able] },
  'GET /admin/skills': [{ key: 'cards', institution: 'sfb.', name: name('信用卡业务', 'Card service'), version: 1 }],
  'GET /admin/widgets': [],
  'GET /admin/calendars': [],
  'GET /admin/institutions': [BANK],
};

beforeEach(() => administer());
afterEach(() => vi.unstubAllGlobals());

const form = async (more: Record<string, unknown>, onSaved = vi.fn()) => {
  const sent = serve({ ...routes, ...more });
  await show(<QueueForm queue={queue} onClose={vi.fn()} onSaved={onSaved} />, ['admin', 'adminService']);
  return { sent, onSaved, save: () => fireEvent.click(screen.getByRole('button', { name: /^保\s?存$/ })) };
};

describe('queues', () => {
  it('the list tells at a glance that nobody who could serve is ready', async () => {
    serve(routes);
    await show(<Queues />, ['admin', 'adminService']);
    const row = await screen.findByRole('button', { name: /信用卡/ });
    await waitFor(() => expect(within(row).getByText('就绪 0/2').className).toContain('tag-warn'));
  });

  it('a share is edited as percent and sent as a share, with the version that was seen', async () => {
    const { sent, save, onSaved } = await form({ 'PUT /admin/queues/q1': { ...queue, version: 5 } });
    fireEvent.change(screen.getByLabelText(/目标比例/), { target: { value: '95' } });
    await save();
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(sent[0]?.body).toMatchObject({ target: 0.95, version: 4, closedMessage: null, skills: queue.skills });
  });

  it('what cannot be is told at its field and not sent', async () => {
    const { sent, save } = await form({});
    fireEvent.change(screen.getByLabelText(/中文名称/), { target: { value: '' } });
    fireEvent.change(screen.getByLabelText(/最多排队人数/), { target: { value: '' } });
    await save();
    const told = (await screen.findAllByRole('alert')).map((each) => each.textContent);
    expect(told).toEqual(['请填写', '请填写']);
    expect(sent).toEqual([]);
  });

  it('what only the server knows to be wrong is told at its field', async () => {
    const { save } = await form({
      'PUT /admin/queues/q1': refuse(400, 'queue.invalid', { field: 'targetWait', value: 'PT0S' }),
    });
    await save();
    const alert = await screen.findByRole('alert');
    expect(alert.closest('.form-field')?.querySelector('label')?.textContent).toContain('目标等待');
  });

  it('of two administrators the second is asked whose version stands, and can save his over it', async () => {
    const seen: unknown[] = [];
    const { save, onSaved } = await form({
      'GET /admin/queues': [{ ...queue, priority: 70, version: 8 }],
      'PUT /admin/queues/q1': ({ body }: Sent) => {
        seen.push((body as Queue).version);
        return seen.length === 1 ? refuse(409, 'queue.stale') : { ...queue, version: 9 };
      },
    });
    await save();
    await userEvent.click(await screen.findByRole('button', { name: '用我的内容覆盖' }));
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(seen).toEqual([4, 8]);
  });

  it('archiving says how many wait, and sends nothing unless it is meant', async () => {
    const sent = serve({ ...routes, 'PUT /admin/queues/q1': { ...queue, active: false } });
    await show(
      <QueueDetail queue={queue} now={{ queue: 'q1', waiting: 2, able: 2, ready: 0, free: 0 }} onEdit={vi.fn()} />,
      ['admin', 'adminService', 'routing'],
    );
    await userEvent.click(screen.getByRole('button', { name: /^停\s?用$/ }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain('有 2 位客户正在排队');
    await userEvent.click(within(dialog).getByRole('button', { name: /^取\s?消$/ }));
    expect(sent).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: /^停\s?用$/ }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: /^停\s?用$/ }));
    await waitFor(() => expect(sent[0]?.body).toMatchObject({ active: false, version: 4 }));
  });

  it('who meets the requirement is told, also that nobody of them is ready', async () => {
    serve(routes);
    await show(<QueueDetail queue={queue} now={undefined} onEdit={vi.fn()} />, ['admin', 'adminService', 'routing']);
    expect(await screen.findByText('2 人符合，但现在没有人就绪。')).toBeTruthy();
  });

  it('a requirement without a skill, twice the same skill, or half a message is wrong', () => {
    const fit = { ...draftOf(queue) };
    expect(Object.values(wrongIn(fit)).filter(Boolean)).toEqual([]);
    expect(wrongIn({ ...fit, skills: [{ skill: '', level: 1 }] }).skills).toBe('missing');
    expect(wrongIn({ ...fit, skills: [...queue.skills, ...queue.skills] }).skills).toBe('twice');
    expect(wrongIn({ ...fit, closedMessage: name('明早见', '') }).closedMessage).toBe('both');
    expect(wrongIn({ ...fit, offerTimeoutSeconds: 601 }).offerTimeoutSeconds).toBe('range');
    expect(wrongIn(FRESH).institution).toBe('missing');
  });
});
