/**
 * What this visitor's side knows, and how it changes: pure functions of state and frame, without clock, socket or screen.
 * Events enter strictly in the order of the chain `prev` -> `seq`; what comes early is held until the gap is closed.
 */
import type {
  Agent,
  Attachment,
  ChatEvent,
  ClientFrame,
  Phase,
  ServerFrame,
  Summary,
  Welcome,
} from './protocol'

export type Act = Extract<ClientFrame, { type: 'start' | 'say' | 'end' | 'confirm' }>

/** How far an own act has come. `late`: not delivered yet, will be sent again with the same id. */
export type Progress = 'sending' | 'late' | 'delivered' | 'refused'

export interface Pending {
  readonly act: Act
  readonly at: number
  readonly progress: Progress
  readonly attachment?: Attachment
  /** Why it was refused: a code, and the centre's sentence where it sent one. */
  readonly refusal?: { readonly code: string; readonly message: string }
}

export interface Conversation {
  readonly centre?: Welcome
  readonly id?: string
  readonly phase?: Phase
  /** Last event taken in; the chain continues from here. */
  readonly seq: number
  /** Up to this event the phase, colleague and question told by `welcome` are newer than the events. */
  readonly toldUpTo: number
  readonly events: readonly ChatEvent[]
  readonly held: readonly ChatEvent[]
  readonly pending: readonly Pending[]
  readonly agent?: Agent
  readonly queue?: { readonly position: number; readonly estimateSeconds: number | null }
  readonly agentTyping: boolean
  readonly agentReconnecting: boolean
  readonly readByAgent: number
  readonly askConfirm: boolean
  readonly confirmed?: boolean
  /** `welcome` did not name the conversation held here as open: its events are asked for, to tell how it ended. */
  readonly lost?: boolean
  /** The last refusal of something that is not a line of the conversation. */
  readonly refusal?: { readonly code: string; readonly message: string }
  readonly past?: { readonly list: readonly Summary[]; readonly more: boolean }
  readonly earlier?: { readonly id: string; readonly events: readonly ChatEvent[] }
}

export const NOTHING_YET: Conversation = {
  seq: 0,
  toldUpTo: 0,
  events: [],
  held: [],
  pending: [],
  agentTyping: false,
  agentReconnecting: false,
  readByAgent: 0,
  askConfirm: false,
}

/** True while an event that must come first is missing: the client asks `resume`. */
export const hasGap = (c: Conversation): boolean => c.held.length > 0

export const isOpen = (c: Conversation): boolean => c.id !== undefined && c.phase !== 'ended'

/** Lines of the other side after `seen` that the visitor has not looked at. */
export function unread(c: Conversation, seen: number): number {
  return c.events.filter(e => e.seq > seen && e.kind === 'message' && e.from !== 'customer').length
}

export function receive(c: Conversation, frame: ServerFrame): Conversation {
  switch (frame.type) {
    case 'welcome':
      return welcomed(c, frame)
    case 'started':
      return started(c, frame.id, frame.conversation, frame.state)
    case 'ack':
      return acknowledged(c, frame.id)
    case 'event':
      return arrived(c, frame)
    case 'waiting':
      return { ...c, queue: { position: frame.position, estimateSeconds: frame.estimateSeconds } }
    case 'typing':
      return { ...c, agentTyping: frame.on }
    case 'read':
      return { ...c, readByAgent: Math.max(c.readByAgent, frame.seq) }
    case 'colleague':
      return { ...c, agentReconnecting: frame.state === 'reconnecting', agentTyping: false }
    case 'history':
      return { ...c, past: { list: joined(c.past?.list ?? [], frame.conversations), more: frame.more } }
    case 'conversation':
      return frame.id === c.id && c.lost ? closedMeanwhile(c, frame.events) : { ...c, earlier: frame }
    case 'refused':
      return refused(
        c,
        frame.id,
        frame.code,
        frame.message,
        typeof frame.values.retryAfterSeconds === 'number',
      )
    case 'pong':
      return c
  }
}

/** Adds an own act; it is shown at once and sent until it is answered. */
export function write(c: Conversation, act: Act, at: number, attachment?: Attachment): Conversation {
  const pending: Pending = { act, at, progress: 'sending', ...(attachment ? { attachment } : {}) }
  return { ...without(c, 'refusal'), pending: [...c.pending, pending] }
}

/** Puts acts of an earlier page view or another tab behind the own ones; known ids are not taken twice. */
export function remember(c: Conversation, acts: readonly Pending[]): Conversation {
  const fresh = acts.filter(a => !c.pending.some(p => p.act.id === a.act.id) && !isShown(c, a.act.id))
  return fresh.length ? { ...c, pending: [...c.pending, ...fresh] } : c
}

export function lineBroke(c: Conversation): Conversation {
  return { ...marked(c, () => true, 'late'), agentTyping: false, held: [] }
}

export const tooSlow = (c: Conversation, before: number): Conversation =>
  marked(c, p => p.at <= before, 'late')

export const sentAgain = (c: Conversation, id: string): Conversation =>
  marked(c, p => p.act.id === id, 'sending')

export function dropped(c: Conversation, id: string): Conversation {
  return { ...c, pending: c.pending.filter(p => p.act.id !== id) }
}

/** The visitor leaves an ended conversation, or is nobody any more: only what the centre told about itself stays. */
export function startedOver(c: Conversation): Conversation {
  return { ...NOTHING_YET, ...(c.centre ? { centre: c.centre } : {}) }
}

export const leftEarlier = (c: Conversation): Conversation => without(c, 'earlier')
export const pastForgotten = (c: Conversation): Conversation => without(c, 'past')
export const refusalSeen = (c: Conversation): Conversation => without(c, 'refusal')

/** What can be sent now, in order. Nothing goes before its conversation has started. */
export function sendable(c: Conversation): readonly Act[] {
  const open = c.pending.filter(p => p.progress === 'sending' || p.progress === 'late').map(p => p.act)
  const first = open.find(act => act.type === 'start')
  if (first) return [first]
  return c.id === undefined ? [] : open
}

/** A client-side refusal, in the same shape as the centre's. */
export function refused(
  c: Conversation,
  id: string | undefined,
  code: string,
  message: string,
  passing = false,
): Conversation {
  const refusal = { code, message }
  const act = c.pending.find(p => p.act.id === id)?.act
  if (!act) return { ...c, refusal }
  if (passing) return { ...marked(c, p => p.act.id === id, 'late'), refusal }
  if (act.type === 'say')
    return { ...c, pending: c.pending.map(p => (p.act === act ? turnedDown(p, refusal) : p)) }
  const rest = dropped(c, act.id)
  return act.type === 'confirm' ? { ...rest, askConfirm: true, refusal } : { ...rest, refusal }
}

function welcomed(c: Conversation, frame: Welcome): Conversation {
  const told = frame.conversation
  if (!told) return { ...c, centre: frame, ...(isOpen(c) ? { lost: true } : {}) }
  const same = without(c.id === told.id ? c : adopted(c, told.id), 'lost')
  return {
    ...without(same, 'agent'),
    centre: frame,
    phase: told.state,
    toldUpTo: told.seq ?? 0,
    askConfirm: told.askConfirm === true,
    agentReconnecting: false,
    ...(told.agent ? { agent: told.agent } : {}),
  }
}

function started(c: Conversation, id: string, conversation: string, phase: Phase): Conversation {
  const own = c.id === conversation ? c : adopted(c, conversation)
  return { ...acknowledged(own, id), phase: own.phase ?? phase }
}

/** Another conversation takes the screen; own unanswered acts stay. */
function adopted(c: Conversation, id: string): Conversation {
  return {
    ...startedOver(c),
    id,
    pending: c.pending,
    ...(c.past ? { past: c.past } : {}),
    ...(c.earlier ? { earlier: c.earlier } : {}),
  }
}

function acknowledged(c: Conversation, id: string): Conversation {
  const act = c.pending.find(p => p.act.id === id)?.act
  if (!act) return c
  const hasLine = act.type === 'say' || (act.type === 'start' && act.text !== undefined)
  const settled = hasLine && !isShown(c, id) ? marked(c, p => p.act === act, 'delivered') : dropped(c, id)
  return act.type === 'confirm' ? { ...settled, askConfirm: false, confirmed: act.solved } : settled
}

function arrived(c: Conversation, event: ChatEvent): Conversation {
  if (event.conversation !== c.id) {
    if (isOpen(c)) return c
    return arrived(adopted(c, event.conversation), event)
  }
  if (event.seq <= c.seq) return c
  if (event.prev > c.seq) {
    const known = c.held.some(e => e.seq === event.seq)
    return known ? c : { ...c, held: [...c.held, event].sort((a, b) => a.seq - b.seq) }
  }
  return drained(applied(c, event))
}

function drained(c: Conversation): Conversation {
  const next = c.held.find(e => e.prev <= c.seq || e.seq <= c.seq)
  if (!next) return c
  const rest = { ...c, held: c.held.filter(e => e !== next) }
  return drained(next.seq <= c.seq ? rest : applied(rest, next))
}

function applied(before: Conversation, event: ChatEvent): Conversation {
  const c = { ...before, seq: event.seq, events: [...before.events, event] }
  const telling = event.seq > c.toldUpTo
  switch (event.kind) {
    case 'opened':
    case 'queued':
      return telling ? { ...c, phase: 'waiting' } : c
    case 'joined':
      return telling ? served(c, event.agent) : c
    case 'message': {
      const known = event.id === undefined ? c : dropped(c, event.id)
      if (event.from !== 'agent') return known
      const heard = { ...known, agentTyping: false }
      return telling && c.phase === 'waiting' && event.author ? served(heard, { name: event.author }) : heard
    }
    case 'transferred':
    case 'returned':
      return telling
        ? {
            ...without(without(c, 'agent'), 'queue'),
            phase: 'waiting',
            agentTyping: false,
            agentReconnecting: false,
          }
        : c
    case 'ended':
      return telling || c.phase === 'ended' ? over(c) : c
    case 'asked-solved':
      return telling ? { ...without(c, 'confirmed'), askConfirm: true } : c
    case 'confirmed':
      return { ...c, confirmed: event.solved, askConfirm: telling ? false : c.askConfirm }
  }
}

function served(c: Conversation, agent: Agent): Conversation {
  return { ...without(c, 'queue'), phase: 'active', agent, agentReconnecting: false }
}

/** Lines that the centre had not taken before the end cannot arrive any more; the person is told on each of them. */
function over(c: Conversation): Conversation {
  const unsent = (p: Pending) => p.progress === 'sending' || p.progress === 'late'
  return {
    ...without(c, 'queue'),
    phase: 'ended',
    agentTyping: false,
    agentReconnecting: false,
    pending: c.pending
      .filter(p => p.act.type !== 'end')
      .map(p => (p.act.type === 'say' && unsent(p) ? turnedDown(p, { code: 'ended', message: '' }) : p)),
  }
}

/** `welcome` named no conversation although we held one: it ended while nobody was here. */
function closedMeanwhile(c: Conversation, events: readonly ChatEvent[]): Conversation {
  const all = [...events].sort((a, b) => a.seq - b.seq)
  let whole: Conversation = { ...without(c, 'lost'), held: [] }
  for (const e of all) if (e.seq > whole.seq) whole = applied(whole, e)
  return over(whole)
}

function turnedDown(p: Pending, refusal: { code: string; message: string }): Pending {
  return { ...p, progress: 'refused', refusal }
}

function marked(c: Conversation, which: (p: Pending) => boolean, progress: 'late' | 'sending' | 'delivered') {
  const changes = (p: Pending) =>
    which(p) && p.progress !== progress && (p.progress === 'sending' || p.progress === 'late')
  if (!c.pending.some(changes)) return c
  return { ...c, pending: c.pending.map(p => (changes(p) ? { ...p, progress } : p)) }
}

function isShown(c: Conversation, id: string): boolean {
  return c.events.some(e => e.kind === 'message' && e.id === id)
}

function joined(known: readonly Summary[], more: readonly Summary[]): readonly Summary[] {
  return [...known, ...more.filter(m => !known.some(k => k.id === m.id))]
}

function without<K extends keyof Conversation>(
  c: Conversation,
  key: K,
): Omit<Conversation, K> & Conversation {
  const { [key]: _, ...rest } = c
  return rest as Omit<Conversation, K> & Conversation
}
