/** Where the visitor writes: text that grows, files that upload while one writes, and the key that sends. */
import { h, ICONS, icon } from '../dom'
import { type Files, refuseFile, type Upload } from '../files'
import { type Attachment, LONGEST_TEXT, type Settings } from '../protocol'
import { fileSize, type Words } from '../words'

export interface ComposerWorld {
  readonly words: Words
  readonly files: Files
  readonly settings: () => Settings | undefined
  readonly conversation: () => string | undefined
  readonly say: (text: string | undefined, attachment?: Attachment) => void
  readonly typing: (on: boolean) => void
  readonly draft: (text: string) => void
}

interface Chip {
  readonly file: File
  readonly element: HTMLElement
  readonly bar: HTMLProgressElement
  readonly told: HTMLElement
  readonly again: HTMLButtonElement
  upload?: Upload
  attachment?: Attachment
  /** The visitor pressed send while it was on its way. */
  goesWhenReady: boolean
}

export class Composer {
  readonly element: HTMLFormElement
  readonly text: HTMLTextAreaElement
  readonly #w: ComposerWorld
  readonly #chips: Chip[] = []
  readonly #chipList: HTMLElement
  readonly #problem: HTMLElement
  readonly #picker: HTMLInputElement
  readonly #attach: HTMLButtonElement
  readonly #quick: HTMLElement
  readonly #sendButton: HTMLButtonElement
  #quickShown = ''
  #typingEnds: ReturnType<typeof setTimeout> | undefined

  constructor(world: ComposerWorld) {
    this.#w = world
    const { words } = world
    this.text = growing({
      'aria-label': words.write,
      placeholder: words.writePlaceholder,
      rows: 1,
      enterkeyhint: 'send',
    })
    this.#picker = h('input', {
      type: 'file',
      multiple: true,
      hidden: true,
      tabindex: -1,
      'aria-hidden': 'true',
    })
    this.#picker.addEventListener('change', () => {
      this.add(this.#picker.files ?? [])
      this.#picker.value = ''
    })
    this.#attach = h(
      'button',
      {
        type: 'button',
        class: 'icon',
        'aria-label': words.attach,
        title: words.attach,
        click: () => this.#picker.click(),
      },
      icon(ICONS.attach),
    )
    this.#sendButton = h(
      'button',
      { class: 'icon send', 'aria-label': words.send, title: words.send },
      icon(ICONS.send),
    )
    this.#chipList = h('div', { class: 'uploads' })
    this.#problem = h('p', { class: 'problem', role: 'alert' })
    this.#quick = h('div', { class: 'quick', role: 'group', 'aria-label': words.quick })
    this.element = h(
      'form',
      { class: 'composer', submit: (event: Event) => this.#submit(event) },
      this.#quick,
      this.#chipList,
      this.#problem,
      h('div', { class: 'row' }, this.#attach, this.text, this.#sendButton, this.#picker),
    )
    this.text.addEventListener('keydown', event => {
      if (entersLine(event)) this.#submit(event)
    })
    this.text.addEventListener('input', () => this.#edited())
    this.text.addEventListener('paste', event => {
      const files = event.clipboardData?.files
      if (files?.length) {
        event.preventDefault()
        this.add(files)
      }
    })
    this.#edited(false)
  }

  update(settings: Settings | undefined): void {
    this.#picker.accept = settings?.attachmentTypes.join(',') ?? ''
    this.#attach.hidden = this.#w.conversation() === undefined || settings?.attachmentTypes.length === 0
    const replies = settings?.quickReplies ?? []
    if (this.#quickShown === JSON.stringify(replies)) return
    this.#quickShown = JSON.stringify(replies)
    this.#quick.replaceChildren(
      ...replies.map(reply =>
        h('button', { type: 'button', class: 'chip', click: () => this.#w.say(reply) }, reply),
      ),
    )
    this.#edited(false)
  }

  write(text: string): void {
    this.text.value = text
    this.#edited(false)
  }

  add(files: Iterable<File> & { length: number }): void {
    const settings = this.#w.settings()
    if (!settings || this.#w.conversation() === undefined) return
    this.#problem.textContent = ''
    for (const file of Array.from(files).slice(0, 10)) {
      const refusal = refuseFile(file, settings)
      if (refusal) this.#problem.textContent = this.#sentence(refusal, file.name)
      else this.#take(file)
    }
  }

  clear(): void {
    for (const chip of [...this.#chips]) this.#drop(chip)
    this.#problem.textContent = ''
  }

  #sentence(refusal: 'type' | 'size' | 'empty' | 'other', name: string): string {
    const { words } = this.#w
    if (refusal === 'type') return words.wrongType(name)
    if (refusal === 'empty') return words.emptyFile(name)
    if (refusal === 'size') return words.tooBig(name, fileSize(this.#w.settings()?.attachmentLimit ?? 0))
    return words.uploadFailed
  }

  #take(file: File): void {
    const { words } = this.#w
    const bar = h('progress', { max: 1, value: 0, 'aria-label': file.name })
    const told = h('span', { class: 'told' }, words.uploading(0))
    const again = h('button', { type: 'button', class: 'plain', hidden: true }, words.retry)
    const label = words.cancelUpload(file.name)
    const remove = h(
      'button',
      { type: 'button', class: 'icon small', 'aria-label': label, title: label },
      icon(ICONS.cross),
    )
    const element = h(
      'div',
      { class: 'upload' },
      icon(ICONS.file),
      h('span', { class: 'name' }, file.name),
      h('span', { class: 'size' }, fileSize(file.size)),
      again,
      remove,
      bar,
      told,
    )
    const chip: Chip = { file, element, bar, told, again, goesWhenReady: false }
    remove.addEventListener('click', () => {
      this.#drop(chip)
      this.text.focus()
    })
    again.addEventListener('click', () => this.#upload(chip))
    this.#chips.push(chip)
    this.#chipList.append(element)
    this.#upload(chip)
  }

  #upload(chip: Chip): void {
    const { words, files } = this.#w
    const conversation = this.#w.conversation()
    if (conversation === undefined) return
    chip.again.hidden = true
    chip.bar.hidden = false
    chip.element.classList.remove('failed')
    chip.upload = files.upload(
      conversation,
      chip.file,
      part => {
        chip.bar.value = part
        chip.told.textContent = words.uploading(Math.round(part * 100))
      },
      result => {
        delete chip.upload
        chip.bar.hidden = true
        if ('attachment' in result) {
          chip.attachment = result.attachment
          chip.told.textContent = words.uploaded
          if (chip.goesWhenReady) this.#send(chip)
        } else {
          chip.element.classList.add('failed')
          chip.told.textContent = this.#sentence(result.failed, chip.file.name)
          chip.again.hidden = result.failed !== 'other'
        }
        this.#edited(false)
      },
    )
  }

  #send(chip: Chip, text?: string): void {
    this.#w.say(text, chip.attachment)
    this.#drop(chip)
  }

  #drop(chip: Chip): void {
    chip.upload?.cancel()
    chip.element.remove()
    const at = this.#chips.indexOf(chip)
    if (at >= 0) this.#chips.splice(at, 1)
    this.#edited(false)
  }

  #submit(event: Event): void {
    event.preventDefault()
    const text = this.text.value.trim()
    if (this.#tooLong(text)) return
    const ready = this.#chips.filter(chip => chip.attachment)
    for (const chip of this.#chips) chip.goesWhenReady = true
    if (text && ready.length === 0) this.#w.say(text)
    ready.forEach((chip, i) => {
      this.#send(chip, i === 0 && text ? text : undefined)
    })
    this.text.value = ''
    this.#problem.textContent = ''
    this.#edited(false)
    this.#w.draft('')
    this.text.focus()
  }

  #edited(byHand = true): void {
    const { value } = this.text
    this.#quick.hidden = value !== '' || this.#chips.length > 0 || !this.#quick.childElementCount
    this.#sendButton.disabled = !value.trim() && this.#chips.length === 0
    const over = this.#tooLong(value.trim())
    if (over || this.text.getAttribute('aria-invalid') === 'true') this.#problem.textContent = over
    this.text.setAttribute('aria-invalid', String(over !== ''))
    resize(this.text)
    if (!byHand) return
    this.#w.draft(value)
    this.#w.typing(value !== '')
    clearTimeout(this.#typingEnds)
    this.#typingEnds = setTimeout(() => this.#w.typing(false), 5_000)
  }

  #tooLong(text: string): string {
    const over = Array.from(text).length - LONGEST_TEXT
    return over > 0 ? this.#w.words.tooLong(over) : ''
  }
}

/** Enter sends; Shift+Enter is a new line; the Enter that takes a word out of an input method is neither. */
export function entersLine(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229
}

export function growing(attributes: Record<string, string | number>): HTMLTextAreaElement {
  const text = h('textarea', attributes)
  text.addEventListener('input', () => resize(text))
  return text
}

/** As many rows as the text needs, up to five; `rows` needs no style attribute. */
function resize(text: HTMLTextAreaElement): void {
  const least = Number(text.dataset.rows ?? 1)
  text.rows = least
  while (text.rows < 5 && text.scrollHeight > text.clientHeight + 2) text.rows += 1
}
