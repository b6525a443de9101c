import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AirbranchChat, type ChatState, newId } from '../src/element'
import { event, HandSocket, line, welcome } from './world'

customElements.define('airbranch-chat', AirbranchChat)

const sockets: HandSocket[] = []
const addresses: string[] = []
let chat: AirbranchChat

const part = <T extends HTMLElement>(selector: string): T => {
  const found = chat.shadowRoot?.querySelector<T>(selector)
  if (!found) throw new Error(`no ${selector} in the widget`)
  return found
}
const socket = () => sockets[sockets.length - 1] as HandSocket
const settled = () => new Promise<void>(done => queueMicrotask(() => queueMicrotask(done)))

async function tell(...frames: object[]): Promise<void> {
  socket().tell(...frames)
  await settled()
}

async function place(): Promise<void> {
  chat = document.createElement('airbranch-chat') as AirbranchChat
  chat.setAttribute('widget', 'K&Y')
  chat.setAttribute('language', 'zh')
  chat.setAttribute('server', 'https://centre.example/base/')
  document.body.append(chat)
  socket().open()
  await settled()
}

async function talking(): Promise<void> {
  await tell(
    welcome({
      conversation: { id: 'C', state: 'active', seq: 2, agent: { name: '王丽' }, askConfirm: false },
    }),
    event(1, 0, { kind: 'opened' }),
    event(2, 1, { kind: 'joined', agent: { name: '王丽' } }),
  )
  chat.open()
  await settled()
}

beforeEach(async () => {
  localStorage.clear()
  vi.stubGlobal(
    'WebSocket',
    class extends HandSocket {
      constructor(address: URL) {
        super()
        addresses.push(String(address))
        sockets.push(this)
      }
    },
  )
  await place()
})

afterEach(() => {
  chat.remove()
  vi.unstubAllGlobals()
})

describe('the widget on a page', () => {
  it('speaksTheLanguageThatTheCentreAnswersWithUntilThePageWishesAnother', async () => {
    const panel = () => chat.shadowRoot?.querySelector('.root')?.getAttribute('lang')
    await tell(welcome({ language: 'en' }))
    expect(panel()).toBe('en')
    await tell(welcome({ language: 'zh' }))
    expect(panel()).toBe('zh-CN')
    chat.setAttribute('language', 'en')
    expect(panel()).toBe('en')
  })

  it('speaksToTheCentreItsScriptCameFrom', () => {
    expect(addresses[addresses.length - 1]).toBe('wss://centre.example/base/ws/chat?widget=K%26Y')
  })

  it('isSeenOnlyAfterTheCentreWelcomedItAndNeverAfter4403', async () => {
    expect(chat.state.visible).toBe(false)
    await tell(welcome())
    expect(chat.state.visible).toBe(true)
    socket().breakWith(4403)
    await settled()
    expect(chat.state.visible).toBe(false)
  })

  it('runsNoMarkupOfAMessage', async () => {
    await talking()
    const evil = '<img src=x onerror="alert(1)"><script>alert(1)</script> https://bank.example/"onclick=x'
    await tell(line(3, 2, evil))
    const bubble = part('.bubble')
    expect(bubble.textContent).toBe(evil)
    expect([...bubble.querySelectorAll('*')].map(e => e.tagName)).toEqual(['A'])
    expect(bubble.querySelector('a')?.rel).toBe('noopener noreferrer')
  })

  it('writesNoStyleIntoTheMarkup', async () => {
    await talking()
    expect(chat.shadowRoot?.querySelectorAll('[style],style,link,script')).toHaveLength(0)
  })

  it('sendsOnEnterButNotWhileAWordIsBeingComposed', async () => {
    await talking()
    const text = part<HTMLTextAreaElement>('.composer textarea')
    text.value = 'nihao'
    const enter = (more: KeyboardEventInit) =>
      text.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...more }),
      )
    enter({ isComposing: true })
    enter({ shiftKey: true })
    expect(socket().of('say')).toEqual([])
    enter({})
    expect(
      socket()
        .of('say')
        .map(f => f.text),
    ).toEqual(['nihao'])
    expect(text.value).toBe('')
  })

  it('keepsTheDraftAndTheOpenPanelForTheNextPage', async () => {
    await talking()
    const text = part<HTMLTextAreaElement>('.composer textarea')
    text.value = '写到一半'
    text.dispatchEvent(new Event('input'))
    chat.remove()
    await place()
    await tell(welcome({ conversation: { id: 'C', state: 'active', seq: 2, askConfirm: false } }))
    expect(chat.state.open).toBe(true)
    expect(part<HTMLTextAreaElement>('.composer textarea').value).toBe('写到一半')
  })

  it('keepsTheElementOfALineWhileItsMarkChanges', async () => {
    await talking()
    const text = part<HTMLTextAreaElement>('.composer textarea')
    text.value = '在吗'
    text.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }))
    await settled()
    const before = part('.line.customer')
    expect(before.textContent).toContain('发送中')
    await tell(line(3, 2, '在吗', socket().of('say')[0]?.id))
    expect(part('.line.customer')).toBe(before)
    expect(before.textContent).toContain('已送达')
    await tell({ type: 'read', by: 'agent', seq: 3 })
    expect(before.textContent).toContain('已读')
  })

  it('countsWhatCameWhileItWasClosedAndTellsThePage', async () => {
    await talking()
    const states: ChatState[] = []
    const off = chat.on('state', state => void states.push(state))
    chat.close()
    await tell(line(3, 2, '您好'), line(4, 3, '在吗'))
    expect(part('.badge').textContent).toBe('2')
    expect(part('.launcher').getAttribute('aria-label')).toContain('2 条新消息')
    expect(states[states.length - 1]).toEqual({
      open: false,
      visible: true,
      link: 'open',
      phase: 'active',
      unread: 2,
    })
    off()
    chat.open()
    await settled()
    expect(chat.state.unread).toBe(0)
    expect(
      socket()
        .of('read')
        .map(f => f.seq),
    ).toContain(4)
    expect(states[states.length - 1]?.unread).toBe(2)
  })

  it('closesTheInnermostThingOnEscapeAndGivesTheFocusBack', async () => {
    await talking()
    part<HTMLButtonElement>('header [aria-label="结束会话"]').click()
    expect(part('.ask').hidden).toBe(false)
    const esc = () =>
      part('.panel').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    esc()
    expect(part('.ask').hidden).toBe(true)
    expect(chat.state.open).toBe(true)
    esc()
    expect(chat.state.open).toBe(false)
    expect(chat.shadowRoot?.activeElement).toBe(part('.launcher'))
  })

  it('changesItsLanguageAndSideWithItsAttributes', async () => {
    await talking()
    chat.setAttribute('language', 'en')
    chat.setAttribute('position', 'left')
    expect(part('.under').textContent).toBe('王丽 is with you')
    expect(part('.root').classList.contains('left')).toBe(true)
  })

  it('tellsWhenServiceOpensAndStillTakesAMessage', async () => {
    await tell(welcome({ service: { open: false, opensAt: '2099-03-02T01:00:00Z' } }))
    chat.open()
    await settled()
    expect(part('.closed').textContent).toContain('当前不在服务时间')
    expect(part('.start .main').textContent).toBe('留言')
    part<HTMLTextAreaElement>('#first').value = '请回电'
    part<HTMLFormElement>('.start').dispatchEvent(new Event('input'))
    part<HTMLTextAreaElement>('#first').dispatchEvent(new Event('input'))
    part<HTMLButtonElement>('.start .main').click()
    expect(socket().of('start')[0]).toMatchObject({ text: '请回电' })
  })

  it('makesIdsThatAreUuidsAlsoWithoutASecureContext', () => {
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(255) })
    expect(newId()).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff')
  })
})
