import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@/shared/testing/show';
import type { AgentRow } from '../service/shapes';
import { administer, BANK, name, refuse, serve } from '../service/testing';
import Matrix from './Matrix';
import { applied, columnsOf, type Edits, moved, storedIn, typed, written } from './matrix';

const skills = ['cards', 'loans'].map((key) => ({ key, institution: 'sfb.', name: name(key, key), version: 1 }));
const agent = (id: string, levels: Record<string, number>): AgentRow => ({
  id,
  name: name(`座席${id}`, `Agent ${id}`),
  home: 'sfb.',
  serves: true,
  abilities: {
    skills: Object.entries(levels).map(([skill, level]) => ({ skill, level })),
    languages: [{ language: 'zh', level: 9 }],
    chatCapacity: 3,
    version: 4,
  },
});
const [li, wang] = [agent('1', { cards: 5 }), agent('2', {})];
const columns = columnsOf(skills);
const [cards, loans] = columns as [(typeof columns)[0], (typeof columns)[0]];

describe('the sheet of skills', () => {
  it('digits typed in a row are one number as long as it fits the cell', () => {
    expect(typed('', '1', 10)).toBe('1');
    expect(typed('1', '0', 10)).toBe('10');
    expect(typed('9', '5', 10)).toBe('5');
    expect(typed('1', '2', 50)).toBe('12');
  });

  it('the cursor stays within the sheet', () => {
    expect(moved([0, 0], 'ArrowUp', 3, 4)).toEqual([0, 0]);
    expect(moved([2, 3], 'ArrowRight', 3, 4)).toEqual([2, 3]);
    expect(moved([0, 0], 'PageDown', 3, 4)).toEqual([2, 0]);
    expect(moved([1, 1], 'x', 3, 4)).toBeNull();
  });

  it('how much of each medium somebody takes is kept, and chats follow their capacity', () => {
    const abilities = { ...(li as AgentRow).abilities, media: { voice: 0, chat: 3 } };
    expect(applied(abilities, { capacity: 5 })).toMatchObject({ chatCapacity: 5, media: { voice: 0, chat: 5 } });
    expect(applied({ ...abilities, media: { chat: 0 } }, { capacity: 5 }).media).toEqual({ chat: 0 });
  });

  it('a level beyond the limits is brought within them', () => {
    expect(written({}, li, cards, 12)).toEqual({ '1': { 'skill:cards': 10 } });
    const capacity = columns.at(-1) as (typeof columns)[0];
    expect(written({}, li, capacity, 0)).toEqual({ '1': { capacity: 1 } });
  });

  it('writing what stands there takes the change back', () => {
    const edits: Edits = { '1': { 'skill:cards': 7 } };
    expect(written(edits, li, cards, 5)).toEqual({});
  });

  it('only the changed cells are laid over what stands now, so that a colleague’s change is kept', () => {
    const now = { ...li.abilities, skills: [...li.abilities.skills, { skill: 'vip', level: 2 }], version: 5 };
    const sent = applied(now, { 'skill:loans': 6, 'skill:cards': 0, 'language:en': 4, capacity: 2 });
    expect(sent).toEqual({
      skills: [
        { skill: 'vip', level: 2 },
        { skill: 'loans', level: 6 },
      ],
      languages: [
        { language: 'zh', level: 9 },
        { language: 'en', level: 4 },
      ],
      chatCapacity: 2,
      version: 5,
    });
    expect(storedIn(now, loans)).toBe(0);
  });
});

describe('editing the sheet', () => {
  beforeEach(() => administer());
  afterEach(() => vi.unstubAllGlobals());

  const opened = async (put: unknown) => {
    const sent = serve({
      'GET /admin/agents': { agents: [li, wang], total: 2 },
      'GET /admin/institutions': [BANK],
      'GET /admin/operators/1/skills': { ...li.abilities, version: 9 },
      'PUT /admin/operators/1/skills': put,
    });
    const shown = await show(<Matrix skills={skills} />, ['admin', 'adminService']);
    const row = (await screen.findByText('座席1')).closest('tr') as HTMLElement;
    return { sent, shown, cell: (at: number) => within(row).getAllByRole('gridcell')[at] as HTMLElement };
  };
  const type = (cell: HTMLElement, ...keys: string[]) => {
    fireEvent.focus(cell);
    for (const key of keys) fireEvent.keyDown(cell, { key });
  };

  it('nothing is sent before it is saved; then one change goes out with the version that was seen', async () => {
    const { sent, cell } = await opened({ ...li.abilities, version: 5 });
    type(cell(1), '1', '0');
    expect(cell(1).textContent).toBe('10');
    expect(sent).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: /^保\s?存$/ }));
    await screen.findByText('已保存 1 人，立即按新技能派单');
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body).toMatchObject({
      version: 4,
      skills: [
        { skill: 'cards', level: 5 },
        { skill: 'loans', level: 10 },
      ],
    });
    expect(screen.queryByRole('button', { name: /^保\s?存$/ })).toBeNull();
  });

  it('what somebody else changed meanwhile is told in the row, and the change is kept to be saved again', async () => {
    let refused = false;
    const { sent, cell } = await opened(() => {
      if (refused) return { ...li.abilities, version: 10 };
      refused = true;
      return refuse(409, 'agent.stale', {});
    });
    type(cell(0), '8');
    await userEvent.click(screen.getByRole('button', { name: /^保\s?存$/ }));
    expect(await screen.findByRole('alert')).toHaveProperty(
      'textContent',
      '刚刚有人改过；已取回最新，您的修改仍保留，请核对后再保存',
    );
    expect(cell(0).textContent).toBe('8');
    await userEvent.click(screen.getByRole('button', { name: '放弃修改' }));
    await waitFor(() => expect(cell(0).textContent).toBe('5'));
    expect(sent).toHaveLength(1);
  });

  it('Escape gives a cell back, and what is not saved outlives a look elsewhere', async () => {
    const { cell, shown } = await opened({});
    type(cell(1), '7');
    type(cell(0), '9', 'Escape');
    expect(cell(0).textContent).toBe('5');
    shown.unmount();
    const again = await opened({});
    expect(again.cell(1).textContent).toBe('7');
    await userEvent.click(screen.getByRole('button', { name: '放弃修改' }));
  });
});
