/** What outlives the page: one localStorage entry per widget and thing; where storage is forbidden, only this page view. */
import type { Pending } from './conversation'

export interface Store {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

interface Kept {
  visitor: string
  conversation: string
  open: boolean
  draft: string
  name: string
  outbox: readonly Pending[]
  /** The last event the visitor has looked at, and of which conversation. */
  seen: { readonly conversation: string; readonly seq: number }
  /** Look of the widget at the last visit, so that a returning visitor sees no button change its colour. */
  look: { readonly colour?: string; readonly title?: string }
}

export class Memory {
  readonly #store: Store
  readonly #prefix: string

  constructor(store: Store, widget: string) {
    this.#store = store
    this.#prefix = `airbranch:${widget}:`
  }

  get<K extends keyof Kept>(key: K): Kept[K] | undefined {
    try {
      const value = this.#store.getItem(this.#prefix + key)
      return value === null ? undefined : (JSON.parse(value) as Kept[K])
    } catch {
      return undefined
    }
  }

  set<K extends keyof Kept>(key: K, value: Kept[K] | undefined): void {
    try {
      if (value === undefined) this.#store.removeItem(this.#prefix + key)
      else this.#store.setItem(this.#prefix + key, JSON.stringify(value))
    } catch {
      // A full or forbidden storage costs the memory between pages, never the conversation at hand.
    }
  }

  /** The entry that a storage event of another tab names, if it is one of this widget. */
  keyOf(storageKey: string | null): keyof Kept | undefined {
    return storageKey?.startsWith(this.#prefix)
      ? (storageKey.slice(this.#prefix.length) as keyof Kept)
      : undefined
  }

  /** Acts of every tab wait in one list: a tab that dies does not take its visitor's words along. */
  keep(pending: Pending): void {
    const others = (this.get('outbox') ?? []).filter(p => p.act.id !== pending.act.id)
    this.set('outbox', [...others, pending])
  }

  settle(ids: ReadonlySet<string>): void {
    const kept = this.get('outbox')
    if (!kept) return
    const left = kept.filter(p => !ids.has(p.act.id))
    if (left.length !== kept.length) this.set('outbox', left.length ? left : undefined)
  }
}

/** localStorage, or a map of this page view where the browser forbids it. */
export function browserStore(): Store {
  try {
    const store = window.localStorage
    store.getItem('airbranch')
    return store
  } catch {
    const map = new Map<string, string>()
    return {
      getItem: key => map.get(key) ?? null,
      setItem: (key, value) => void map.set(key, value),
      removeItem: key => void map.delete(key),
    }
  }
}
