/** The open widget: title, strip, one of three screens, and where one writes. Reads the model, never changes it. */
import type { Model } from '../connection'
import { isOpen } from '../conversation'
import { h, ICONS, icon } from '../dom'
import type { Files } from '../files'
import type { Attachment, Language } from '../protocol'
import type { Words } from '../words'
import { Composer } from './composer'
import { HistoryScreen } from './history'
import { items } from './items'
import { SolvedCard } from './solved'
import { StartScreen } from './start'
import { Strip } from './strip'
import { drawn, Transcript } from './transcript'

export interface PanelWorld {
  readonly words: Words
  readonly language: Language
  readonly files: Files
  readonly now: () => number
  readonly model: () => Model
  readonly draft: (text: string) => void
  readonly name: string
  readonly close: () => void
  readonly start: (text: string | undefined, topic: string | undefined, name: string | undefined) => void
  readonly say: (text: string | undefined, attachment?: Attachment) => void
  readonly typing: (on: boolean) => void
  readonly end: () => void
  readonly confirm: (solved: boolean, comment: string | undefined) => void
  readonly startOver: () => void
  readonly takeBack: (id: string) => string | undefined
  readonly wake: () => void
  readonly dismiss: () => void
  readonly seen: (seq: number) => void
  readonly askHistory: (more: boolean) => void
  readonly openEarlier: (id: string) => void
  readonly leaveEarlier: () => void
}

type Screen = 'start' | 'chat' | 'history'

const AT_BOTTOM_PX = 48

export class Panel {
  readonly element: HTMLElement
  readonly #w: PanelWorld
  readonly #title = h('h2', { id: 'title', tabindex: -1 })
  readonly #under = h('p', { class: 'under' })
  readonly #strip = new Strip()
  readonly #ask: HTMLElement
  readonly #askText = h('p', {})
  readonly #askYes: HTMLButtonElement
  readonly #transcript: Transcript
  readonly #composer: Composer
  readonly #start: StartScreen
  readonly #history: HistoryScreen
  readonly #solved: SolvedCard
  readonly #log: HTMLElement
  readonly #typing: HTMLElement
  readonly #over: HTMLElement
  readonly #pill: HTMLButtonElement
  readonly #back: HTMLButtonElement
  readonly #past: HTMLButtonElement
  readonly #end: HTMLButtonElement
  readonly #viewer: HTMLDialogElement
  #inHistory = false
  #screen: Screen | undefined
  #lastKey = ''
  #following = true

  constructor(world: PanelWorld) {
    this.#w = world
    const { words } = world
    const button = (label: string, path: string, click: () => void) =>
      h('button', { type: 'button', class: 'icon', 'aria-label': label, title: label, click }, icon(path))
    this.#back = button(words.back, ICONS.back, () => this.#goBack())
    this.#past = button(words.history, ICONS.history, () => this.#openHistory())
    this.#end = button(words.end, ICONS.end, () => this.#askToEnd())
    this.#askYes = h('button', { type: 'button', class: 'main small', click: () => this.#reallyEnd() })
    this.#ask = h(
      'div',
      { class: 'ask', role: 'alertdialog', 'aria-label': words.end, hidden: true },
      this.#askText,
      h(
        'div',
        { class: 'pair' },
        h('button', { type: 'button', class: 'second small', click: () => this.#noEnd() }, words.keep),
        this.#askYes,
      ),
    )
    const transcriptWorld = {
      words,
      language: world.language,
      files: world.files,
      now: world.now,
      showImage: (attachment: Attachment, address: string) => this.#showImage(attachment, address),
      tell: (sentence: string) => this.#tell(sentence),
      takeBack: (id: string) => {
        const text = world.takeBack(id) ?? ''
        if (isOpen(world.model().conversation)) this.write(text)
        else {
          world.startOver()
          this.write(text)
        }
        world.draft(text)
      },
      discard: (id: string) => void world.takeBack(id),
    }
    this.#transcript = new Transcript(transcriptWorld)
    this.#history = new HistoryScreen({
      ...transcriptWorld,
      open: id => {
        world.openEarlier(id)
        this.#title.focus()
      },
      more: () => world.askHistory(true),
    })
    this.#composer = new Composer({
      words,
      files: world.files,
      settings: () => world.model().conversation.centre?.settings,
      conversation: () => (isOpen(world.model().conversation) ? world.model().conversation.id : undefined),
      say: (text, attachment) => {
        this.#following = true
        world.say(text, attachment)
      },
      typing: world.typing,
      draft: world.draft,
    })
    this.#start = new StartScreen({
      words,
      language: world.language,
      now: world.now,
      draft: world.draft,
      name: world.name,
      start: (text, topic, name) => {
        this.#following = true
        world.start(text, topic, name)
        world.draft('')
      },
    })
    this.#solved = new SolvedCard(words, world.confirm)
    this.#typing = h('p', { class: 'typing', 'aria-hidden': 'true', hidden: true }, h('i'), h('i'), h('i'))
    this.#over = h(
      'div',
      { class: 'over' },
      h('p', {}),
      h('button', { type: 'button', class: 'main', click: () => this.#again() }, words.startNew),
    )
    this.#log = h(
      'div',
      { class: 'log', role: 'log', 'aria-label': words.log, 'aria-live': 'polite', tabindex: 0 },
      this.#transcript.element,
      this.#typing,
    )
    this.#log.addEventListener('scroll', () => this.#scrolled(), { passive: true })
    // What grows above or below the lines must not cover the last of them.
    new ResizeObserver(() => this.#following && this.#toBottom(false)).observe(this.#log)
    this.#pill = h(
      'button',
      { type: 'button', class: 'pill', hidden: true, click: () => this.#toBottom(true) },
      icon(ICONS.down),
      words.newMessages,
    )
    this.#viewer = h('dialog', { class: 'viewer' })
    this.#viewer.addEventListener('click', () => this.#viewer.close())
    const drop = h('div', { class: 'drop', 'aria-hidden': 'true' }, words.drop)
    this.element = h(
      'section',
      { class: 'panel', role: 'dialog', 'aria-labelledby': 'title' },
      h(
        'header',
        {},
        this.#back,
        h('div', { class: 'names' }, this.#title, this.#under),
        this.#past,
        this.#end,
        button(words.close, ICONS.close, world.close),
      ),
      this.#strip.element,
      this.#ask,
      h('div', { class: 'body' }, this.#start.element, this.#log, this.#history.element, this.#pill),
      this.#solved.element,
      this.#over,
      this.#composer.element,
      this.#viewer,
      drop,
    )
    this.#takeDrops()
  }

  update(): void {
    const model = this.#w.model()
    const { words } = this.#w
    const c = model.conversation
    const begun = c.id !== undefined || c.pending.length > 0
    const screen: Screen = this.#inHistory ? 'history' : begun ? 'chat' : 'start'
    const open = isOpen(c) || c.pending.some(p => p.act.type === 'start')
    const connected = model.link === 'open'

    this.#title.textContent = this.#inHistory ? words.history : c.centre?.settings.title || words.chat
    this.#under.textContent = this.#inHistory ? '' : this.#standing(model)
    this.#under.hidden = !this.#under.textContent
    this.#back.hidden = !this.#inHistory
    this.#past.hidden = this.#inHistory || !connected
    this.#end.hidden = screen !== 'chat' || !isOpen(c) || c.phase === undefined
    const endLabel = c.phase === 'waiting' ? words.cancelQueue : words.end
    this.#end.title = endLabel
    this.#end.setAttribute('aria-label', endLabel)
    if (this.#end.hidden) this.#ask.hidden = true

    this.#strip.show(model, words, this.#w.now(), { wake: this.#w.wake, dismiss: () => this.#dismiss() })
    this.#start.element.hidden = screen !== 'start'
    this.#log.hidden = screen !== 'chat'
    this.#history.element.hidden = screen !== 'history'
    this.#composer.element.hidden = screen !== 'chat' || !open
    this.#solved.element.hidden = screen !== 'chat' || !c.askConfirm
    this.#over.hidden = screen !== 'chat' || open || c.phase !== 'ended'

    if (screen === 'start') this.#start.update(c.centre)
    if (screen === 'history') this.#history.update(c)
    if (screen === 'chat') this.#showChat(model)
    this.#composer.update(c.centre?.settings)
    if (screen !== this.#screen) {
      this.#screen = screen
      if (screen === 'chat') this.#toBottom(false)
    }
  }

  /** Puts the cursor where the next act is; on a touch screen the title, so that no keyboard covers the panel unasked. */
  focus(): void {
    const touch = window.matchMedia?.('(pointer: coarse)').matches
    const target = touch ? this.#title : this.#field()
    target.focus({ preventScroll: true })
  }

  write(text: string): void {
    this.#composer.write(text)
    this.#start.write(text)
  }

  /** The draft of another tab, unless somebody is writing here. */
  follow(text: string, active: Element | null): void {
    if (active !== this.#composer.text && active !== this.#start.text) this.write(text)
  }

  /** What is in sight has been read. */
  look(): void {
    const c = this.#w.model().conversation
    if (!this.#inHistory && this.#following && c.seq > 0) this.#w.seen(c.seq)
  }

  /** Esc closes the innermost thing; false when nothing inside was open. */
  escape(): boolean {
    if (this.#viewer.open) this.#viewer.close()
    else if (!this.#ask.hidden) this.#noEnd()
    else if (this.#inHistory) this.#goBack()
    else return false
    return true
  }

  #field(): HTMLElement {
    if (!this.#start.element.hidden) return this.#start.text
    return this.#composer.element.hidden ? this.#title : this.#composer.text
  }

  #standing({ conversation: c }: Model): string {
    const { words } = this.#w
    if (c.phase === 'active' && c.agent) return words.with(c.agent.name)
    if (c.phase === 'waiting') return words.waitingTitle
    return c.id === undefined && c.pending.length > 0 ? words.starting : ''
  }

  #showChat(model: Model): void {
    const { words } = this.#w
    const c = model.conversation
    const shown = items(c.events, c.pending, c.readByAgent, words)
    this.#transcript.show(shown)
    this.#typing.hidden = !c.agentTyping
    if (c.agentTyping) this.#under.textContent = `${c.agent?.name ?? words.agent} ${words.typing}`
    const closedWithMessage = c.phase === 'ended' && c.centre?.service.open === false && !c.agent
    const last = this.#over.firstElementChild
    if (last) last.textContent = closedWithMessage ? words.thanksClosed : ''
    const newest = shown[shown.length - 1]
    const key = `${newest?.key}${c.agentTyping}`
    if (key === this.#lastKey) return
    this.#lastKey = key
    const own = newest?.kind === 'line' && newest.from === 'customer'
    if (this.#following || own) this.#toBottom(own)
    else if (newest?.kind === 'line') this.#pill.hidden = false
  }

  #scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#log
    if (clientHeight === 0) return
    this.#following = scrollHeight - scrollTop - clientHeight < AT_BOTTOM_PX
    if (!this.#following) return
    this.#pill.hidden = true
    if (this.element.isConnected && document.visibilityState === 'visible') this.look()
  }

  #toBottom(smooth: boolean): void {
    this.#pill.hidden = true
    this.#following = true
    const calm = window.matchMedia?.('(prefers-reduced-motion: reduce)').matches
    this.#log.scrollTo?.({ top: this.#log.scrollHeight, behavior: smooth && !calm ? 'smooth' : 'auto' })
  }

  #openHistory(): void {
    this.#inHistory = true
    this.#w.askHistory(false)
    this.update()
    this.#title.focus()
  }

  #goBack(): void {
    if (this.#w.model().conversation.earlier) this.#w.leaveEarlier()
    else this.#inHistory = false
    this.update()
    if (this.#inHistory) this.#title.focus()
    else this.#past.focus()
  }

  #askToEnd(): void {
    const { words } = this.#w
    const waiting = this.#w.model().conversation.phase === 'waiting'
    this.#askText.textContent = waiting ? words.sureToCancel : words.sureToEnd
    this.#askYes.textContent = waiting ? words.cancelQueue : words.yesEnd
    this.#ask.hidden = false
    this.#askYes.focus()
  }

  #reallyEnd(): void {
    this.#ask.hidden = true
    this.#w.end()
    this.#title.focus()
  }

  #noEnd(): void {
    this.#ask.hidden = true
    this.#end.focus()
  }

  #again(): void {
    this.#composer.clear()
    this.#w.startOver()
    this.update()
    this.focus()
  }

  #tell(sentence: string): void {
    this.#strip.tell(sentence)
    this.update()
  }

  #dismiss(): void {
    this.#w.dismiss()
    this.update()
  }

  #showImage(attachment: Attachment, address: string): void {
    const { words, files } = this.#w
    const img = h('img', { alt: attachment.name })
    img.onerror = () => void drawn(files, attachment.id).then(canvas => img.replaceWith(canvas))
    img.src = address
    const save = h('button', { type: 'button', class: 'main small' }, words.download)
    save.addEventListener('click', event => {
      event.stopPropagation()
      files.download(attachment).catch(() => this.#tell(words.downloadFailed))
    })
    const close = h('button', { type: 'button', class: 'second small' }, words.back)
    this.#viewer.setAttribute('aria-label', attachment.name)
    this.#viewer.replaceChildren(img, h('div', { class: 'pair' }, close, save))
    this.#viewer.showModal()
    close.focus()
  }

  #takeDrops(): void {
    const over = (event: DragEvent) => {
      if (this.#composer.element.hidden || !event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      this.element.classList.add('dropping')
    }
    this.element.addEventListener('dragover', over)
    this.element.addEventListener('dragleave', event => {
      if (!this.element.contains(event.relatedTarget as Node | null))
        this.element.classList.remove('dropping')
    })
    this.element.addEventListener('drop', event => {
      if (!this.element.classList.contains('dropping')) return
      event.preventDefault()
      this.element.classList.remove('dropping')
      if (event.dataTransfer) this.#composer.add(event.dataTransfer.files)
    })
  }
}
