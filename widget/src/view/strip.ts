/** What the visitor must know now, in one sentence under the title: line, queue, colleague, refusals. */
import type { Model } from '../connection'
import { h } from '../dom'
import { estimate, type Words } from '../words'

export interface StripActions {
  readonly wake: () => void
  readonly dismiss: () => void
}

interface Told {
  readonly text: string
  readonly tone: 'calm' | 'warn'
  readonly second?: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

export class Strip {
  readonly element = h('div', { class: 'strip', role: 'status', 'aria-live': 'polite' })
  #said = ''
  #told: string | undefined

  /** A fault of the moment, until it is dismissed. */
  tell(sentence: string): void {
    this.#told = sentence
  }

  show(model: Model, words: Words, now: number, actions: StripActions): void {
    const forget = () => {
      this.#told = undefined
      actions.dismiss()
    }
    const told: Told | undefined = this.#told
      ? { text: this.#told, tone: 'warn', action: { label: words.dismiss, run: forget } }
      : telling(model, words, now, actions)
    const said = JSON.stringify(told ?? '')
    if (said === this.#said) return
    this.#said = said
    this.element.hidden = !told
    this.element.className = `strip ${told?.tone ?? ''}`
    const { action } = told ?? {}
    this.element.replaceChildren(
      ...(told
        ? [h('p', {}, h('span', {}, told.text), told.second && h('span', { class: 'second' }, told.second))]
        : []),
      ...(action ? [h('button', { type: 'button', class: 'plain', click: action.run }, action.label)] : []),
    )
  }
}

export function telling(model: Model, words: Words, now: number, actions: StripActions): Told | undefined {
  const { link, conversation: c, retryAt } = model
  switch (link) {
    case 'stopped':
      return {
        text: words.stopped,
        tone: 'warn',
        action: { label: words.reload, run: () => location.reload() },
      }
    case 'limited':
      return { text: words.limited(Math.max(1, Math.ceil(((retryAt ?? now) - now) / 1000))), tone: 'warn' }
    case 'resting':
      return { text: words.resting, tone: 'calm', action: { label: words.connectAgain, run: actions.wake } }
    case 'broken':
      return { text: words.reconnecting, tone: 'warn' }
    case 'connecting':
      return { text: words.connecting, tone: 'calm' }
    default:
  }
  if (c.refusal) {
    const text = c.refusal.message || words.refused
    return { text, tone: 'warn', action: { label: words.dismiss, run: actions.dismiss } }
  }
  if (model.forgotten && c.id === undefined) return { text: words.forgotten, tone: 'calm' }
  if (c.agentReconnecting) return { text: words.agentReconnecting, tone: 'warn' }
  if (c.phase === 'waiting') return waiting(model, words)
  return undefined
}

function waiting({ conversation: c }: Model, words: Words): Told {
  if (!c.queue) return { text: words.waitingTitle, second: words.keepWriting, tone: 'calm' }
  const place = c.queue.position <= 1 ? words.next : words.ahead(c.queue.position - 1)
  const text = `${place} · ${estimate(words, c.queue.estimateSeconds)}`
  return { text, second: words.keepWriting, tone: 'calm' }
}
