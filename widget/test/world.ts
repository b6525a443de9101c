/** A clock moved by hand, sockets driven by hand, and a centre's frames, for proving what the line does. */
import { type Clock, Connection, type Model, type SocketLike } from '../src/connection'
import { Memory, type Store } from '../src/memory'
import type { ChatEvent, ClientFrame, Language } from '../src/protocol'

export class HandClock implements Clock {
  #now = Date.parse('2026-03-02T09:00:00Z')
  #timers: { at: number; run: () => void }[] = []

  now = () => this.#now

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter(t => t !== timer)
    }
  }

  pass(ms: number): void {
    const until = this.#now + ms
    for (;;) {
      const next = this.#timers.filter(t => t.at <= until).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.#timers = this.#timers.filter(t => t !== next)
      this.#now = next.at
      next.run()
    }
    this.#now = until
  }
}

export class HandSocket implements SocketLike {
  onopen: (() => void) | null = null
  onmessage: ((event: { readonly data: unknown }) => void) | null = null
  onclose: ((event: { readonly code: number }) => void) | null = null
  readonly sent: ClientFrame[] = []
  closedWith: number | undefined | null = null

  send(data: string): void {
    this.sent.push(JSON.parse(data) as ClientFrame)
  }

  close(code?: number): void {
    this.closedWith = code
  }

  open(): void {
    this.onopen?.()
  }

  tell(...frames: object[]): void {
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) })
  }

  breakWith(code: number): void {
    this.onclose?.({ code })
  }

  of<T extends ClientFrame['type']>(type: T): Extract<ClientFrame, { type: T }>[] {
    return this.sent.filter((f): f is Extract<ClientFrame, { type: T }> => f.type === type)
  }
}

export function mapStore(map = new Map<string, string>()): Store {
  return {
    getItem: key => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: key => void map.delete(key),
  }
}

let ids = 0

export class Page {
  readonly clock: HandClock
  readonly memory: Memory
  readonly sockets: HandSocket[] = []
  readonly line: Connection
  readonly models: Model[] = []

  constructor(store: Store = mapStore(), clock = new HandClock(), language: Language = 'zh') {
    this.clock = clock
    this.memory = new Memory(store, 'KEY')
    this.line = new Connection(
      {
        socket: () => {
          const socket = new HandSocket()
          this.sockets.push(socket)
          return socket
        },
        clock,
        random: () => 1,
        newId: () => `id-${++ids}`,
        memory: this.memory,
        language: () => language,
        page: () => 'https://bank.example/cards',
      },
      model => void this.models.push(model),
    )
  }

  get socket(): HandSocket {
    const last = this.sockets[this.sockets.length - 1]
    if (!last) throw new Error('the page has opened no socket')
    return last
  }

  get talk() {
    return this.line.model.conversation
  }

  get lines(): (string | undefined)[] {
    return this.talk.events.flatMap(e => (e.kind === 'message' ? [e.text] : []))
  }

  get waitingLines(): (string | undefined)[] {
    return this.talk.pending.flatMap(p =>
      p.act.type === 'say' || p.act.type === 'start' ? [p.act.text] : [],
    )
  }

  connect(more: object = {}): this {
    this.line.wake()
    return this.greet(more)
  }

  greet(more: object = {}): this {
    this.socket.open()
    this.socket.tell(welcome(more))
    return this
  }

  /** Connected, with the conversation C active with an agent; events 1 to 3. */
  chatting(): this {
    this.connect({
      conversation: { id: 'C', state: 'active', seq: 3, agent: { name: '王丽' }, askConfirm: false },
    })
    this.socket.tell(
      event(1, 0, { kind: 'opened' }),
      event(2, 1, { kind: 'queued' }),
      event(3, 2, { kind: 'joined', agent: { name: '王丽' } }),
    )
    return this
  }
}

export function welcome(more: object = {}): object {
  return {
    type: 'welcome',
    visitor: 'TOKEN',
    language: 'zh',
    settings: { title: '示范银行', greeting: '您好', colour: '#14558a', topics: [], quickReplies: [] },
    service: { open: true },
    graceSeconds: 120,
    ...more,
  }
}

type Kind<K> = Extract<ChatEvent, { kind: K }>
type Detail<K extends ChatEvent['kind']> = { kind: K } & Omit<
  Kind<K>,
  'type' | 'conversation' | 'seq' | 'prev' | 'at' | 'kind'
>

export function event<K extends ChatEvent['kind']>(
  seq: number,
  prev: number,
  detail: Detail<K>,
  conversation = 'C',
): ChatEvent {
  const at = new Date(Date.parse('2026-03-02T09:00:00Z') + seq * 1000).toISOString()
  return { type: 'event', conversation, seq, prev, at, ...detail } as unknown as ChatEvent
}

export const line = (seq: number, prev: number, text: string, id?: string): ChatEvent =>
  event(seq, prev, {
    kind: 'message',
    from: id ? 'customer' : 'agent',
    text,
    ...(id ? { id } : { author: '王丽' }),
  })
