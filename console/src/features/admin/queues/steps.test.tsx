import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@/shared/testing/show';
import type { Able, Queue, QueueStep } from '../service/shapes';
import { administer, BANK, name, refuse, serve } from '../service/testing';
import QueueForm from './QueueForm';
import { added, draftSteps, moved, sentSteps, wrongStep } from './steps';

const step = (expirySeconds: number | null, level = 5): QueueStep => ({
  expirySeconds,
  asks: [{ kind: 'skill', name: 'cards', level }],
});
const able = (many: number): Able => ({ able: many, ready: many, free: many, elsewhere: 0, colleagues: [] });

describe('steps', () => {
  it('a new one stands last and lasts; the one before it gets an end', () => {
    const steps = added(draftSteps([step(20), step(null)]));
    expect(steps.map((each) => each.expirySeconds)).toEqual([20, 30, null]);
  });

  it('one that is moved before others gets an end, and nothing is moved over the edge', () => {
    const steps = draftSteps([step(20, 9), step(40, 7), step(null, 3)]);
    expect(sentSteps(moved(steps, 2, 0))).toEqual([step(30, 3), step(20, 9), step(40, 7)]);
    expect(moved(steps, 0, -1)).toBe(steps);
    expect(moved(steps, 2, 3)).toBe(steps);
  });

  it('only the last may be without an end, and no ask may be half said', () => {
    const [one] = draftSteps([step(null)]);
    const [unset] = draftSteps([
      { expirySeconds: 10, asks: [{ kind: 'any-of', of: [{ kind: 'language', name: '' }] }] },
    ]);
    expect(one && wrongStep(one, true)).toBeNull();
    expect(one && wrongStep(one, false)).toBe('missing');
    expect(one && wrongStep({ ...one, expirySeconds: 0 }, true)).toBe('range');
    expect(unset && wrongStep(unset, true)).toBe('unset');
  });
});

describe('the editor of steps', () => {
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
    steps: [step(20, 9), step(null, 3)],
    active: true,
    version: 4,
  };
  let asked: QueueStep[][];

  beforeEach(() => {
    administer();
    asked = [];
  });
  afterEach(() => vi.unstubAllGlobals());

  const form = async (more: Record<string, unknown> = {}) => {
    const sent = serve({
      'POST /admin/queues/reach': ({ body }: { body: unknown }) => {
        const { steps } = body as { steps: QueueStep[] };
        asked.push(steps);
        return { steps: (steps.length > 0 ? steps : [step(null, 2)]).map((each) => able(levelOf(each))) };
      },
      'GET /admin/skills': [
        { key: 'cards', institution: 'sfb.', name: name('信用卡业务', 'Card service'), version: 1 },
      ],
      'GET /admin/calendars': [],
      'GET /admin/institutions': [BANK],
      ...more,
    });
    const onSaved = vi.fn();
    await show(<QueueForm queue={queue} onClose={vi.fn()} onSaved={onSaved} />, ['admin', 'adminService']);
    return { sent, onSaved, save: () => fireEvent.click(screen.getByRole('button', { name: /^保\s?存$/ })) };
  };
  const levelOf = (each: QueueStep) => (each.asks?.[0]?.kind === 'skill' ? each.asks[0].level : 0);
  const card = (place: number) =>
    screen.getAllByRole('listitem').filter((each) => each.dataset.step)[place] as HTMLElement;

  it('says beside each step who can serve in it, and follows what is changed before it is saved', async () => {
    await form();
    expect(await within(card(0)).findByText(/9 人符合/)).toBeTruthy();
    expect(within(card(1)).getByText(/3 人符合/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '第 2 步上移' }));
    expect(await within(card(0)).findByText(/3 人符合/)).toBeTruthy();
    expect(asked.at(-1)).toEqual([step(30, 3), step(20, 9)]);
  });

  it('is moved by keys as well, and sent in the order that is shown', async () => {
    const { sent, save, onSaved } = await form({ 'PUT /admin/queues/q1': queue });
    fireEvent.keyDown(within(card(0)).getByRole('button', { name: /^移动第 1 步/ }), {
      key: 'ArrowDown',
      altKey: true,
    });
    expect(await screen.findByText('第 1 步移到了第 2 位')).toBeTruthy();
    save();
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(sent[0]?.body).toMatchObject({ steps: [step(30, 3), step(20, 9)] });
  });

  it('a step of the server’s refusal is told in that step', async () => {
    const { save } = await form({
      'PUT /admin/queues/q1': refuse(400, 'queue.invalid', { field: 'steps[1].asks[0].level', detail: '11' }),
    });
    save();
    await waitFor(() => expect(within(card(1)).getByRole('alert')).toBeTruthy());
    expect(within(card(0)).queryByRole('alert')).toBeNull();
  });

  it('a step without an end that is not the last is not sent', async () => {
    const { sent, save } = await form();
    fireEvent.change(screen.getByRole('spinbutton', { name: '第 1 步找多久' }), { target: { value: '' } });
    save();
    await waitFor(() => expect(within(card(0)).getByRole('alert').textContent).toBe('请填写'));
    expect(sent).toEqual([]);
  });
});
