import type { StaffEvent } from '../types';
import { type Effect, empty, type Input, type LiveState, reduce } from './stream';

/** The parts of the world that the connection needs; tests give their own. */
export interface World {
  open: () => Socket;
  now: () => number;
  later: (run: () => void, ms: number) => number;
  cancel: (timer: number) => void;
  random: () => number;
  fetchEvents: (contact: string, after: number, limit: number) => Promise<{ events: StaffEvent[]; more: boolean }>;
  /** Called when the socket could not be opened: is the session still there? Goes to the sign-in page if not. */
  checkSession: () => Promise<void>;
}

export interface Socket {
  send: (text: string) => void;
  close: (code?: number) => void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: string }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
}

export const PING_MS = 20_000;
export const FIRST_RETRY_MS = 500;
export const LAST_RETRY_MS = 10_000;
export const PAGE = 200;
const FETCH_AGAIN_MS = 2_000;
/** Close codes after which only a person can help. */
const FINAL = new Set([4400, 4403]);

/** One live stream of one tab: keeps the socket up, feeds the reducer, carries out its effects. */
export class Live {
  state: LiveState;
  private readonly world: World;
  private readonly listeners = new Set<() => void>();
  private readonly effectListeners = new Set<(effect: Effect) => void>();
  private socket: Socket | null = null;
  private attempts = 0;
  private unanswered = 0;
  private pingTimer: number | null = null;
  private retryTimer: number | null = null;
  private stopped = true;
  private opened = false;
  private watchers = 0;

  constructor(world: World) {
    this.world = world;
    this.state = empty(world.now());
  }

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    this.clear();
    const socket = this.socket;
    this.socket = null;
    socket?.close(1000);
  }

  /** The machine woke up or the network came back: do not wait for the backoff. */
  nudge(): void {
    if (this.stopped || this.socket) return;
    this.attempts = 0;
    this.connect();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  onEffect(listener: (effect: Effect) => void): () => void {
    this.effectListeners.add(listener);
    return () => this.effectListeners.delete(listener);
  }

  dispatch(input: Input): void {
    const [next, effects] = reduce(this.state, input);
    const changed = next !== this.state;
    this.state = next;
    for (const effect of effects) this.carryOut(effect);
    if (changed) for (const listener of this.listeners) listener();
  }

  send(frame: Record<string, unknown>): boolean {
    if (!this.socket || this.state.line !== 'live') return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  /** Watching the floor is counted, so that two views may want it; it is asked again after each reconnect. */
  watchFloor(): () => void {
    if (this.watchers++ === 0) this.send({ type: 'watch', floor: true });
    return () => {
      if (--this.watchers === 0) this.send({ type: 'watch', floor: false });
    };
  }

  private connect(): void {
    this.clear();
    this.opened = false;
    this.dispatch({
      type: 'line',
      line: this.state.stream ? 'reconnecting' : 'connecting',
      now: this.world.now(),
    });
    const socket = this.world.open();
    this.socket = socket;
    socket.onopen = () => {
      this.opened = true;
      this.ping(); // a server that never answers the hello is given up like a silent line
      const { stream, seq } = this.state;
      socket.send(JSON.stringify({ type: 'hello', protocol: 1, ...(stream && { resume: { stream, seq } }) }));
    };
    socket.onmessage = (message) => {
      if (socket === this.socket) this.receive(message.data);
    };
    socket.onclose = (closed) => {
      if (socket === this.socket) this.lost(closed.code);
    };
  }

  private receive(text: string): void {
    const frame = JSON.parse(text) as Record<string, unknown>;
    this.unanswered = 0;
    this.dispatch({ type: 'frame', frame, now: this.world.now() });
    if (frame.type === 'snapshot' || frame.type === 'resumed') {
      this.attempts = 0;
      if (this.watchers > 0) this.send({ type: 'watch', floor: true });
      this.ping();
    }
  }

  private ping(): void {
    if (this.pingTimer !== null) this.world.cancel(this.pingTimer);
    this.pingTimer = this.world.later(() => {
      if (this.unanswered >= 2) return this.drop();
      this.unanswered++;
      this.send({ type: 'ping' });
      this.ping();
    }, PING_MS);
  }

  /** Gives the socket up and resumes on a new one at once. */
  private drop(): void {
    const socket = this.socket;
    this.socket = null;
    socket?.close(4000);
    if (!this.stopped) this.retry(0);
  }

  private lost(code: number): void {
    this.socket = null;
    this.clear();
    if (this.stopped) return;
    if (FINAL.has(code)) {
      this.dispatch({ type: 'line', line: 'stopped', now: this.world.now() });
      return;
    }
    if (!this.opened || code === 4401) void this.world.checkSession();
    this.retry(this.backoff());
  }

  private backoff(): number {
    const full = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.attempts++);
    return full / 2 + (full / 2) * this.world.random();
  }

  private retry(wait: number): void {
    this.clear();
    const now = this.world.now();
    this.dispatch({ type: 'line', line: this.state.stream ? 'reconnecting' : 'connecting', now, retryAt: now + wait });
    this.retryTimer = this.world.later(() => this.connect(), wait);
  }

  private clear(): void {
    if (this.pingTimer !== null) this.world.cancel(this.pingTimer);
    if (this.retryTimer !== null) this.world.cancel(this.retryTimer);
    this.pingTimer = null;
    this.retryTimer = null;
    this.unanswered = 0;
  }

  private carryOut(effect: Effect): void {
    if (effect.do === 'resume') {
      this.drop();
      return;
    }
    if (effect.do === 'send') {
      this.send(effect.frame);
      return;
    }
    if (effect.do === 'fetch') void this.fetch(effect.contact, effect.after);
    for (const listener of this.effectListeners) listener(effect);
  }

  private async fetch(contact: string, after: number): Promise<void> {
    try {
      let from = after;
      for (;;) {
        const got = await this.world.fetchEvents(contact, from, PAGE);
        this.dispatch({ type: 'events', contact, after: from, events: got.events });
        const last = got.events.at(-1)?.seq;
        if (!got.more || last === undefined) return;
        from = last;
      }
    } catch {
      this.dispatch({ type: 'fetch-failed', contact });
      // the conversation may have been closed meanwhile
      if (!this.stopped && this.state.conversations[contact])
        this.world.later(() => {
          const held = this.state.conversations[contact];
          if (held) void this.fetch(contact, held.to);
        }, FETCH_AGAIN_MS);
    }
  }

  /** One page of what was before; resolves when it is in the state. */
  async earlier(contact: string): Promise<void> {
    const held = this.state.conversations[contact];
    if (!held || held.from === 0) return;
    const after = Math.max(0, held.from - PAGE);
    const got = await this.world.fetchEvents(contact, after, held.from - after);
    this.dispatch({ type: 'events', contact, after, events: got.events });
  }
}
