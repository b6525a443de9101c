/** Builds elements. Text only ever enters as text nodes, and nothing here writes a style attribute. */

type Child = Node | string | null | undefined | false
type Attributes = Readonly<
  Record<string, string | number | boolean | null | undefined | ((event: never) => void)>
>

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value as EventListener)
    else if (value === true) element.setAttribute(name, '')
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, String(value))
  }
  element.append(...children.filter((child): child is Node | string => !!child))
  return element
}

const SVG = 'http://www.w3.org/2000/svg'

/** A line icon out of path data. */
export function icon(path: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const line = document.createElementNS(SVG, 'path')
  line.setAttribute('d', path)
  svg.append(line)
  return svg
}

export const ICONS = {
  chat: 'M4 5h16v11H9l-4 3.5V16H4z M8 9h8 M8 12h5',
  close: 'M6 9l6 6 6-6',
  back: 'M15 5l-7 7 7 7',
  history: 'M12 7v5l3.5 2 M4.5 12a7.5 7.5 0 1 0 2.3-5.4 M4 4v4h4',
  end: 'M14 5H5v14h9 M10 12h10 M17 8.5l3.5 3.5-3.5 3.5',
  attach:
    'M19 11l-7.5 7.5a4.5 4.5 0 0 1-6.4-6.4L13 4.3a3 3 0 0 1 4.2 4.2l-7.8 7.8a1.5 1.5 0 0 1-2.1-2.1L14 7.5',
  send: 'M4 12l16-7.5-6.5 16-2.5-6.5z M11 14l9-9.5',
  file: 'M6 3h8l4 4v14H6z M14 3v4h4',
  cross: 'M6 6l12 12 M18 6L6 18',
  down: 'M12 5v14 M6 13l6 6 6-6',
}
