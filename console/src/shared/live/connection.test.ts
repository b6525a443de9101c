import { beforeEach, describe, expect, it } from 'vitest';
import type { StaffEvent } from '../types';
import { LAST_RETRY_MS, Live, PING_MS, type Socket, type World } from './connection';

class FakeSocket implements Socket {
  sent: Record<string, unknown>[] = [];
  closed: number | undefined;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  send(text: string) {
    this.sent.push(JSON.parse(text));
  }

  close(code?: number) {
    this.closed = code ?? 1000;
  }

  says(frame: Record<string, unknown>) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  breaks(code = 1006) {
    this.onclose?.({ code });
  }
}

/** A world with its own clock: timers run when the test moves the time. */
class FakeWorld implements World {
  sockets: FakeSocket[] = [];
  time = 0;
  checks = 0;
  fetched: [string, number][] = [];
  pages = new Map<number, { events: StaffEvent[]; more: boolean }>();
  private timers = new Map<number, { at: number; run: () => void }>();
  private next = 1;

  open = () => {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    return socket;
  };
  now = () => this.time;
  random = () => 1;
  later = (run: () => void, ms: number) => {
    this.timers.set(this.next, { at: this.time + ms, run });
    return this.next++;
  };
  cancel = (timer: number) => {
    this.timers.delete(timer);
  };
  checkSession = async () => {
    this.checks++;
  };
  fetchEvents = async (contact: string, after: number) => {
    this.fetched.push([contact, after]);
    return this.pages.get(after) ?? { events: [], more: false };
  };

  pass(ms: number) {
    const end = this.time + ms;
    for (;;) {
      const due = [...this.timers].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
      if (!due) break;
      this.timers.delete(due[0]);
      this.time = due[1].at;
      due[1].run();
    }
    this.time = end;
  }

  get socket(): FakeSocket {
    const last = this.sockets.at(-1);
    if (!last) throw new Error('no socket was opened');
    return last;
  }
}

let world: FakeWorld;
let live: Live;

beforeEach(() => {
  world = new FakeWorld();
  live = new Live(world);
  live.start();
});

function connect(seq = 0) {
  world.socket.onopen?.();
  world.socket.says({ type: 'snapshot', stream: 's1', seq, now: new Date(0).toISOString(), contacts: [], offers: [] });
}

describe('the connection', () => {
  it('says hello without a stream the first time', () => {
    connect();
    expect(world.socket.sent).toEqual([{ type: 'hello', protocol: 1 }]);
    expect(live.state.line).toBe('live');
  });

  it('resumes where it was after a break', () => {
    connect(41);
    world.socket.says({ seq: 42, topic: 'health', data: { database: 'up' } });
    world.socket.breaks();
    expect(live.state.line).toBe('reconnecting');
    world.pass(1_000);
    world.socket.onopen?.();
    expect(world.socket.sent).toEqual([{ type: 'hello', protocol: 1, resume: { stream: 's1', seq: 42 } }]);
  });

  it('closes and resumes on a hole', () => {
    connect();
    const first = world.socket;
    first.says({ seq: 2, topic: 'health', data: { database: 'up' } });
    expect(first.closed).toBe(4000);
    world.pass(1);
    world.socket.onopen?.();
    expect(world.socket.sent[0]).toMatchObject({ resume: { stream: 's1', seq: 0 } });
  });

  it('waits longer each time, never longer than the last step, and starts anew after success', () => {
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      const count = world.sockets.length;
      const began = world.time;
      world.socket.breaks();
      while (world.sockets.length === count) world.pass(50);
      waits.push(world.time - began);
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, LAST_RETRY_MS, LAST_RETRY_MS, LAST_RETRY_MS]);
    connect();
    world.socket.breaks();
    const count = world.sockets.length;
    world.pass(500);
    expect(world.sockets.length).toBe(count + 1);
  });

  it('looks whether the session still stands when the socket cannot be opened', () => {
    world.socket.breaks();
    expect(world.checks).toBe(1);
    world.pass(500);
    connect();
    world.socket.breaks();
    expect(world.checks).toBe(1);
  });

  it('gives a silent line up after two pings', () => {
    connect();
    const first = world.socket;
    world.pass(PING_MS * 2);
    expect(first.sent.filter((frame) => frame.type === 'ping')).toHaveLength(2);
    expect(first.closed).toBeUndefined();
    world.pass(PING_MS);
    expect(first.closed).toBe(4000);
    expect(world.sockets.length).toBe(2);
  });

  it('stays while pongs come', () => {
    connect();
    for (let i = 0; i < 10; i++) {
      world.pass(PING_MS);
      world.socket.says({ type: 'pong' });
    }
    expect(world.sockets.length).toBe(1);
  });

  it('stops where only a person can help', () => {
    connect();
    world.socket.breaks(4400);
    expect(live.state.line).toBe('stopped');
    world.pass(60_000);
    expect(world.sockets.length).toBe(1);
  });

  it('asks to watch the floor again on a new line', () => {
    connect();
    const leave = live.watchFloor();
    const again = live.watchFloor();
    expect(world.socket.sent.filter((frame) => frame.type === 'watch')).toEqual([{ type: 'watch', floor: true }]);
    world.socket.breaks();
    world.pass(500);
    connect();
    expect(world.socket.sent.at(-1)).toEqual({ type: 'watch', floor: true });
    leave();
    again();
    expect(world.socket.sent.at(-1)).toEqual({ type: 'watch', floor: false });
  });

  it('fetches the pages of a gap until nothing is left', async () => {
    connect();
    const event = (seq: number) => ({ contact: 'c', seq, at: '2026-01-05T08:00:00Z', kind: 'message' }) as StaffEvent;
    world.pages.set(0, { events: [event(1), event(2)], more: true });
    world.pages.set(2, { events: [event(3)], more: false });
    live.dispatch({ type: 'open', contact: 'c', lastSeq: 3, page: 200 });
    await new Promise((done) => setTimeout(done));
    expect(world.fetched).toEqual([
      ['c', 0],
      ['c', 2],
    ]);
    expect(live.state.conversations.c?.events.map((each) => each.seq)).toEqual([1, 2, 3]);
  });
});
