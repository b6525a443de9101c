import { describe, expect, it } from 'vitest'
import { contrast, palette, parseColour } from '../src/colour'
import { refuseFile } from '../src/files'
import { parts } from '../src/links'
import { DEFAULT_LIMIT, DEFAULT_TYPES } from '../src/protocol'
import { day, opening, relative } from '../src/times'
import { chooseLanguage, estimate, fileSize, WORDS } from '../src/words'

describe('links', () => {
  it('areMadeOfWebAddressesOnly', () => {
    const hrefs = (text: string) => parts(text).flatMap(p => (p.href ? [p.href] : []))
    expect(hrefs('看 https://bank.example/a?b=1。谢谢')).toEqual(['https://bank.example/a?b=1'])
    expect(hrefs('(see http://bank.example/x_(y)).')).toEqual(['http://bank.example/x_(y)'])
    expect(hrefs('javascript:alert(1) data:text/html,x ftp://a/b file:///etc')).toEqual([])
    expect(hrefs('https://bank.example@evil.example/')).toEqual([])
  })

  it('loseNoCharacterOfTheText', () => {
    for (const text of [
      '',
      'a https://x.example, b',
      'https://x.example',
      '<img src=x onerror=1>',
      'http:// https://',
    ]) {
      expect(
        parts(text)
          .map(p => p.text)
          .join(''),
      ).toBe(text)
    }
  })
})

describe('colours', () => {
  it('areReadableWhateverAccentIsWished', () => {
    for (const wish of ['#ffff00', '#14558a', '#fff', '#000', '#777777', '#ff0000', '#ffb000']) {
      for (const dark of [false, true]) {
        const accent = parseColour(wish)
        if (!accent) throw new Error(wish)
        const { fill, onFill, ink } = palette(accent, dark)
        const of = (hex: string) => parseColour(hex) ?? [0, 0, 0]
        expect(contrast(of(fill), of(onFill))).toBeGreaterThanOrEqual(4.5)
        expect(contrast(of(ink), of(dark ? '#222932' : '#ffffff'))).toBeGreaterThanOrEqual(4.5)
      }
    }
  })

  it('areTakenAsHexOnly', () => {
    expect(['red', '#12', '#fff;}*{x:y', 'url(x)', ''].map(parseColour)).toEqual(Array(5).fill(undefined))
  })
})

describe('times', () => {
  const now = new Date(2026, 2, 2, 16, 30).getTime()
  const at = (d: number, h: number, m = 0) => new Date(2026, 2, d, h, m).getTime()

  it('areRelativeWhileFresh', () => {
    expect(relative(WORDS.zh, 'zh', now - 20_000, now)).toBe('刚刚')
    expect(relative(WORDS.en, 'en', now - 180_000, now)).toBe('3 min ago')
    expect(relative(WORDS.zh, 'zh', at(2, 9, 5), now)).toBe('09:05')
  })

  it('tellTheOpeningInTheVisitorsLanguage', () => {
    expect(opening(WORDS.zh, 'zh', at(3, 9), now)).toBe('明天 09:00 ')
    expect(opening(WORDS.en, 'en', at(2, 18, 30), now)).toBe('today at 18:30')
    expect(opening(WORDS.zh, 'zh', at(9, 9), now)).toBe('3月9日星期一 09:00 ')
  })

  it('nameDays', () => {
    expect([at(2, 0), at(1, 23), at(1, 0)].map(t => day(WORDS.zh, 'zh', t, now))).toEqual([
      '今天',
      '昨天',
      '昨天',
    ])
  })
})

describe('words', () => {
  it('sayHonestlyHowLongItTakes', () => {
    const say = (s: number | null) => estimate(WORDS.en, s)
    expect(say(null)).toContain('cannot tell')
    expect(say(59)).toContain('Less than 1 minute')
    expect(say(61)).toContain('About 2 minutes')
    expect(say(1_801)).toContain('More than 30')
  })

  it('areChineseUnlessEnglishIsWished', () => {
    expect(chooseLanguage('en', 'zh', ['zh'])).toBe('en')
    expect(chooseLanguage('auto', 'en-US', ['zh'])).toBe('en')
    expect(chooseLanguage('auto', '', ['fr', 'en-GB'])).toBe('en')
    expect(chooseLanguage(null, '', ['fr'])).toBe('zh')
  })

  it('areThereInBothLanguages', () => {
    expect(Object.keys(WORDS.en).sort()).toEqual(Object.keys(WORDS.zh).sort())
  })
})

describe('files', () => {
  const settings = {
    topics: [],
    quickReplies: [],
    attachmentTypes: DEFAULT_TYPES,
    attachmentLimit: DEFAULT_LIMIT,
  }

  it('areRefusedBeforeTheyTravel', () => {
    expect(refuseFile({ size: 1, type: 'image/svg+xml' }, settings)).toBe('type')
    expect(refuseFile({ size: DEFAULT_LIMIT + 1, type: 'image/png' }, settings)).toBe('size')
    expect(refuseFile({ size: 0, type: 'image/png' }, settings)).toBe('empty')
    expect(refuseFile({ size: DEFAULT_LIMIT, type: 'application/pdf' }, settings)).toBeUndefined()
    expect(fileSize(DEFAULT_LIMIT)).toBe('10 MB')
  })
})
