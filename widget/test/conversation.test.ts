import { describe, expect, it } from 'vitest'
import { type Conversation, NOTHING_YET, receive, unread, write } from '../src/conversation'
import { type ChatEvent, parseFrame, type ServerFrame } from '../src/protocol'
import { items } from '../src/view/items'
import { WORDS } from '../src/words'
import { event, line } from './world'

const all = (...frames: (ServerFrame | ChatEvent)[]): Conversation =>
  frames.reduce<Conversation>(receive, NOTHING_YET)
const opened = event(1, 0, { kind: 'opened' })
const joined = event(2, 1, { kind: 'joined', agent: { name: '王丽' } })

/** Every order of a small list. */
function orders<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]]
  return list.flatMap((first, i) => orders(list.filter((_, k) => k !== i)).map(rest => [first, ...rest]))
}

describe('the chain of events', () => {
  it('givesTheSameConversationInWhateverOrderItArrivesAndHoweverOftenRepeated', () => {
    const chain = [
      opened,
      joined,
      line(5, 2, '一'),
      line(6, 5, '二', 'x'),
      event(9, 6, { kind: 'ended', reason: 'agent' }),
    ]
    const straight = all(...chain)
    for (const order of orders(chain)) {
      expect(all(...order, ...order).events).toEqual(straight.events)
      expect(all(...order).phase).toBe('ended')
    }
  })

  it('keepsOutEventsOfAnotherConversationWhileOneIsOpen', () => {
    const c = all(opened, joined, event(3, 0, { kind: 'message', from: 'agent', text: '别人的' }, 'OTHER'))
    expect(c.events).toHaveLength(2)
    expect(c.id).toBe('C')
  })
})

describe('what the visitor is told', () => {
  it('waitsAgainWithoutAColleagueAfterAReturnOrTransfer', () => {
    const returned = all(opened, joined, event(3, 2, { kind: 'returned' }))
    expect(returned.phase).toBe('waiting')
    expect(returned.agent).toBeUndefined()
    const moved = all(opened, joined, event(3, 2, { kind: 'transferred', to: '贷款专席' }))
    expect(moved.phase).toBe('waiting')
    expect(receive(moved, event(4, 3, { kind: 'joined', agent: { name: '李强' } })).agent?.name).toBe('李强')
  })

  it('believesWelcomeMoreThanTheOlderEventsThatFollowIt', () => {
    const told = parseFrame(
      JSON.stringify({
        type: 'welcome',
        visitor: 'T',
        conversation: { id: 'C', state: 'active', seq: 3, agent: { name: '李强' }, askConfirm: true },
      }),
    )
    if (!told) throw new Error('welcome was not understood')
    const c = all(told, opened, joined)
    expect(c).toMatchObject({ phase: 'active', agent: { name: '李强' }, askConfirm: true })
  })

  it('countsOnlyTheOtherSidesLinesAsUnread', () => {
    const c = all(opened, joined, line(3, 2, '我', 'x'), line(4, 3, '您好'), line(5, 4, '在吗'))
    expect([unread(c, 0), unread(c, 4), unread(c, 5)]).toEqual([2, 1, 0])
  })

  it('asksAgainWhenTheAnswerToSolvedWasRefused', () => {
    const asked = all(opened, joined, event(3, 2, { kind: 'asked-solved' }))
    const answered = write(asked, { type: 'confirm', id: 'y', solved: true }, 0)
    const done = receive(answered, { type: 'ack', id: 'y', seq: 4, at: '' })
    expect(done).toMatchObject({ askConfirm: false, confirmed: true })
    const refusal: ServerFrame = { type: 'refused', id: 'y', code: 'x', message: '请重试', values: {} }
    expect(receive(answered, refusal)).toMatchObject({ askConfirm: true, refusal: { message: '请重试' } })
  })

  it('showsAnOpenConversationChosenFromTheHistoryWithoutEndingIt', () => {
    const c = receive(all(opened, joined), { type: 'conversation', id: 'C', events: [opened, joined] })
    expect(c.phase).toBe('active')
    expect(c.earlier?.id).toBe('C')
  })
})

describe('the transcript', () => {
  const words = WORDS.zh

  it('groupsLinesOfOnePersonAndSeparatesDays', () => {
    const nextDay: ChatEvent = { ...line(6, 5, '第二天'), at: '2026-03-04T09:00:00Z' }
    const shown = items(
      [opened, joined, line(3, 2, '一'), line(4, 3, '二'), line(5, 4, '我', 'x'), nextDay],
      [],
      5,
      words,
    )
    expect(
      shown.map(i => (i.kind === 'line' ? `${i.first ? '[' : ''}${i.text}${i.last ? ']' : ''}` : i.kind)),
    ).toEqual(['day', 'note', '[一', '二]', '[我]', 'day', '[第二天]'])
  })

  it('marksOwnLinesAsReadUpToTheAgentsMark', () => {
    const shown = items([line(1, 0, '一', 'x'), line(2, 1, '二', 'y')], [], 1, words)
    expect(shown.flatMap(i => (i.kind === 'line' ? [i.mark] : []))).toEqual(['read', 'delivered'])
  })

  it('keepsTheKeyOfAnOwnLineFromSendingToDelivered', () => {
    const act = { type: 'say', id: 'x', text: '一' } as const
    const waiting = items(
      [],
      [{ act, at: Date.parse('2026-03-02T09:00:01Z'), progress: 'sending' }],
      0,
      words,
    )
    const arrived = items([line(1, 0, '一', 'x')], [], 0, words)
    expect(waiting.map(i => i.key)).toEqual(arrived.map(i => i.key))
  })
})
