/** Earlier conversations of this visitor: the list, and one of them to read. */
import type { Conversation } from '../conversation'
import { h } from '../dom'
import { clockTime, day } from '../times'
import { items } from './items'
import { Transcript, type TranscriptWorld } from './transcript'

export interface HistoryWorld extends TranscriptWorld {
  readonly open: (conversation: string) => void
  readonly more: () => void
}

export class HistoryScreen {
  readonly element: HTMLElement
  readonly #w: HistoryWorld
  #shown: unknown

  constructor(world: HistoryWorld) {
    this.#w = world
    this.element = h('div', { class: 'history' })
  }

  update(c: Conversation): void {
    const showing = c.earlier ?? c.past
    if (showing === this.#shown && showing) return
    this.#shown = showing
    if (c.earlier) this.#one(c.earlier)
    else this.#list(c.past)
  }

  #one(earlier: NonNullable<Conversation['earlier']>): void {
    const { words } = this.#w
    const transcript = new Transcript(this.#w)
    transcript.show(items(earlier.events, [], 0, words).map(i => (i.kind === 'line' ? withoutMark(i) : i)))
    this.element.replaceChildren(transcript.element, h('p', { class: 'note' }, words.readOnly))
  }

  #list(past: Conversation['past']): void {
    const { words, language, now } = this.#w
    if (!past) return this.element.replaceChildren(h('p', { class: 'empty' }, words.loading))
    if (past.list.length === 0)
      return this.element.replaceChildren(h('p', { class: 'empty' }, words.noHistory))
    const entries = past.list.map(entry => {
      const at = Date.parse(entry.startedAt)
      const when = `${day(words, language, at, now())} ${clockTime(language, at)}`
      return h(
        'li',
        {},
        h(
          'button',
          { type: 'button', click: () => this.#w.open(entry.id) },
          h('span', { class: 'when' }, when),
          entry.topic && h('span', { class: 'topic' }, entry.topic),
          h('span', { class: 'last' }, entry.lastLine ?? ''),
        ),
      )
    })
    this.element.replaceChildren(
      h('ul', {}, ...entries),
      ...(past.more
        ? [h('button', { type: 'button', class: 'plain', click: this.#w.more }, words.more)]
        : []),
    )
  }
}

function withoutMark<T extends { mark?: unknown }>(line: T): Omit<T, 'mark'> {
  const { mark: _, ...rest } = line
  return rest
}
