/** The lines on the screen. Known lines stay the same elements; only marks and times change in place. */
import { h, ICONS, icon } from '../dom'
import { type Files, isImage } from '../files'
import { parts } from '../links'
import type { Attachment, Language } from '../protocol'
import { day, exact, relative } from '../times'
import { fileSize, type Words } from '../words'
import type { Item, Line } from './items'

export interface TranscriptWorld {
  readonly words: Words
  readonly language: Language
  readonly files: Files
  readonly now: () => number
  readonly takeBack?: (id: string) => void
  readonly discard?: (id: string) => void
  readonly showImage: (attachment: Attachment, address: string) => void
  readonly tell: (sentence: string) => void
}

interface Shown {
  readonly element: HTMLElement
  readonly shape: string
  readonly foot?: HTMLElement
}

export class Transcript {
  readonly element: HTMLElement
  readonly #w: TranscriptWorld
  #shown = new Map<string, Shown>()

  constructor(world: TranscriptWorld) {
    this.#w = world
    this.element = h('div', { class: 'lines' })
  }

  show(items: readonly Item[]): void {
    const next = new Map<string, Shown>()
    let place: ChildNode | null = this.element.firstChild
    for (const item of items) {
      const shape = this.#shape(item)
      const known = this.#shown.get(item.key)
      const shown = known?.shape === shape ? known : this.#build(item, shape)
      if (known && known !== shown) {
        if (place === known.element) place = known.element.nextSibling
        known.element.remove()
      }
      next.set(item.key, shown)
      if (item.kind === 'line') this.#foot(shown, item)
      if (place === shown.element) place = place.nextSibling
      else this.element.insertBefore(shown.element, place)
    }
    for (const [key, old] of this.#shown) if (!next.has(key)) old.element.remove()
    this.#shown = next
  }

  #shape(item: Item): string {
    if (item.kind === 'line') {
      return JSON.stringify([
        item.text,
        item.attachment?.id,
        item.first,
        item.last,
        item.author,
        item.refusal,
      ])
    }
    return item.kind === 'note' ? item.text : day(this.#w.words, this.#w.language, item.at, this.#w.now())
  }

  #build(item: Item, shape: string): Shown {
    if (item.kind === 'day') return { element: h('p', { class: 'day' }, shape), shape }
    if (item.kind === 'note') {
      const title = exact(this.#w.language, item.at)
      return { element: h('p', { class: 'note', title }, item.text), shape }
    }
    const { words } = this.#w
    const who = item.author ?? (item.from === 'customer' ? words.you : words[item.from])
    const foot = h('div', { class: 'foot' })
    const element = h(
      'div',
      { class: `line ${item.from}${item.first ? ' first' : ''}${item.last ? ' last' : ''}` },
      item.first && item.from !== 'customer'
        ? h('div', { class: 'author' }, who)
        : h('span', { class: 'unseen' }, `${who}: `),
      item.text ? h('div', { class: 'bubble' }, ...linked(item.text)) : null,
      item.attachment ? this.#attachment(item.attachment) : null,
      item.refusal ? this.#refused(item) : null,
      foot,
    )
    return { element, shape, foot }
  }

  /** Time and mark under the last line of a group, and under each that has not arrived. */
  #foot(shown: Shown, line: Line): void {
    const { words, language } = this.#w
    const wanting = line.mark === 'sending' || line.mark === 'late' || line.mark === 'refused'
    const mark = line.mark && (line.last || wanting) && line.mark !== 'refused' ? words[line.mark] : ''
    const time = line.last ? relative(words, language, line.at, this.#w.now()) : ''
    const said = `${time}|${mark}`
    if (!shown.foot || shown.foot.dataset.said === said) return
    shown.foot.dataset.said = said
    const stamp = { datetime: new Date(line.at).toISOString(), title: exact(language, line.at) }
    shown.foot.replaceChildren(
      ...(time ? [h('time', stamp, time)] : []),
      ...(mark ? [h('span', { class: `mark ${line.mark}` }, mark)] : []),
    )
  }

  #refused(line: Line): HTMLElement {
    const { words } = this.#w
    const code = line.refusal?.code
    const own =
      code === 'ended' ? words.refusedEnded : code === 'too-large' ? words.refusedLarge : words.refused
    const id = line.id ?? ''
    return h(
      'div',
      { class: 'refusal' },
      h('span', {}, line.refusal?.message || own),
      line.text && h('button', { type: 'button', click: () => this.#w.takeBack?.(id) }, words.takeBack),
      h('button', { type: 'button', click: () => this.#w.discard?.(id) }, words.discard),
    )
  }

  #attachment(attachment: Attachment): HTMLElement {
    return isImage(attachment.type) ? this.#image(attachment) : this.#file(attachment)
  }

  #file(attachment: Attachment): HTMLElement {
    const { words, files, tell } = this.#w
    const get = () => files.download(attachment).catch(() => tell(words.downloadFailed))
    return h(
      'button',
      { class: 'file', type: 'button', click: get, 'aria-label': `${words.download} ${attachment.name}` },
      icon(ICONS.file),
      h('span', { class: 'name' }, attachment.name),
      h('span', { class: 'size' }, fileSize(attachment.size)),
    )
  }

  #image(attachment: Attachment): HTMLElement {
    const { words, files, showImage } = this.#w
    const frame = h('button', { class: 'image', type: 'button', 'aria-label': words.image(attachment.name) })
    let address = ''
    const load = () => {
      frame.classList.remove('failed')
      frame.replaceChildren(h('span', { class: 'soft' }, words.loading))
      files.imageAddress(attachment.id).then(
        found => {
          address = found
          const img = h('img', { alt: attachment.name, decoding: 'async' })
          img.onerror = () => void drawn(files, attachment.id).then(c => frame.replaceChildren(c), failed)
          img.src = found
          frame.replaceChildren(img)
        },
        () => failed(),
      )
    }
    const failed = () => {
      address = ''
      frame.classList.add('failed')
      frame.replaceChildren(words.imageFailed)
    }
    frame.addEventListener('click', () => (address ? showImage(attachment, address) : load()))
    load()
    return frame
  }
}

/** A page whose policy forbids blob addresses for images still lets a canvas be drawn. */
export async function drawn(files: Files, id: string): Promise<HTMLCanvasElement> {
  const bitmap = await createImageBitmap(await files.bytes(id))
  const canvas = h('canvas', { width: bitmap.width, height: bitmap.height })
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
  bitmap.close()
  return canvas
}

export function linked(text: string): (Node | string)[] {
  return parts(text).map(part =>
    part.href
      ? h('a', { href: part.href, target: '_blank', rel: 'noopener noreferrer' }, part.text)
      : part.text,
  )
}
