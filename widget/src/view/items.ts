/** What stands in the transcript, in order: days, notes, and lines in groups. Pure, so that grouping can be proven. */
import type { Pending } from '../conversation'
import type { Attachment, ChatEvent } from '../protocol'
import { sameDay } from '../times'
import type { Words } from '../words'

export type Mark = 'sending' | 'late' | 'delivered' | 'read' | 'refused'

export interface Line {
  readonly kind: 'line'
  readonly key: string
  readonly at: number
  readonly from: 'customer' | 'agent' | 'system'
  readonly author?: string
  readonly text?: string
  readonly attachment?: Attachment
  readonly first: boolean
  readonly last: boolean
  readonly mark?: Mark
  readonly refusal?: { readonly code: string; readonly message: string }
  readonly id?: string
}

export type Item =
  | Line
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'note'; readonly key: string; readonly at: number; readonly text: string }

const SAME_GROUP_MS = 3 * 60_000

export function items(
  events: readonly ChatEvent[],
  pending: readonly Pending[],
  readByAgent: number,
  words: Words,
): readonly Item[] {
  const found: Item[] = []
  for (const event of events) {
    const at = Date.parse(event.at)
    if (event.kind === 'message') {
      const own = event.from === 'customer'
      found.push({
        kind: 'line',
        key: own && event.id ? `own-${event.id}` : `seq-${event.seq}`,
        at,
        from: event.from,
        first: true,
        last: true,
        ...(event.author && !own ? { author: event.author } : {}),
        ...(event.text ? { text: event.text } : {}),
        ...(event.attachment ? { attachment: event.attachment } : {}),
        ...(own ? { mark: event.seq <= readByAgent ? 'read' : 'delivered' } : {}),
      })
    } else {
      const text = note(event, words)
      if (text) found.push({ kind: 'note', key: `seq-${event.seq}`, at, text })
    }
  }
  for (const p of pending) {
    if (p.act.type !== 'say' && p.act.type !== 'start') continue
    if (!p.act.text && !p.attachment) continue
    found.push({
      kind: 'line',
      key: `own-${p.act.id}`,
      at: p.at,
      from: 'customer',
      first: true,
      last: true,
      mark: p.progress,
      id: p.act.id,
      ...(p.act.text ? { text: p.act.text } : {}),
      ...(p.attachment ? { attachment: p.attachment } : {}),
      ...(p.refusal ? { refusal: p.refusal } : {}),
    })
  }
  return withDays(grouped(found))
}

function note(event: ChatEvent, words: Words): string | undefined {
  switch (event.kind) {
    case 'joined':
      return words.joined(event.agent.name)
    case 'transferred':
      return words.transferred(event.to)
    case 'returned':
      return words.returned
    case 'ended':
      return words.endedBy[event.reason] ?? words.endedBy.closed
    case 'confirmed':
      return event.solved ? words.thanksSolved : words.notSolved
    default:
      return undefined
  }
}

function grouped(all: readonly Item[]): readonly Item[] {
  const together = (a: Item | undefined, b: Item | undefined) =>
    a?.kind === 'line' &&
    b?.kind === 'line' &&
    a.from === b.from &&
    a.author === b.author &&
    Math.abs(b.at - a.at) < SAME_GROUP_MS &&
    sameDay(a.at, b.at)
  return all.map((item, i) =>
    item.kind === 'line'
      ? { ...item, first: !together(all[i - 1], item), last: !together(item, all[i + 1]) }
      : item,
  )
}

function withDays(all: readonly Item[]): readonly Item[] {
  return all.flatMap((item, i) => {
    const before = all[i - 1]
    if (before && sameDay(before.at, item.at)) return [item]
    return [{ kind: 'day' as const, key: `day-${item.key}`, at: item.at }, item]
  })
}
