/** Makes any accent colour readable: WCAG 2 contrast of at least 4.5 for what is written on it, and for it on the panel. */

type Rgb = readonly [number, number, number]

export const DEFAULT_COLOUR = '#14558a'
const LIGHT_SURFACE: Rgb = [255, 255, 255]
const DARK_SURFACE: Rgb = [34, 41, 50]
const READABLE = 4.5

export interface Palette {
  readonly fill: string
  readonly onFill: string
  readonly ink: string
}

/** Accepts #rgb and #rrggbb only: what comes from a page or the centre never reaches a style sheet unread. */
export function parseColour(value: string | null | undefined): Rgb | undefined {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(value?.trim() ?? '')?.[1]
  if (!hex) return undefined
  const full = hex.length === 3 ? [...hex].map(c => c + c).join('') : hex
  return [0, 2, 4].map(i => Number.parseInt(full.slice(i, i + 2), 16)) as unknown as Rgb
}

export function palette(accent: Rgb, dark: boolean): Palette {
  const onWhite = contrast(accent, [255, 255, 255])
  const white = onWhite >= READABLE || onWhite >= contrast(accent, [16, 24, 32])
  const fill = towards(accent, white ? [255, 255, 255] : [16, 24, 32], white ? [0, 0, 0] : [255, 255, 255])
  const surface = dark ? DARK_SURFACE : LIGHT_SURFACE
  const ink = towards(accent, surface, dark ? [255, 255, 255] : [0, 0, 0])
  return { fill: hex(fill), onFill: white ? '#ffffff' : '#101820', ink: hex(ink) }
}

export function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** Moves a colour step by step to an end until it is readable against another. */
function towards(colour: Rgb, against: Rgb, end: Rgb): Rgb {
  for (let step = 0; step <= 20; step++) {
    const mixed = colour.map((c, i) => Math.round(c + (((end[i] ?? 0) - c) * step) / 20)) as unknown as Rgb
    if (contrast(mixed, against) >= READABLE) return mixed
  }
  return end
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map(c => {
    const s = c / 255
    return s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const hex = (colour: Rgb) => `#${colour.map(c => c.toString(16).padStart(2, '0')).join('')}`
