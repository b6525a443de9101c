/** Before a conversation: greeting, topics, an optional name and the first words; or a message left while nobody serves. */
import { h } from '../dom'
import { type Language, LONGEST_TEXT, type Settings, type Welcome } from '../protocol'
import { opening } from '../times'
import type { Words } from '../words'
import { entersLine, growing } from './composer'
import { linked } from './transcript'

export interface StartWorld {
  readonly words: Words
  readonly language: Language
  readonly now: () => number
  readonly start: (text: string | undefined, topic: string | undefined, name: string | undefined) => void
  readonly draft: (text: string) => void
  readonly name: string
}

export class StartScreen {
  readonly element: HTMLFormElement
  readonly text: HTMLTextAreaElement
  readonly #w: StartWorld
  readonly #name: HTMLInputElement
  readonly #greeting: HTMLElement
  readonly #closed: HTMLElement
  readonly #topics: HTMLElement
  readonly #button: HTMLButtonElement
  readonly #problem: HTMLElement
  #topic: string | undefined
  #shown = ''
  #open = true

  constructor(world: StartWorld) {
    this.#w = world
    const { words } = world
    this.text = growing({ id: 'first', rows: 3, 'data-rows': 3, placeholder: words.writePlaceholder })
    this.#name = h('input', {
      id: 'name',
      type: 'text',
      maxlength: 60,
      autocomplete: 'name',
      value: world.name,
    })
    this.#greeting = h('div', { class: 'greeting' })
    this.#closed = h('div', { class: 'closed', role: 'note' })
    this.#topics = h('div', { class: 'topics', role: 'group', 'aria-label': words.topics })
    this.#button = h('button', { class: 'main' }, words.begin)
    this.#problem = h('p', { class: 'problem', role: 'alert' })
    this.element = h(
      'form',
      { class: 'start', submit: (event: Event) => this.#submit(event) },
      this.#greeting,
      this.#closed,
      this.#topics,
      h('label', { for: 'first' }, words.first),
      this.text,
      this.#problem,
      h('label', { for: 'name' }, words.name),
      this.#name,
      this.#button,
    )
    this.text.addEventListener('input', () => {
      world.draft(this.text.value)
      this.#check()
    })
    this.text.addEventListener('keydown', event => {
      if (entersLine(event)) this.#submit(event)
    })
  }

  update(centre: Welcome | undefined): void {
    const settings = centre?.settings
    const service = centre?.service ?? { open: true }
    const shape = JSON.stringify([settings?.greeting, settings?.topics, service])
    if (shape !== this.#shown) {
      this.#shown = shape
      this.#open = service.open
      this.#greeting.replaceChildren(...linked(settings?.greeting || this.#w.words.greeting))
      this.#tellClosed(service)
      this.#offerTopics(settings?.topics ?? [])
    }
    this.#check()
  }

  write(text: string): void {
    this.text.value = text
    this.#check()
  }

  #tellClosed(service: Welcome['service']): void {
    const { words, language, now } = this.#w
    const at = service.opensAt ? Date.parse(service.opensAt) : Number.NaN
    const opens = Number.isNaN(at) ? '' : words.opensAt(opening(words, language, at, now()))
    this.#closed.hidden = service.open && !service.notice
    const sentences = service.open
      ? [service.notice]
      : [service.notice || words.closedNow, opens, words.closedHint]
    this.#closed.replaceChildren(...sentences.filter(s => !!s).map(s => h('p', {}, s ?? '')))
    this.#button.textContent = service.open ? words.begin : words.leave
  }

  #offerTopics(topics: Settings['topics']): void {
    this.#topics.hidden = topics.length === 0
    this.#topics.replaceChildren(
      ...topics.map(topic => {
        const chip = h('button', { type: 'button', class: 'chip', 'aria-pressed': 'false' }, topic.label)
        chip.addEventListener('click', () => {
          this.#topic = this.#topic === topic.key ? undefined : topic.key
          for (const other of this.#topics.children) {
            other.setAttribute('aria-pressed', String(other === chip && this.#topic !== undefined))
          }
          this.#check()
          if (this.#topic) this.text.focus({ preventScroll: true })
        })
        return chip
      }),
    )
  }

  #check(): void {
    const text = this.text.value.trim()
    const over = Array.from(text).length - LONGEST_TEXT
    this.#problem.textContent = over > 0 ? this.#w.words.tooLong(over) : ''
    this.#button.disabled = over > 0 || (!text && (!this.#topic || !this.#open))
  }

  #submit(event: Event): void {
    event.preventDefault()
    if (this.#button.disabled) return
    this.#w.start(this.text.value.trim() || undefined, this.#topic, this.#name.value.trim() || undefined)
    this.write('')
    this.#topic = undefined
    for (const chip of this.#topics.children) chip.setAttribute('aria-pressed', 'false')
  }
}
