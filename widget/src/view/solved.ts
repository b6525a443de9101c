/** Asks whether the demand is solved: two answers, and a comment that nobody has to write. */
import { h } from '../dom'
import type { Words } from '../words'

export class SolvedCard {
  readonly element: HTMLElement
  readonly #comment: HTMLTextAreaElement

  constructor(words: Words, answer: (solved: boolean, comment: string | undefined) => void) {
    this.#comment = h('textarea', { id: 'comment', rows: 2, maxlength: 1000 })
    const give = (solved: boolean) => {
      answer(solved, this.#comment.value.trim() || undefined)
      this.#comment.value = ''
    }
    this.element = h(
      'section',
      { class: 'card', 'aria-labelledby': 'asked' },
      h('h3', { id: 'asked' }, words.asked),
      h('label', { for: 'comment' }, words.comment),
      this.#comment,
      h(
        'div',
        { class: 'pair' },
        h('button', { type: 'button', class: 'second', click: () => give(false) }, words.solvedNo),
        h('button', { type: 'button', class: 'main', click: () => give(true) }, words.solvedYes),
      ),
    )
  }
}
