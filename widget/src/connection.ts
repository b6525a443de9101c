/**
 * One page's line to the centre: opens the socket, says hello, asks for what is missing, sends what is not acknowledged yet, and
 * follows the close codes. Deciding is done by conversation.ts and closing.ts; socket, clock, lot and ids come from outside.
 */
import { backoff, closing } from './closing'
import {
  type Act,
  type Conversation,
  dropped,
  hasGap,
  isOpen,
  leftEarlier,
  lineBroke,
  NOTHING_YET,
  pastForgotten,
  receive,
  refusalSeen,
  refused,
  remember,
  sendable,
  sentAgain,
  startedOver,
  tooSlow,
  write,
} from './conversation'
import type { Memory } from './memory'
import {
  type Attachment,
  type ClientFrame,
  type Language,
  LONGEST_TEXT,
  parseFrame,
  type ServerFrame,
  type Welcome,
} from './protocol'

export interface SocketLike {
  onopen: (() => void) | null
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onclose: ((event: { readonly code: number }) => void) | null
  send(data: string): void
  close(code?: number): void
}

export interface Clock {
  now(): number
  /** Runs once after so many milliseconds; the answer cancels it. */
  after(ms: number, run: () => void): () => void
}

export interface Surroundings {
  readonly socket: () => SocketLike
  readonly clock: Clock
  readonly random: () => number
  readonly newId: () => string
  readonly memory: Memory
  readonly language: () => Language
  readonly page: () => string
}

/**
 * `idle`: nobody needs a line; `resting`: the centre closed normally, the next act opens it again; `limited`: paused for too much
 * traffic; `stopped`: only a reload helps; `hidden`: this page may not show the widget.
 */
export type Link = 'idle' | 'connecting' | 'open' | 'broken' | 'limited' | 'resting' | 'stopped' | 'hidden'

export interface Model {
  readonly link: Link
  readonly conversation: Conversation
  readonly retryAt?: number
  /** The centre did not know this visitor any more; the person starts anew. */
  readonly forgotten: boolean
}

const TICK_MS = 1_000
const WELCOME_WITHIN_MS = 10_000
const PING_AFTER_MS = 25_000
const PONG_WITHIN_MS = 10_000
const LATE_AFTER_MS = 5_000
const SEND_AGAIN_AFTER_MS = 10_000
const RESUME_AGAIN_AFTER_MS = 3_000
const RESUMES_BEFORE_RECONNECT = 3
const TYPING_EVERY_MS = 3_000
const TYPING_SHOWN_MS = 6_000
const STEADY_AFTER_MS = 5_000

export class Connection {
  readonly #s: Surroundings
  readonly #changed: (model: Model) => void
  #model: Model
  #socket: SocketLike | undefined
  #cancel: (() => void) | undefined
  #tries = 0
  #connectedAt = 0
  #heardAt = 0
  #pingedAt: number | undefined
  #resumedAt: number | undefined
  #resumes = 0
  #quietUntil = 0
  #agentTypedAt = 0
  #typedAt: number | undefined
  #readTold = 0
  #helloToken: string | undefined
  #askedForOwn = false
  readonly #sent = new Map<string, number>()

  constructor(surroundings: Surroundings, changed: (model: Model) => void) {
    this.#s = surroundings
    this.#changed = changed
    const id = surroundings.memory.get('conversation')
    const outbox = surroundings.memory.get('outbox') ?? []
    const known = id === undefined ? NOTHING_YET : { ...NOTHING_YET, id }
    this.#model = { link: 'idle', conversation: lineBroke(remember(known, outbox)), forgotten: false }
  }

  get model(): Model {
    return this.#model
  }

  /** Opens the line if it is not open and may be; skips a running pause. For acts of the person and a network that came back. */
  wake(): void {
    const { link } = this.#model
    if (this.#socket || link === 'stopped' || link === 'hidden' || link === 'limited') return
    this.#connect()
  }

  /** Nobody is chatting and the panel is closed: free the centre's socket. */
  rest(): void {
    this.#drop(1000)
    if (this.#model.link !== 'hidden' && this.#model.link !== 'stopped') this.#set({ link: 'idle' })
  }

  start(text: string | undefined, topic: string | undefined, name: string | undefined): void {
    const act: Act = {
      type: 'start',
      id: this.#s.newId(),
      ...(text ? { text } : {}),
      ...(topic ? { topic } : {}),
      ...(name ? { name } : {}),
    }
    this.#act(act)
  }

  say(text: string | undefined, attachment?: Attachment): void {
    const id = this.#s.newId()
    const said = text ? { text: cut(text) } : {}
    const with_ = attachment ? { attachment: attachment.id } : {}
    this.typing(false)
    this.#act({ type: 'say', id, ...said, ...with_ }, attachment)
  }

  end(): void {
    if (this.#model.conversation.pending.some(p => p.act.type === 'end')) return
    this.#act({ type: 'end', id: this.#s.newId() })
  }

  confirm(solved: boolean, comment: string | undefined): void {
    this.#act({ type: 'confirm', id: this.#s.newId(), solved, ...(comment ? { comment } : {}) })
  }

  typing(on: boolean): void {
    const now = this.#s.clock.now()
    if (!on && this.#typedAt === undefined) return
    if (on && this.#typedAt !== undefined && now - this.#typedAt < TYPING_EVERY_MS) return
    this.#typedAt = on ? now : undefined
    if (this.#model.conversation.phase === 'active') this.#send({ type: 'typing', on })
  }

  /** The visitor has looked at everything up to this event. */
  seen(seq: number): void {
    const { id } = this.#model.conversation
    if (id === undefined) return
    const known = this.#s.memory.get('seen')
    if (known?.conversation !== id || known.seq < seq) this.#s.memory.set('seen', { conversation: id, seq })
    if (seq > this.#readTold && this.#model.link === 'open' && isOpen(this.#model.conversation)) {
      this.#readTold = seq
      this.#send({ type: 'read', seq })
    }
  }

  askHistory(more: boolean): void {
    const list = this.#model.conversation.past?.list ?? []
    const last = more ? list[list.length - 1] : undefined
    if (!more) this.#talk(pastForgotten(this.#model.conversation))
    this.#send({ type: 'history', ...(last ? { before: last.id } : {}) })
  }

  openEarlier(conversation: string): void {
    this.#send({ type: 'open', conversation })
  }

  leaveEarlier(): void {
    this.#talk(leftEarlier(this.#model.conversation))
  }

  dismissRefusal(): void {
    this.#talk(refusalSeen(this.#model.conversation))
  }

  /** Takes a refused line away; its words go back to whoever called. */
  takeBack(id: string): string | undefined {
    const act = this.#model.conversation.pending.find(p => p.act.id === id)?.act
    this.#talk(dropped(this.#model.conversation, id))
    return act?.type === 'say' ? act.text : undefined
  }

  startOver(): void {
    this.#readTold = 0
    this.#talk(startedOver(this.#model.conversation))
    this.#s.memory.set('conversation', undefined)
  }

  #act(act: Act, attachment?: Attachment): void {
    const talk = write(this.#model.conversation, act, this.#s.clock.now(), attachment)
    this.#talk(this.#model.link === 'open' ? talk : lineBroke(talk))
    this.wake()
    this.#flush()
  }

  #connect(): void {
    this.#cancel?.()
    const socket = this.#s.socket()
    this.#socket = socket
    this.#sent.clear()
    this.#connectedAt = this.#heardAt = this.#s.clock.now()
    this.#pingedAt = this.#resumedAt = undefined
    this.#resumes = 0
    const { retryAt: _, ...model } = this.#model
    this.#model = model
    this.#set({ link: model.link === 'broken' ? 'broken' : 'connecting' })
    socket.onopen = () => this.#hello()
    socket.onmessage = event => this.#heard(event.data)
    socket.onclose = event => this.#closed(event.code)
    this.#tickLater()
  }

  #hello(): void {
    const { id, seq } = this.#model.conversation
    this.#helloToken = this.#s.memory.get('visitor')
    this.#send(
      {
        type: 'hello',
        protocol: 1,
        ...(this.#helloToken ? { visitor: this.#helloToken } : {}),
        language: this.#s.language(),
        page: this.#s.page(),
        ...(id !== undefined && this.#helloToken ? { conversation: id, after: seq } : {}),
      },
      true,
    )
  }

  #heard(data: unknown): void {
    this.#heardAt = this.#s.clock.now()
    this.#pingedAt = undefined
    const frame = parseFrame(data)
    if (!frame) return
    if (frame.type === 'welcome' && !this.#keepToken(frame)) return
    if (frame.type === 'refused' && this.#askedForOwn && frame.id === undefined) return this.#ownIsGone()
    if (frame.type === 'refused') this.#pauseAfter(frame)
    if (frame.type === 'typing' && frame.on) this.#agentTypedAt = this.#heardAt
    const before = this.#model.conversation
    const talk = receive(before, frame)
    if (frame.type === 'welcome') this.#welcomed(frame, talk)
    else this.#talk(frame.type === 'ack' && talk.refusal ? refusalSeen(talk) : talk)
    if (frame.type === 'conversation' && frame.id === talk.id) this.#askedForOwn = false
    this.#closeGap()
    this.#flush()
  }

  /** Of two pages that said their first hello at once, the one that stored its token first decides for both. */
  #keepToken(frame: Welcome): boolean {
    const stored = this.#s.memory.get('visitor')
    if (this.#helloToken === undefined && stored !== undefined && stored !== frame.visitor) {
      this.#drop(1000)
      this.#connect()
      return false
    }
    this.#helloToken = frame.visitor
    this.#s.memory.set('visitor', frame.visitor)
    return true
  }

  #welcomed(frame: Welcome, talk: Conversation): void {
    const { colour, title } = frame.settings
    this.#s.memory.set('look', { ...(colour ? { colour } : {}), ...(title ? { title } : {}) })
    this.#readTold = 0
    this.#model = { ...this.#model, link: 'open' }
    this.#talk(talk)
    if (talk.lost && talk.id !== undefined) {
      this.#askedForOwn = true
      this.#send({ type: 'open', conversation: talk.id })
    }
    const seen = this.#s.memory.get('seen')
    if (seen && seen.conversation === talk.id) this.seen(seen.seq)
  }

  #ownIsGone(): void {
    this.#askedForOwn = false
    const starts = this.#model.conversation.pending.filter(p => p.act.type === 'start')
    this.startOver()
    this.#talk(remember(this.#model.conversation, starts))
    this.#flush()
  }

  #pauseAfter(frame: Extract<ServerFrame, { type: 'refused' }>): void {
    const seconds = frame.values.retryAfterSeconds
    if (typeof seconds !== 'number') return
    this.#quietUntil = this.#s.clock.now() + Math.max(1, seconds) * 1000
    if (frame.id) this.#sent.delete(frame.id)
  }

  #closeGap(): void {
    if (!hasGap(this.#model.conversation)) {
      this.#resumedAt = undefined
      this.#resumes = 0
      return
    }
    const now = this.#s.clock.now()
    if (this.#resumedAt !== undefined && now - this.#resumedAt < RESUME_AGAIN_AFTER_MS) return
    if (this.#resumes >= RESUMES_BEFORE_RECONNECT) return this.#lost()
    this.#resumedAt = now
    this.#resumes += 1
    this.#send({ type: 'resume', after: this.#model.conversation.seq })
  }

  /** Sends what waits, in order; an act goes again on this line only after a pause without an answer. */
  #flush(): void {
    if (this.#model.link !== 'open' || this.#askedForOwn) return
    const now = this.#s.clock.now()
    if (now < this.#quietUntil) return
    for (const act of sendable(this.#model.conversation)) {
      const sentAt = this.#sent.get(act.id)
      if (sentAt !== undefined && now - sentAt < SEND_AGAIN_AFTER_MS) continue
      if (sentAt === undefined && this.#quietUntil === 0)
        this.#talk(sentAgain(this.#model.conversation, act.id))
      this.#sent.set(act.id, now)
      this.#send(act)
    }
    this.#quietUntil = 0
  }

  #tickLater(): void {
    this.#cancel = this.#s.clock.after(TICK_MS, () => this.#tick())
  }

  #tick(): void {
    if (!this.#socket) return
    const now = this.#s.clock.now()
    if (this.#model.link !== 'open') {
      if (now - this.#connectedAt >= WELCOME_WITHIN_MS) return this.#lost()
      return this.#tickLater()
    }
    if (now - this.#connectedAt >= STEADY_AFTER_MS) this.#tries = 0
    if (this.#pingedAt !== undefined && now - this.#pingedAt >= PONG_WITHIN_MS) return this.#lost()
    if (this.#pingedAt === undefined && now - this.#heardAt >= PING_AFTER_MS) {
      this.#pingedAt = now
      this.#send({ type: 'ping' })
    }
    const talk = this.#model.conversation
    if (talk.agentTyping && now - this.#agentTypedAt >= TYPING_SHOWN_MS) {
      this.#talk(receive(talk, { type: 'typing', from: 'agent', on: false }))
    }
    this.#talk(tooSlow(this.#model.conversation, now - LATE_AFTER_MS))
    if (this.#resumedAt !== undefined) this.#closeGap()
    if (!this.#socket) return
    this.#flush()
    this.#tickLater()
  }

  /** The socket says it lives, but nothing comes any more. */
  #lost(): void {
    this.#drop(undefined)
    this.#closed(1006)
  }

  #drop(code: number | undefined): void {
    this.#cancel?.()
    const socket = this.#socket
    this.#socket = undefined
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    try {
      socket.close(code)
    } catch {
      // A socket that is still connecting may refuse the code; it is not listened to any more.
    }
  }

  #closed(code: number): void {
    this.#cancel?.()
    this.#socket = undefined
    this.#askedForOwn = false
    this.#typedAt = undefined
    const next = closing(code)
    if (next.step === 'retry' && next.tell) this.#refuseLastSent(next.tell)
    this.#talk(lineBroke(this.#model.conversation))
    switch (next.step) {
      case 'rest':
        return this.#set({ link: 'resting' })
      case 'hide':
        this.#s.memory.set('look', undefined)
        return this.#set({ link: 'hidden' })
      case 'stop':
        return this.#set({ link: 'stopped' })
      case 'new-visitor':
        return this.#becomeSomebodyNew()
      case 'retry-later':
        return this.#retry('limited', next.afterMs)
      case 'retry':
        return this.#retry('broken', backoff(this.#tries++, this.#s.random))
    }
  }

  #retry(link: 'limited' | 'broken', afterMs: number): void {
    this.#set({ link, retryAt: this.#s.clock.now() + afterMs })
    this.#cancel = this.#s.clock.after(afterMs, () => this.#connect())
  }

  #becomeSomebodyNew(): void {
    const used = this.#helloToken
    if (used === undefined) return this.#retry('broken', backoff(this.#tries++, this.#s.random))
    if (this.#s.memory.get('visitor') === used) {
      this.#s.memory.set('visitor', undefined)
      this.#s.memory.set('seen', undefined)
      this.#ownIsGone()
      this.#model = { ...this.#model, forgotten: true }
    }
    this.#connect()
  }

  /** A frame was over the limit: sending it again would close the line again. */
  #refuseLastSent(code: string): void {
    const waiting = this.#model.conversation.pending.filter(p => this.#sent.has(p.act.id))
    const last = waiting[waiting.length - 1]
    if (last) this.#talk(refused(this.#model.conversation, last.act.id, code, ''))
  }

  #send(frame: ClientFrame, greeting = false): void {
    if (!this.#socket || (!greeting && this.#model.link !== 'open')) return
    this.#socket.send(JSON.stringify(frame))
  }

  #talk(conversation: Conversation): void {
    const before = this.#model.conversation
    if (conversation === before) return
    if (conversation.pending !== before.pending) this.#rememberActs(before, conversation)
    if (conversation.id !== before.id) this.#s.memory.set('conversation', conversation.id)
    if (conversation.phase === 'waiting' && this.#model.forgotten)
      this.#model = { ...this.#model, forgotten: false }
    this.#set({ conversation })
  }

  #rememberActs(before: Conversation, after: Conversation): void {
    const waits = new Map(after.pending.filter(p => p.progress !== 'delivered').map(p => [p.act.id, p]))
    this.#s.memory.settle(new Set(before.pending.map(p => p.act.id).filter(id => !waits.has(id))))
    for (const [id, p] of waits) {
      const known = before.pending.find(b => b.act.id === id)
      if (!known || (known.progress !== p.progress && p.progress === 'refused')) this.#s.memory.keep(p)
    }
  }

  #set(change: Partial<Model>): void {
    this.#model = { ...this.#model, ...change }
    this.#changed(this.#model)
  }
}

function cut(text: string): string {
  const characters = Array.from(text)
  return characters.length > LONGEST_TEXT ? characters.slice(0, LONGEST_TEXT).join('') : text
}
