import { describe, expect, it } from 'vitest';
import type { ContactCard, Offer, StaffEvent } from '../types';
import { type Effect, empty, type Input, type LiveState, reduce, type Unsent } from './stream';

const NOW = 1_000_000;
const card = (id: string, lastSeq = 3, more: Partial<ContactCard> = {}): ContactCard => ({
  id,
  channel: 'chat',
  state: 'active',
  customer: { identified: false },
  language: 'zh',
  openedAt: '2026-01-05T08:00:00Z',
  lastSeq,
  unread: 0,
  customerConnected: true,
  ...more,
});
const event = (contact: string, seq: number, more: Partial<StaffEvent> = {}): StaffEvent => ({
  contact,
  seq,
  at: '2026-01-05T08:00:00Z',
  kind: 'message',
  from: 'customer',
  text: `line ${seq}`,
  ...more,
});
const unsent = (id: string, contact = 'c1'): Unsent => ({
  id,
  contact,
  type: 'say',
  text: 'hello',
  at: '2026-01-05T08:00:00Z',
  state: 'sending',
});

/** Plays inputs on a state and collects the effects. */
class Play {
  state: LiveState = empty(NOW);
  effects: Effect[] = [];

  on(input: Input): this {
    const [state, effects] = reduce(this.state, input);
    this.state = state;
    this.effects = effects;
    return this;
  }

  frame(frame: Record<string, unknown>): this {
    return this.on({ type: 'frame', frame, now: NOW });
  }

  snapshot(contacts: ContactCard[] = [], more: Record<string, unknown> = {}): this {
    return this.frame({ type: 'snapshot', stream: 's1', seq: 0, now: new Date(NOW).toISOString(), contacts, ...more });
  }

  topic(seq: number, topic: string, data: unknown): this {
    return this.frame({ seq, topic, data });
  }

  open(contact: string, lastSeq: number): this {
    return this.on({ type: 'open', contact, lastSeq, page: 200 });
  }

  loaded(contact: string, after: number, seqs: number[]): this {
    return this.on({ type: 'events', contact, after, events: seqs.map((seq) => event(contact, seq)) });
  }

  seqs(contact: string): number[] {
    return this.state.conversations[contact]?.events.map((each) => each.seq) ?? [];
  }

  did(name: Effect['do']): Effect[] {
    return this.effects.filter((effect) => effect.do === name);
  }
}

describe('numbered frames', () => {
  it('a frame seen before changes nothing', () => {
    const play = new Play().snapshot([card('c1')]).topic(1, 'contact', card('c1', 4));
    const before = play.state;
    expect(play.topic(1, 'contact', card('c1', 9)).state).toBe(before);
  });

  it('a hole asks to resume and is not stepped over', () => {
    const play = new Play().snapshot().topic(1, 'me', { id: 'me' }).topic(3, 'me', { id: 'later' });
    expect(play.effects).toEqual([{ do: 'resume' }]);
    expect(play.state.seq).toBe(1);
    expect(play.state.me?.id).toBe('me');
  });

  it('an unknown topic is counted and otherwise ignored', () => {
    const play = new Play().snapshot().topic(1, 'from-the-future', {}).topic(2, 'health', { database: 'down' });
    expect(play.state.database).toBe('down');
  });
});

describe('snapshot and resume', () => {
  it('a snapshot replaces contacts and offers but keeps the order on the screen', () => {
    const play = new Play().snapshot([card('a'), card('b'), card('c')]);
    play.snapshot([card('d'), card('c'), card('a')], { stream: 's2' });
    expect(play.state.order).toEqual(['a', 'c', 'd']);
    expect(Object.keys(play.state.contacts).sort()).toEqual(['a', 'c', 'd']);
    expect(play.state.stream).toBe('s2');
  });

  it('a new stream asks again for every open conversation', () => {
    const play = new Play()
      .snapshot([card('c1', 3)])
      .open('c1', 3)
      .loaded('c1', 0, [1, 2, 3]);
    play.snapshot([card('c1', 7)], { stream: 's2' });
    expect(play.did('fetch')).toEqual([{ do: 'fetch', contact: 'c1', after: 3 }]);
    play.loaded('c1', 3, [4, 5, 6, 7]);
    expect(play.seqs('c1')).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('an offer known before the snapshot is not told anew', () => {
    const offer = { id: 'o1', contact: 'c9' } as Offer;
    const play = new Play().snapshot([], { offers: [offer] });
    expect(play.did('offer')).toHaveLength(1);
    expect(play.snapshot([], { offers: [offer] }).did('offer')).toHaveLength(0);
  });

  it.each(['snapshot', 'resumed'])('unsent lines go out again with the same id after %s', (type) => {
    const play = new Play().snapshot([card('c1')]).on({ type: 'line', line: 'reconnecting', now: NOW });
    play.on({ type: 'write', unsent: unsent('u1') });
    expect(play.effects).toEqual([]);
    play.frame({ type, stream: 's1', seq: 0, contacts: [card('c1')] });
    expect(play.did('send')).toEqual([{ do: 'send', frame: { type: 'say', id: 'u1', contact: 'c1', text: 'hello' } }]);
    expect(play.state.line).toBe('live');
  });
});

describe('events of a conversation', () => {
  it('arrive once and in order', () => {
    const play = new Play()
      .snapshot([card('c1', 2)])
      .open('c1', 2)
      .loaded('c1', 0, [1, 2]);
    play.topic(1, 'event', event('c1', 3)).topic(2, 'event', event('c1', 3)).topic(3, 'event', event('c1', 4));
    expect(play.seqs('c1')).toEqual([1, 2, 3, 4]);
  });

  it('a hole is asked for once, and what came ahead joins after it', () => {
    const play = new Play()
      .snapshot([card('c1', 2)])
      .open('c1', 2)
      .loaded('c1', 0, [1, 2]);
    play.topic(1, 'event', event('c1', 5));
    expect(play.did('fetch')).toEqual([{ do: 'fetch', contact: 'c1', after: 2 }]);
    play.topic(2, 'event', event('c1', 6));
    expect(play.did('fetch')).toEqual([]);
    expect(play.seqs('c1')).toEqual([1, 2]);
    play.loaded('c1', 2, [3, 4, 5]);
    expect(play.seqs('c1')).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('that arrive while the first page loads are kept', () => {
    const play = new Play()
      .snapshot([card('c1', 2)])
      .open('c1', 2)
      .topic(1, 'event', event('c1', 3));
    expect(play.loaded('c1', 0, [1, 2]).seqs('c1')).toEqual([1, 2, 3]);
  });

  it('an earlier page is put before the first', () => {
    const play = new Play().snapshot([card('c1', 500)]).on({ type: 'open', contact: 'c1', lastSeq: 500, page: 2 });
    expect(play.did('fetch')).toEqual([{ do: 'fetch', contact: 'c1', after: 498 }]);
    play.loaded('c1', 498, [499, 500]).loaded('c1', 496, [497, 498]);
    expect(play.seqs('c1')).toEqual([497, 498, 499, 500]);
    expect(play.state.conversations.c1?.from).toBe(496);
  });

  it('a card that is ahead of its events asks for them', () => {
    const play = new Play()
      .snapshot([card('c1', 2)])
      .open('c1', 2)
      .loaded('c1', 0, [1, 2]);
    expect(play.topic(1, 'contact', card('c1', 3)).did('fetch')).toEqual([]);
    expect(play.topic(2, 'contact', card('c1', 6)).did('fetch')).toEqual([{ do: 'fetch', contact: 'c1', after: 2 }]);
  });
});

describe('own lines', () => {
  const ready = () =>
    new Play()
      .snapshot([card('c1', 2)])
      .open('c1', 2)
      .loaded('c1', 0, [1, 2]);

  it('are sent at once while connected', () => {
    const play = ready().on({ type: 'write', unsent: unsent('u1') });
    expect(play.did('send')).toHaveLength(1);
    expect(play.state.outbox[0]?.state).toBe('sending');
  });

  it('leave the outbox with their event, whichever of ack and event comes first', () => {
    const first = ready().on({ type: 'write', unsent: unsent('u1') });
    first.frame({ type: 'ack', id: 'u1', contact: 'c1', seq: 3 });
    expect(first.state.outbox[0]?.state).toBe('stored');
    first.topic(1, 'event', event('c1', 3, { from: 'agent' }));
    expect(first.state.outbox).toEqual([]);

    const second = ready().on({ type: 'write', unsent: unsent('u1') });
    second.topic(1, 'event', event('c1', 3, { from: 'agent', id: 'u1' }));
    second.frame({ type: 'ack', id: 'u1', contact: 'c1', seq: 3 });
    expect(second.state.outbox).toEqual([]);
    expect(second.seqs('c1')).toEqual([1, 2, 3]);
  });

  it('that are refused stay with the reason until the person decides', () => {
    const play = ready().on({ type: 'write', unsent: unsent('u1') });
    play.frame({ type: 'refused', id: 'u1', code: 'contact.ended', message: 'over', values: {} });
    expect(play.state.outbox[0]).toMatchObject({ state: 'refused', problem: { code: 'contact.ended' } });
    expect(play.on({ type: 'again', id: 'u1' }).did('send')).toHaveLength(1);
    expect(play.state.outbox[0]).toMatchObject({ id: 'u1', state: 'sending' });
    expect(play.on({ type: 'discard', id: 'u1' }).state.outbox).toEqual([]);
  });

  it('are sent again when the database is back', () => {
    const play = ready()
      .topic(1, 'health', { database: 'down' })
      .on({ type: 'write', unsent: unsent('u1') });
    play.frame({ type: 'refused', id: 'u1', code: 'storage.unavailable', message: '', values: {} });
    expect(play.state.outbox[0]?.state).toBe('sending');
    expect(play.topic(2, 'health', { database: 'up' }).did('send')).toHaveLength(1);
  });
});

describe('cards', () => {
  it('keep their place when they change, and new ones come last', () => {
    const play = new Play().snapshot([card('a'), card('b')]);
    play.topic(1, 'contact', card('a', 9)).topic(2, 'contact', card('n'));
    expect(play.state.order).toEqual(['a', 'b', 'n']);
  });

  it('that are gone leave', () => {
    const play = new Play()
      .snapshot([card('a'), card('b')])
      .topic(1, 'contact-gone', { contact: 'a', reason: 'moved' });
    expect(play.state.order).toEqual(['b']);
    expect(play.did('gone')).toEqual([{ do: 'gone', contact: 'a', reason: 'moved' }]);
  });

  it('are read once when they are seen', () => {
    const play = new Play().snapshot([card('a', 7, { unread: 2 })]).on({ type: 'seen', contact: 'a' });
    expect(play.did('send')).toEqual([{ do: 'send', frame: { type: 'read', contact: 'a', seq: 7 } }]);
    expect(play.on({ type: 'seen', contact: 'a' }).effects).toEqual([]);
  });

  it("a customer's line ends his typing", () => {
    const play = new Play().snapshot([card('a')]).topic(1, 'typing', { contact: 'a', on: true, text: 'he' });
    expect(play.state.typing.a?.text).toBe('he');
    expect(play.topic(2, 'event', event('a', 4)).state.typing.a).toBeUndefined();
  });

  it('read marks only go forward', () => {
    const play = new Play().snapshot([card('a')]).topic(1, 'read', { contact: 'a', seq: 5 });
    expect(play.topic(2, 'read', { contact: 'a', seq: 3 }).state.readByCustomer.a).toBe(5);
  });
});

describe('floor', () => {
  it('changed rows replace theirs and leave the others alone', () => {
    const play = new Play().snapshot().on({
      type: 'floor',
      queues: [{ id: 'q1', waiting: 1 } as never, { id: 'q2', waiting: 2 } as never],
      agents: [],
    });
    const other = play.state.queues.q2;
    play.topic(1, 'floor', { queues: [{ id: 'q1', waiting: 9 }], agents: [] });
    expect(play.state.queues.q1?.waiting).toBe(9);
    expect(play.state.queues.q2).toBe(other);
  });
});

describe('contacts that I read along', () => {
  it('have their cards beside my own, are caught up when they tell of more, and leave when the view is closed', () => {
    const play = new Play().snapshot([card('mine')]);
    play.on({ type: 'open', contact: 'theirs', lastSeq: 3, page: 50 });
    play.on({ type: 'events', contact: 'theirs', after: 0, events: [1, 2, 3].map((seq) => event('theirs', seq)) });
    play.topic(1, 'watched', card('theirs', 9));
    expect(play.state.watched.theirs?.lastSeq).toBe(9);
    expect(play.state.order).toEqual(['mine']);
    expect(play.did('fetch').at(-1)).toEqual({ do: 'fetch', contact: 'theirs', after: 3 });
    expect(play.topic(2, 'customer-line', { contact: 'theirs', connected: false }).state.watched.theirs).toMatchObject({
      customerConnected: false,
    });
    expect(play.on({ type: 'close', contact: 'theirs' }).state.watched).toEqual({});
  });

  it('are those of the snapshot after a new stream', () => {
    const play = new Play().snapshot().topic(1, 'watched', card('gone'));
    play.on({
      type: 'frame',
      now: NOW,
      frame: { type: 'snapshot', stream: 's2', seq: 0, contacts: [], watched: [card('still')] },
    });
    expect(Object.keys(play.state.watched)).toEqual(['still']);
  });
});
