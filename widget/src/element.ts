/** `<airbranch-chat>`: ties the line to the centre, the memory and the panel to one place on the page. */
import { DEFAULT_COLOUR, palette, parseColour } from './colour'
import { type Clock, Connection, type Link, type Model, type SocketLike } from './connection'
import { isOpen, unread } from './conversation'
import { h, ICONS, icon } from './dom'
import { Files } from './files'
import { browserStore, Memory } from './memory'
import type { Language } from './protocol'
import { FULL_SCREEN, STYLES } from './styles'
import { Panel } from './view/panel'
import { chooseLanguage, WORDS, type Words } from './words'

/** What a page may know: no words of the conversation, no token. */
export interface ChatState {
  readonly open: boolean
  readonly visible: boolean
  readonly link: Link
  readonly phase: 'waiting' | 'active' | 'ended' | 'none'
  readonly unread: number
}

const REST_AFTER_MS = 30_000
const REFRESH_MS = 30_000

export class AirbranchChat extends HTMLElement {
  static observedAttributes = ['language', 'theme', 'theme-colour', 'position', 'widget', 'server']

  readonly #root: ShadowRoot
  readonly #colours = new CSSStyleSheet()
  readonly #listeners = new Set<(state: ChatState) => void>()
  readonly #dark = window.matchMedia?.('(prefers-color-scheme: dark)')
  #memory: Memory | undefined
  #line: Connection | undefined
  #files: Files | undefined
  #panel: Panel | undefined
  #box = h('div', { class: 'root' })
  #launcher = h('button', { type: 'button', class: 'launcher' })
  #announcer = h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' })
  #open = false
  #planned = false
  #told = ''
  #unread = 0
  #painted = ''
  #asked: Language | undefined
  #built: Language | undefined
  #leaving: AbortController | undefined
  #restTimer: ReturnType<typeof setTimeout> | undefined
  #refresh: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    this.#root = this.attachShadow({ mode: 'open' })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(STYLES)
    this.#root.adoptedStyleSheets = [sheet, this.#colours]
  }

  connectedCallback(): void {
    this.#enter()
  }

  disconnectedCallback(): void {
    this.#leave()
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now || !this.#line) return
    if (name === 'widget' || name === 'server') {
      this.#leave()
      this.#enter()
    } else if (name === 'language') this.#build()
    else this.#paint()
  }

  get state(): ChatState {
    const model = this.#line?.model
    return {
      open: this.#open,
      visible: !this.#box.hidden,
      link: model?.link ?? 'idle',
      phase: model?.conversation.phase ?? 'none',
      unread: this.#unread,
    }
  }

  open(): void {
    this.#toggle(true, true)
  }

  close(): void {
    this.#toggle(false, this.#root.activeElement !== null)
  }

  /** Calls back with every change of the state; the answer takes the listener away. */
  on(event: 'state', listener: (state: ChatState) => void): () => void {
    if (event !== 'state') throw new Error(`there is no event '${String(event)}', only 'state'`)
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** What the page or the browser wishes. */
  get #wish(): Language {
    return chooseLanguage(
      this.getAttribute('language'),
      document.documentElement.lang,
      navigator.languages ?? [],
    )
  }

  /** The wish, unless the centre answered it with another language because it does not speak that one here. */
  get #language(): Language {
    const answered = this.#line?.model.conversation.centre?.language
    return answered && this.#asked === this.#wish ? answered : this.#wish
  }

  #ask(): Language {
    this.#asked = this.#wish
    return this.#asked
  }

  get #words(): Words {
    return WORDS[this.#language]
  }

  #enter(): void {
    const widget = this.getAttribute('widget')
    if (!widget || this.#line) return
    const base = new URL(this.getAttribute('server') || '/', location.href).href
    const memory = new Memory(browserStore(), widget)
    const address = new URL(`ws/chat?widget=${encodeURIComponent(widget)}`, base)
    address.protocol = address.protocol === 'http:' ? 'ws:' : 'wss:'
    this.#memory = memory
    this.#files = new Files(base, () => memory.get('visitor'))
    this.#line = new Connection(
      {
        socket: () => new WebSocket(address) as SocketLike,
        clock: browserClock,
        random: Math.random,
        newId,
        memory,
        language: () => this.#ask(),
        page: () => `${location.origin}${location.pathname}`.slice(0, 500),
      },
      () => this.#plan(),
    )
    // A page that may not carry the widget never shows it; one that did before shows it at once.
    this.#box.hidden = memory.get('look') === undefined
    this.#build()
    this.#listen()
    this.#line.wake()
    if (memory.get('open') && !window.matchMedia?.(FULL_SCREEN).matches) this.#toggle(true, false)
  }

  #leave(): void {
    this.#leaving?.abort()
    clearTimeout(this.#restTimer)
    clearTimeout(this.#refresh)
    this.#line?.rest()
    this.#files?.release()
    this.#line = this.#panel = undefined
    this.#open = false
  }

  #listen(): void {
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    const on = (target: EventTarget, type: string, run: (event: Event) => void) =>
      target.addEventListener(type, run, { signal })
    on(window, 'online', () => this.#line?.wake())
    on(window, 'pageshow', () => this.#wakeIfWanted())
    on(window, 'storage', event => this.#otherTab(event as StorageEvent))
    on(document, 'visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#wakeIfWanted()
      this.#plan()
    })
    if (this.#dark) on(this.#dark, 'change', () => this.#paint())
    if (window.visualViewport) on(window.visualViewport, 'resize', () => this.#paint())
    on(this.#box, 'keydown', event => this.#key(event as KeyboardEvent))
  }

  #build(): void {
    const line = this.#line
    const memory = this.#memory
    if (!line || !memory || !this.#files) return
    const words = this.#words
    this.#built = this.#language
    const active = this.#open && this.#root.activeElement !== null
    this.#panel = new Panel({
      words,
      language: this.#language,
      files: this.#files,
      now: browserClock.now,
      model: () => line.model,
      name: memory.get('name') ?? '',
      draft: text => memory.set('draft', text || undefined),
      close: () => this.close(),
      start: (text, topic, name) => {
        memory.set('name', name)
        line.start(text, topic, name)
      },
      say: (text, attachment) => line.say(text, attachment),
      typing: on => line.typing(on),
      end: () => line.end(),
      confirm: (solved, comment) => line.confirm(solved, comment),
      startOver: () => line.startOver(),
      takeBack: id => line.takeBack(id),
      wake: () => line.wake(),
      dismiss: () => line.dismissRefusal(),
      seen: seq => line.seen(seq),
      askHistory: more => line.askHistory(more),
      openEarlier: id => line.openEarlier(id),
      leaveEarlier: () => line.leaveEarlier(),
    })
    this.#launcher = h('button', {
      type: 'button',
      class: 'launcher',
      'aria-haspopup': 'dialog',
      click: () => this.open(),
    })
    this.#box.lang = this.#language === 'zh' ? 'zh-CN' : 'en'
    this.#box.replaceChildren(this.#launcher, this.#panel.element, this.#announcer)
    this.#root.append(this.#box)
    this.#panel.write(memory.get('draft') ?? '')
    this.#paint()
    this.#show()
    if (active) this.#panel.focus()
  }

  #toggle(open: boolean, takeFocus: boolean): void {
    if (!this.#line || open === this.#open) return
    this.#open = open
    this.#memory?.set('open', open)
    if (open) {
      this.#line.wake()
      if (this.#line.model.link !== 'hidden') this.#box.hidden = false
    }
    this.#show()
    if (!takeFocus) return
    if (open) this.#panel?.focus()
    else this.#launcher.focus()
  }

  /** Many frames in one moment are one change on the screen. */
  #plan(): void {
    if (this.#planned) return
    this.#planned = true
    queueMicrotask(() => {
      this.#planned = false
      this.#show()
    })
  }

  #show(): void {
    const model = this.#line?.model
    const panel = this.#panel
    if (!model || !panel) return
    if (this.#built !== this.#language) return this.#build()
    if (model.link === 'hidden') this.#box.hidden = true
    else if (model.link === 'open') this.#box.hidden = false
    panel.element.hidden = !this.#open
    this.#launcher.hidden = this.#open
    panel.element.setAttribute('aria-modal', String(!!window.matchMedia?.(FULL_SCREEN).matches))
    this.#paint()
    if (this.#open) {
      panel.update()
      if (document.visibilityState === 'visible' && model.link === 'open') panel.look()
    }
    this.#count(model)
    this.#restWhenUnused(model)
    this.#tell()
    // Relative times grow older, and a pause is counted down, although nothing arrives.
    clearTimeout(this.#refresh)
    this.#refresh = setTimeout(() => this.#plan(), model.link === 'limited' ? 1_000 : REFRESH_MS)
  }

  #count({ conversation: c }: Model): void {
    const words = this.#words
    const seen = this.#memory?.get('seen')
    const before = this.#unread
    this.#unread = unread(c, seen && seen.conversation === c.id ? seen.seq : 0)
    const label = this.#unread ? `${words.open} (${words.unread(this.#unread)})` : words.open
    if (this.#launcher.getAttribute('aria-label') !== label) {
      this.#launcher.setAttribute('aria-label', label)
      const badge = this.#unread > 99 ? '99+' : String(this.#unread)
      this.#launcher.replaceChildren(
        icon(ICONS.chat),
        words.chat,
        ...(this.#unread ? [h('span', { class: 'badge' }, badge)] : []),
      )
    }
    if (!this.#open && this.#unread > before) this.#announcer.textContent = words.unread(this.#unread)
    if (this.#open || this.#unread === 0) this.#announcer.textContent = ''
  }

  /** A page that is only read costs the centre no socket. */
  #restWhenUnused(model: Model): void {
    const used = this.#open || isOpen(model.conversation) || model.conversation.pending.length > 0
    if (used || model.link !== 'open') {
      clearTimeout(this.#restTimer)
      this.#restTimer = undefined
    } else {
      this.#restTimer ??= setTimeout(() => this.#line?.rest(), REST_AFTER_MS)
    }
  }

  #wakeIfWanted(): void {
    const model = this.#line?.model
    if (model && (this.#open || isOpen(model.conversation))) this.#line?.wake()
  }

  #otherTab(event: StorageEvent): void {
    const key = this.#memory?.keyOf(event.key)
    if (key === 'draft') this.#panel?.follow(this.#memory?.get('draft') ?? '', this.#root.activeElement)
    if (key === 'seen') this.#plan()
    if (key === 'conversation' && this.#memory?.get('conversation') !== undefined) this.#line?.wake()
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.isComposing && this.#open) {
      event.preventDefault()
      event.stopPropagation()
      if (!this.#panel?.escape()) this.close()
    }
    if (event.key === 'Tab' && this.#open && window.matchMedia?.(FULL_SCREEN).matches) this.#stayInside(event)
  }

  /** The sheet covers the page: what lies under it is not reached by the keyboard either. */
  #stayInside(event: KeyboardEvent): void {
    const all =
      this.#panel?.element.querySelectorAll<HTMLElement>('button,textarea,input,a,[tabindex="0"]') ?? []
    const inside = [...all].filter(
      e => e.tabIndex >= 0 && !e.matches(':disabled') && e.getClientRects().length > 0,
    )
    const [first, last] = [inside[0], inside[inside.length - 1]]
    const active = this.#root.activeElement
    if (event.shiftKey && (active === first || active?.tagName === 'H2')) {
      event.preventDefault()
      last?.focus()
    } else if (!event.shiftKey && active === last) {
      event.preventDefault()
      first?.focus()
    }
  }

  #paint(): void {
    const wish = this.getAttribute('theme')
    const dark = wish === 'dark' || (wish !== 'light' && !!this.#dark?.matches)
    this.#box.classList.toggle('dark', dark)
    this.#box.classList.toggle('left', this.getAttribute('position') === 'left')
    const own = getComputedStyle(this).getPropertyValue('--airbranch-colour')
    const server = this.#line?.model.conversation.centre?.settings.colour ?? this.#memory?.get('look')?.colour
    const wishes = [own, this.getAttribute('theme-colour'), server, DEFAULT_COLOUR]
    const accent = wishes.map(parseColour).find(colour => colour !== undefined)
    if (!accent) return
    const { fill, onFill, ink } = palette(accent, dark)
    const view = window.visualViewport
    // With a keyboard on the screen the visible part is smaller than the page; the sheet keeps to it.
    const sheet =
      view && view.scale === 1 && view.height < window.innerHeight
        ? `;--sheet:${Math.round(view.height)}px`
        : ''
    const rule = `.root{--fill:${fill};--on-fill:${onFill};--ink:${ink}${sheet}}`
    if (rule === this.#painted) return
    this.#painted = rule
    this.#colours.replaceSync(rule)
  }

  #tell(): void {
    const state = this.state
    const said = JSON.stringify(state)
    if (said === this.#told) return
    this.#told = said
    for (const listener of this.#listeners) listener(state)
  }
}

const browserClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** A random UUID also where the page came over plain http and randomUUID is not offered. */
export function newId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map(b => b.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
