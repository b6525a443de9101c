/** What each close code of the protocol asks of this side, and how long to wait before the next try. */

export type Closing =
  | { readonly step: 'rest' }
  | { readonly step: 'retry'; readonly tell?: 'too-large' }
  | { readonly step: 'retry-later'; readonly afterMs: number }
  | { readonly step: 'new-visitor' }
  | { readonly step: 'hide' }
  | { readonly step: 'stop' }

export const RATE_LIMIT_PAUSE_MS = 30_000

export function closing(code: number): Closing {
  switch (code) {
    case 1000:
      return { step: 'rest' }
    case 1009:
      return { step: 'retry', tell: 'too-large' }
    case 4400:
      return { step: 'stop' }
    case 4401:
      return { step: 'new-visitor' }
    case 4403:
      return { step: 'hide' }
    case 4429:
      return { step: 'retry-later', afterMs: RATE_LIMIT_PAUSE_MS }
    default:
      return { step: 'retry' }
  }
}

const FIRST_MS = 500
const LONGEST_MS = 10_000

/**
 * Pause before the n-th try in a row (from 0): 0.5 s doubling to 10 s, of which the upper half is drawn by lot so that thousands
 * of pages do not come back in the same moment.
 */
export function backoff(tries: number, random: () => number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries, 10))
  return Math.round(whole / 2 + (whole / 2) * random())
}
