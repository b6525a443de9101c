/** Times as a person says them: relative while fresh, exact on hover, days named. All in the visitor's time zone. */
import type { Language } from './protocol'
import type { Words } from './words'

const TAG: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' }

const format = (language: Language, options: Intl.DateTimeFormatOptions, at: number) =>
  new Intl.DateTimeFormat(TAG[language], options).format(at)

const dayStart = (at: number) => new Date(at).setHours(0, 0, 0, 0)

/** Calendar days from `now` to `at`; noon avoids the hour that daylight saving moves. */
const daysBetween = (now: number, at: number) => Math.round((dayStart(at) - dayStart(now)) / 86_400_000)

export const sameDay = (a: number, b: number): boolean => dayStart(a) === dayStart(b)

export const clockTime = (language: Language, at: number): string =>
  format(language, { hour: '2-digit', minute: '2-digit', hour12: false }, at)

export const exact = (language: Language, at: number): string =>
  format(language, { dateStyle: 'full', timeStyle: 'medium', hour12: false }, at)

export function relative(words: Words, language: Language, at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000)
  if (minutes < 1) return words.now
  return minutes < 60 ? words.minutesAgo(minutes) : clockTime(language, at)
}

export function day(words: Words, language: Language, at: number, now: number): string {
  const days = daysBetween(now, at)
  if (days === 0) return words.today
  if (days === -1) return words.yesterday
  const far = new Date(at).getFullYear() !== new Date(now).getFullYear()
  return format(
    language,
    { month: 'long', day: 'numeric', weekday: 'long', ...(far ? { year: 'numeric' } : {}) },
    at,
  )
}

/** When service opens: a clock time today or tomorrow, a date and time later. */
export function opening(words: Words, language: Language, at: number, now: number): string {
  const time = clockTime(language, at)
  const days = daysBetween(now, at)
  const when =
    days === 0
      ? words.today
      : days === 1
        ? words.tomorrow
        : format(language, { month: 'long', day: 'numeric', weekday: 'long' }, at)
  if (language === 'zh') return `${when} ${time} `
  return days > 1 ? `on ${when} at ${time}` : `${when} at ${time}`
}
