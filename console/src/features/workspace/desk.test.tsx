import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { live } from '@/shared/live';
import { show } from '@/shared/testing/show';
import type { ContactCard, Offer, StaffEvent } from '@/shared/types';
import Workspace from '.';
import { Composer } from './Composer';
import { draft } from './drafts';
import { Lines } from './Lines';
import { rows } from './lines';
import { Offers } from './Offers';
import { filled, matching, openVariable, slash } from './replies';

const card: ContactCard = {
  id: 'c1',
  channel: 'chat',
  state: 'active',
  customer: { name: '沈月华', identified: true },
  language: 'zh',
  openedAt: '2026-01-05T08:00:00Z',
  lastSeq: 3,
  unread: 0,
  customerConnected: true,
};
const event = (seq: number, more: Partial<StaffEvent>): StaffEvent => ({
  contact: 'c1',
  seq,
  at: `2026-01-05T08:0${seq}:00Z`,
  kind: 'message',
  ...more,
});
const replies = [
  { id: '1', shortcut: 'hi', title: '问候', text: '您好，{{customer}}', language: 'zh' },
  { id: '2', shortcut: 'wait', title: '稍候', text: '请稍候，{{when}}答复', language: 'zh' },
];

beforeEach(() => {
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(replies)));
});
afterEach(() => vi.unstubAllGlobals());

describe('writing to the customer', () => {
  async function composer() {
    const say = vi.fn();
    const person = userEvent.setup();
    await show(<Composer card={card} onSay={say} />, ['workspace']);
    return { say, person, field: screen.getByLabelText('写给沈月华') as HTMLTextAreaElement };
  }

  it('Enter sends and empties the field; Shift-Enter breaks the line', async () => {
    const { say, person, field } = await composer();
    await person.type(field, '第一行{Shift>}{Enter}{/Shift}第二行{Enter}');
    expect(say).toHaveBeenCalledWith('c1', '第一行\n第二行');
    expect(field.value).toBe('');
  });

  it("an input method's Enter chooses a word and sends nothing", async () => {
    const { say, field } = await composer();
    fireEvent.change(field, { target: { value: 'nihao' } });
    fireEvent.compositionStart(field);
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    fireEvent.compositionEnd(field);
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 });
    expect(say).not.toHaveBeenCalled();
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(say).toHaveBeenCalledWith('c1', 'nihao');
  });

  it('a half-written answer is kept for a reload', async () => {
    const { person, field } = await composer();
    await person.type(field, '还没写完');
    expect(draft('say', 'c1')).toBe('还没写完');
  });

  it('a slash finds canned replies and fills them in; an open variable holds the line back', async () => {
    const { say, person, field } = await composer();
    await person.type(field, '/');
    await screen.findByText('问候');
    await person.keyboard('{Enter}');
    expect(field.value).toBe('您好，沈月华');
    await person.keyboard('{Enter}');
    expect(say).toHaveBeenCalledWith('c1', '您好，沈月华');
    await person.type(field, '/wait{Enter}');
    expect(field.value).toBe('请稍候，⟦when⟧答复');
    await person.keyboard('{Enter}');
    expect(say).toHaveBeenCalledTimes(1);
    expect(screen.getByText(/还有未填写/)).toBeTruthy();
  });
});

describe('what was said', () => {
  const events = [
    event(1, { from: 'customer', text: '<img src=x onerror=alert(1)>' }),
    event(2, { kind: 'note', text: '只给同事看', author: '陈思远' }),
    event(3, { from: 'agent', text: '您好' }),
  ];
  const conversation = { from: 0, to: 3, events, ahead: [], loading: false };

  it('shows markup as text', async () => {
    const { container } = await show(<Lines card={card} conversation={conversation} />, ['workspace']);
    expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeTruthy();
    expect(container.querySelector('img')).toBeNull();
  });

  it('a note is never drawn as a bubble and says what it is', async () => {
    await show(<Lines card={card} conversation={conversation} />, ['workspace']);
    const note = screen.getByText('只给同事看').closest('.note') as HTMLElement;
    expect(note.querySelector('.bubble')).toBeNull();
    expect(within(note).getByText(/内部备注/)).toBeTruthy();
  });

  it('own lines are delivered until the customer has read them', async () => {
    const shown = await show(<Lines card={{ ...card, readByCustomer: 2 }} conversation={conversation} />, [
      'workspace',
    ]);
    expect(screen.getByText('已送达')).toBeTruthy();
    shown.unmount();
    await show(<Lines card={{ ...card, readByCustomer: 3 }} conversation={conversation} />, ['workspace']);
    expect(screen.getByText('已读')).toBeTruthy();
  });

  it('a wrap-up is told by the name of its code, and by the key where it has none', async () => {
    const wrapped = (seq: number, more: Partial<StaffEvent>) => event(seq, { kind: 'wrapped-up', ...more });
    const held = {
      from: 0,
      to: 2,
      events: [
        wrapped(1, { code: 'solved', codeName: { zh: '已解决', en: 'Solved' } }),
        wrapped(2, { code: 'old-key' }),
      ],
      ahead: [],
      loading: false,
    };
    const { container } = await show(<Lines card={card} conversation={held} />, ['workspace']);
    expect(container.textContent).toContain('已解决');
    expect(container.textContent).not.toContain('solved');
    expect(container.textContent).toContain('old-key');
  });

  it('a name that the visitor gave is shown as his own saying', async () => {
    const guest = { ...card, customer: { said: '小王', identified: false } };
    await show(<Composer card={guest} onSay={vi.fn()} />, ['workspace']);
    expect(screen.getByLabelText('写给“小王”（自称）')).toBeTruthy();
  });

  it('days are parted and offers to others are left out', () => {
    const list = rows(
      [
        events[0] as StaffEvent,
        event(2, { kind: 'offered' }),
        { ...event(3, { from: 'agent' }), at: '2026-01-07T08:00:00Z' },
      ],
      [],
    );
    expect(list.map((row) => row.kind)).toEqual(['day', 'message', 'day', 'message']);
  });
});

describe('an offer', () => {
  const offer: Offer = {
    id: 'o1',
    contact: 'c9',
    queue: { id: 'q', name: { zh: '贷款', en: 'Loans' } },
    customer: { name: '高志强' },
    waitedSeconds: 30,
    offeredAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 20_000).toISOString(),
  };

  it('does not take the focus from what is being written, and is read aloud', async () => {
    const acts = { accept: vi.fn(), decline: vi.fn(), acceptFirst: vi.fn(), declineFirst: vi.fn(), busy: null };
    await show(
      <>
        <textarea aria-label="field" />
        <Offers acts={acts} />
      </>,
      ['workspace'],
    );
    const field = screen.getByLabelText('field');
    field.focus();
    live.dispatch({
      type: 'frame',
      frame: { type: 'snapshot', stream: 's', seq: 0, offers: [offer] },
      now: Date.now(),
    });
    expect(await screen.findByText('高志强')).toBeTruthy();
    expect(document.activeElement).toBe(field);
    expect(screen.getByRole('alert').textContent).toContain('高志强');
    fireEvent.click(screen.getByRole('button', { name: /接入/ }));
    expect(acts.accept).toHaveBeenCalledWith(offer);
  });
});

describe('canned replies', () => {
  it('are found by shortcut first, then by words', () => {
    expect(matching(replies, 'wa').map((reply) => reply.id)).toEqual(['2']);
    expect(matching(replies, '您好').map((reply) => reply.id)).toEqual(['1']);
  });

  it('open only at the beginning of an empty line', () => {
    expect(slash('/wa')).toBe('wa');
    expect(slash('and/or')).toBeNull();
  });

  it('mark what is not known', () => {
    expect(filled('{{customer}} {{case}}', { customer: '沈' })).toEqual({ text: '沈 ⟦case⟧', at: [2, 8] });
    expect(openVariable('all [done]')).toBeNull();
  });
});

describe('a desk without conversations', () => {
  const me = { rights: ['contact.serve', 'floor.watch'], capacity: { chat: { used: 0, max: 3 } } };
  async function desk(more: object) {
    live.dispatch({
      type: 'frame',
      now: 0,
      frame: { type: 'snapshot', stream: 's', seq: 0, me: { ...me, ...more }, offers: [], contacts: [], notices: [] },
    });
    await show(<Workspace />, ['workspace', 'records']);
  }

  it('offers to become ready to whoever is not, and says what happens next to whoever is', async () => {
    await desk({ presence: { state: 'away', afterContact: 0 } });
    expect(screen.getByRole('button', { name: '设为就绪' })).toBeTruthy();
    act(() =>
      live.dispatch({
        type: 'frame',
        now: 0,
        frame: { seq: 1, topic: 'me', data: { ...me, presence: { state: 'ready', afterContact: 0 } } },
      }),
    );
    expect(screen.getByText('您已就绪')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '设为就绪' })).toBeNull();
  });

  it('sends whoever serves nobody to the floor', async () => {
    await desk({ capacity: {}, presence: { state: 'offline', afterContact: 0 } });
    expect(screen.getByRole('link', { name: '前往现场' }).getAttribute('href')).toBe('/floor');
  });
});
