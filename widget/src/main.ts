/** The script tag's entry: defines the element, puts one on the page as the tag's data say, and names it `window.Airbranch`. */
import { AirbranchChat, type ChatState } from './element'

export interface Api {
  open(): void
  close(): void
  on(event: 'state', listener: (state: ChatState) => void): () => void
  readonly element: AirbranchChat | undefined
}

declare global {
  interface Window {
    Airbranch?: Api
  }
}

const NAME = 'airbranch-chat'

function put(tag: HTMLScriptElement): AirbranchChat | undefined {
  const { widget, language, themeColour, position, theme } = tag.dataset
  if (!widget) return undefined
  const element = document.createElement(NAME) as AirbranchChat
  // The script lies at <centre>/widget/airbranch.js; the centre may itself lie under a path.
  const wishes = {
    server: new URL('..', tag.src).href,
    language,
    'theme-colour': themeColour,
    position,
    theme,
    widget,
  }
  for (const [name, value] of Object.entries(wishes)) if (value) element.setAttribute(name, value)
  document.body.append(element)
  return element
}

function begin(): void {
  if (customElements.get(NAME)) return
  customElements.define(NAME, AirbranchChat)
  const running = document.currentScript
  const tag =
    running instanceof HTMLScriptElement
      ? running
      : document.querySelector<HTMLScriptElement>('script[data-widget][src*="airbranch"]')
  let element = document.querySelector<AirbranchChat>(NAME) ?? undefined
  window.Airbranch = {
    open: () => element?.open(),
    close: () => element?.close(),
    on: (event, listener) => {
      if (!element) throw new Error('the chat is not on the page yet; wait for DOMContentLoaded')
      return element.on(event, listener)
    },
    get element() {
      return element
    },
  }
  if (!tag || element) return
  if (document.body) element = put(tag)
  else document.addEventListener('DOMContentLoaded', () => (element = put(tag)), { once: true })
}

begin()
