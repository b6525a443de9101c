/** Finds addresses in a text. Only http and https become links; everything else stays the text it is. */

export type Part = { readonly text: string; readonly href?: string }

const ADDRESS = /https?:\/\/[^\s<>"'`{}|\\^\u3000-\u303f\uff00-\uffef]+/gi
const TRAILING = /[.,;:!?)\]]+$/

export function parts(text: string): readonly Part[] {
  const found: Part[] = []
  let last = 0
  for (const match of text.matchAll(ADDRESS)) {
    const shown = trimmed(match[0])
    const href = safe(shown)
    if (!href) continue
    if (match.index > last) found.push({ text: text.slice(last, match.index) })
    found.push({ text: shown, href })
    last = match.index + shown.length
  }
  if (last < text.length) found.push({ text: text.slice(last) })
  return found
}

/** A full stop after an address belongs to the sentence; a bracket does unless it was opened in the address. */
function trimmed(address: string): string {
  const end = TRAILING.exec(address)?.[0] ?? ''
  const cut = address.slice(0, address.length - end.length)
  return end.startsWith(')') && cut.includes('(') ? `${cut})` : cut
}

function safe(address: string): string | undefined {
  try {
    const url = new URL(address)
    const web = url.protocol === 'https:' || url.protocol === 'http:'
    return web && !url.username && !url.password ? url.href : undefined
  } catch {
    return undefined
  }
}
