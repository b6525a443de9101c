/** The frames of docs/flows/web-chat.md, as this side writes and reads them. */

export type Language = 'zh' | 'en'
export type Phase = 'waiting' | 'active' | 'ended'

export interface Agent {
  readonly name: string
}

export interface Topic {
  readonly key: string
  readonly label: string
}

export interface Settings {
  readonly title?: string
  readonly greeting?: string
  readonly colour?: string
  readonly topics: readonly Topic[]
  readonly quickReplies: readonly string[]
  readonly attachmentTypes: readonly string[]
  readonly attachmentLimit: number
}

export interface Service {
  readonly open: boolean
  readonly opensAt?: string
  readonly notice?: string
}

export interface Attachment {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
}

interface EventBase {
  readonly type: 'event'
  readonly conversation: string
  readonly seq: number
  readonly prev: number
  readonly at: string
}

export type EndReason = 'customer' | 'agent' | 'customer-gone' | 'abandoned' | 'closed'

export type ChatEvent = EventBase &
  (
    | { readonly kind: 'opened'; readonly topic?: string }
    | { readonly kind: 'queued' }
    | { readonly kind: 'joined'; readonly agent: Agent }
    | {
        readonly kind: 'message'
        readonly from: 'customer' | 'agent' | 'system'
        readonly author?: string
        readonly text?: string
        readonly attachment?: Attachment
        readonly id?: string
      }
    | { readonly kind: 'transferred'; readonly to: string }
    | { readonly kind: 'returned' }
    | { readonly kind: 'ended'; readonly reason: EndReason }
    | { readonly kind: 'asked-solved' }
    | { readonly kind: 'confirmed'; readonly solved: boolean }
  )

export interface Summary {
  readonly id: string
  readonly startedAt: string
  readonly endedAt?: string
  readonly topic?: string
  readonly lastLine?: string
}

export interface OpenConversation {
  readonly id: string
  readonly state: Phase
  readonly seq: number
  readonly agent?: Agent
  readonly askConfirm: boolean
}

export interface Welcome {
  readonly type: 'welcome'
  readonly visitor: string
  readonly language: Language
  readonly settings: Settings
  readonly service: Service
  readonly conversation?: OpenConversation
  readonly graceSeconds: number
}

export interface Refused {
  readonly type: 'refused'
  readonly id?: string
  readonly code: string
  readonly message: string
  readonly values: Readonly<Record<string, unknown>>
}

export type ServerFrame =
  | Welcome
  | ChatEvent
  | Refused
  | { readonly type: 'started'; readonly id: string; readonly conversation: string; readonly state: Phase }
  | { readonly type: 'ack'; readonly id: string; readonly seq: number; readonly at: string }
  | { readonly type: 'waiting'; readonly position: number; readonly estimateSeconds: number | null }
  | { readonly type: 'typing'; readonly from: 'agent'; readonly on: boolean }
  | { readonly type: 'read'; readonly by: 'agent'; readonly seq: number }
  | { readonly type: 'colleague'; readonly state: 'reconnecting' | 'back' }
  | { readonly type: 'history'; readonly conversations: readonly Summary[]; readonly more: boolean }
  | { readonly type: 'conversation'; readonly id: string; readonly events: readonly ChatEvent[] }
  | { readonly type: 'pong' }

export type ClientFrame =
  | {
      readonly type: 'hello'
      readonly protocol: 1
      readonly visitor?: string
      readonly language: Language
      readonly page?: string
      readonly conversation?: string
      readonly after?: number
    }
  | Start
  | { readonly type: 'say'; readonly id: string; readonly text?: string; readonly attachment?: string }
  | { readonly type: 'resume'; readonly after: number }
  | { readonly type: 'typing'; readonly on: boolean }
  | { readonly type: 'read'; readonly seq: number }
  | { readonly type: 'end'; readonly id: string }
  | { readonly type: 'confirm'; readonly id: string; readonly solved: boolean; readonly comment?: string }
  | { readonly type: 'history'; readonly before?: string }
  | { readonly type: 'open'; readonly conversation: string }
  | { readonly type: 'ping' }

export interface Start {
  readonly type: 'start'
  readonly id: string
  readonly text?: string
  readonly topic?: string
  readonly name?: string
}

/** Characters (not UTF-16 units) that one `say` may carry. */
export const LONGEST_TEXT = 4000

export const DEFAULT_TYPES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
] as const
export const DEFAULT_LIMIT = 10 * 1024 * 1024

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const whole = (value: unknown): value is number => Number.isSafeInteger(value)

/** Fields a frame cannot be understood without; a frame that lacks one is dropped rather than half believed. */
const NEEDED: Readonly<Record<string, (f: Fields) => boolean>> = {
  welcome: f => !!text(f.visitor) && (f.conversation == null || isConversation(f.conversation)),
  started: f => !!text(f.id) && !!text(f.conversation) && isPhase(f.state),
  ack: f => !!text(f.id) && whole(f.seq),
  event: isEvent,
  waiting: f => whole(f.position),
  typing: f => typeof f.on === 'boolean',
  read: f => whole(f.seq),
  colleague: f => f.state === 'reconnecting' || f.state === 'back',
  history: f => Array.isArray(f.conversations),
  conversation: f => !!text(f.id) && Array.isArray(f.events),
  refused: f => typeof f.code === 'string',
  pong: () => true,
}

function isPhase(value: unknown): value is Phase {
  return value === 'waiting' || value === 'active' || value === 'ended'
}

function isConversation(value: unknown): boolean {
  return isFields(value) && !!text(value.id) && isPhase(value.state)
}

function isEvent(f: Fields): boolean {
  return !!text(f.conversation) && whole(f.seq) && whole(f.prev) && !!text(f.kind) && !!text(f.at)
}

/** Reads a frame; undefined for what this protocol version does not know. */
export function parseFrame(data: unknown): ServerFrame | undefined {
  let frame: unknown
  try {
    frame = JSON.parse(String(data))
  } catch {
    return undefined
  }
  if (!isFields(frame)) return undefined
  const kind = String(frame.type)
  if (!Object.hasOwn(NEEDED, kind) || !NEEDED[kind]?.(frame)) return undefined
  if (kind === 'welcome') return welcome(withoutNulls(frame))
  if (kind === 'refused') {
    return {
      ...(withoutNulls(frame) as unknown as Refused),
      message: text(frame.message) ?? '',
      values: isFields(frame.values) ? frame.values : {},
    }
  }
  if (kind === 'conversation') {
    const events = (frame.events as unknown[])
      .filter(isFields)
      .map(e => ({ ...withoutNulls(e), conversation: frame.id, type: 'event' }))
    return {
      type: 'conversation',
      id: String(frame.id),
      events: events.filter(isEvent) as unknown as ChatEvent[],
    }
  }
  if (kind === 'history') {
    const conversations = (frame.conversations as unknown[]).filter(isFields).map(withoutNulls)
    return {
      type: 'history',
      conversations: conversations as unknown as Summary[],
      more: frame.more === true,
    }
  }
  if (kind === 'waiting') {
    const seconds = frame.estimateSeconds
    return {
      type: 'waiting',
      position: frame.position as number,
      estimateSeconds: typeof seconds === 'number' ? seconds : null,
    }
  }
  return withoutNulls(frame) as unknown as ServerFrame
}

function welcome(f: Fields): Welcome {
  const given = isFields(f.settings) ? withoutNulls(f.settings) : {}
  const list = <T>(value: unknown, otherwise: readonly T[]): readonly T[] =>
    Array.isArray(value) ? (value as T[]) : otherwise
  const settings: Settings = {
    ...(given as Partial<Settings>),
    topics: list<Topic>(given.topics, []),
    quickReplies: list<string>(given.quickReplies, []),
    attachmentTypes: list<string>(given.attachmentTypes, DEFAULT_TYPES),
    attachmentLimit: typeof given.attachmentLimit === 'number' ? given.attachmentLimit : DEFAULT_LIMIT,
  }
  const service: Service = isFields(f.service)
    ? { ...(withoutNulls(f.service) as Partial<Service>), open: f.service.open !== false }
    : { open: true }
  const conversation = isFields(f.conversation) ? withoutNulls(f.conversation) : undefined
  return {
    type: 'welcome',
    visitor: String(f.visitor),
    language: f.language === 'en' ? 'en' : 'zh',
    settings,
    service,
    ...(conversation ? { conversation: conversation as unknown as OpenConversation } : {}),
    graceSeconds: typeof f.graceSeconds === 'number' ? f.graceSeconds : 120,
  }
}

/** A field that is null and a field that is absent mean the same in this protocol. */
function withoutNulls(f: Fields): Fields {
  return Object.fromEntries(Object.entries(f).filter(([, value]) => value !== null))
}
