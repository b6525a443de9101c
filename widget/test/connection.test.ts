import { describe, expect, it } from 'vitest'
import { backoff, closing } from '../src/closing'
import { unread } from '../src/conversation'
import { event, HandClock, line, mapStore, Page, welcome } from './world'

const ack = (id: string, seq: number) => ({ type: 'ack', id, seq, at: '2026-03-02T09:00:10Z' })

describe('saying hello', () => {
  it('tellsNoTokenAtTheFirstVisitAndKeepsTheOneItGets', () => {
    const page = new Page().connect()
    expect(page.socket.sent[0]).toEqual({
      type: 'hello',
      protocol: 1,
      language: 'zh',
      page: 'https://bank.example/cards',
    })
    expect(page.memory.get('visitor')).toBe('TOKEN')
  })

  it('namesTheConversationAndTheLastEventAfterABreak', () => {
    const page = new Page().chatting()
    page.socket.breakWith(1006)
    page.clock.pass(500)
    page.socket.open()
    expect(page.socket.of('hello')[0]).toMatchObject({ visitor: 'TOKEN', conversation: 'C', after: 3 })
  })

  it('showsTheWholeConversationAgainOnTheNextPage', () => {
    const store = mapStore()
    new Page(store).chatting()
    const next = new Page(store)
    next.line.wake()
    next.socket.open()
    expect(next.socket.of('hello')[0]).toMatchObject({ conversation: 'C', after: 0 })
    next.socket.tell(
      welcome({ conversation: { id: 'C', state: 'active', seq: 4, askConfirm: false } }),
      event(1, 0, { kind: 'opened' }),
      line(4, 1, '您好'),
    )
    expect(next.lines).toEqual(['您好'])
  })

  it('givesUpOnALineThatIsNeverWelcomed', () => {
    const page = new Page()
    page.line.wake()
    page.socket.open()
    page.clock.pass(10_000)
    expect(page.line.model.link).toBe('broken')
    page.clock.pass(500)
    expect(page.sockets).toHaveLength(2)
  })
})

describe('nothing is shown twice', () => {
  it('replacesTheOwnLineByItsEventWhenTheAckComesFirst', () => {
    const page = new Page().chatting()
    page.line.say('我的卡丢了')
    const id = page.socket.of('say')[0]?.id ?? ''
    page.socket.tell(ack(id, 4))
    expect(page.talk.pending[0]?.progress).toBe('delivered')
    page.socket.tell(line(4, 3, '我的卡丢了', id))
    expect(page.lines).toEqual(['我的卡丢了'])
    expect(page.talk.pending).toEqual([])
  })

  it('ignoresTheAckThatComesAfterTheEvent', () => {
    const page = new Page().chatting()
    page.line.say('我的卡丢了')
    const id = page.socket.of('say')[0]?.id ?? ''
    page.socket.tell(line(4, 3, '我的卡丢了', id), ack(id, 4))
    expect(page.lines).toEqual(['我的卡丢了'])
    expect(page.talk.pending).toEqual([])
  })

  it('showsAReplayedEventOnce', () => {
    const page = new Page().chatting()
    page.socket.tell(line(4, 3, '一'), line(4, 3, '一'), line(5, 4, '二'), line(4, 3, '一'), line(5, 4, '二'))
    expect(page.lines).toEqual(['一', '二'])
  })

  it('sendsALineWhoseAckWasLostAgainWithTheSameIdAndShowsItOnce', () => {
    const page = new Page().chatting()
    page.line.say('请问利率')
    const id = page.socket.of('say')[0]?.id ?? ''
    page.socket.breakWith(1006)
    expect(page.talk.pending[0]?.progress).toBe('late')
    page.clock.pass(500)
    page.greet({ conversation: { id: 'C', state: 'active', seq: 4, askConfirm: false } })
    expect(page.socket.of('say').map(f => f.id)).toEqual([id])
    page.socket.tell(line(4, 3, '请问利率', id), ack(id, 4), line(4, 3, '请问利率', id))
    expect(page.lines).toEqual(['请问利率'])
    expect(page.waitingLines).toEqual([])
  })

  it('sendsEachLineOncePerSocketWhileItsAnswerMayStillCome', () => {
    const page = new Page().chatting()
    page.line.say('一')
    page.line.say('二')
    page.clock.pass(9_000)
    expect(page.socket.of('say').map(f => f.text)).toEqual(['一', '二'])
    page.clock.pass(2_000)
    expect(page.socket.of('say').map(f => f.text)).toEqual(['一', '二', '一', '二'])
  })
})

describe('nothing is skipped', () => {
  it('asksForWhatIsMissingAndShowsInOrder', () => {
    const page = new Page().chatting()
    page.socket.tell(line(6, 5, '三'))
    expect(page.lines).toEqual([])
    expect(page.socket.of('resume')).toEqual([{ type: 'resume', after: 3 }])
    page.socket.tell(line(4, 3, '一'), line(5, 4, '二'), line(6, 5, '三'))
    expect(page.lines).toEqual(['一', '二', '三'])
  })

  it('bringsEventsThatOvertookEachOtherIntoTheirOrder', () => {
    const page = new Page().chatting()
    page.socket.tell(line(7, 5, '三'), line(5, 4, '二'), line(4, 3, '一'))
    expect(page.lines).toEqual(['一', '二', '三'])
    expect(page.socket.of('resume')).toHaveLength(1)
  })

  it('stepsOverNumbersThatAreNotForTheCustomer', () => {
    const page = new Page().chatting()
    page.socket.tell(line(9, 3, '后面'))
    expect(page.lines).toEqual(['后面'])
    expect(page.socket.of('resume')).toEqual([])
  })

  it('asksAgainAndThenReconnectsWhenAGapIsNotClosed', () => {
    const page = new Page().chatting()
    page.socket.tell(line(6, 5, '三'))
    page.clock.pass(8_000)
    expect(page.socket.of('resume')).toHaveLength(3)
    page.clock.pass(2_000)
    expect(page.sockets).toHaveLength(2)
    page.socket.open()
    expect(page.socket.of('hello')[0]).toMatchObject({ after: 3 })
  })

  it('learnsHowAConversationEndedWhileNobodyWasHere', () => {
    const page = new Page().chatting()
    page.socket.breakWith(1001)
    page.clock.pass(500)
    page.greet()
    expect(page.socket.of('open')).toEqual([{ type: 'open', conversation: 'C' }])
    page.socket.tell({
      type: 'conversation',
      id: 'C',
      events: [
        event(3, 2, { kind: 'joined', agent: { name: '王丽' } }),
        line(4, 3, '再见'),
        event(5, 4, { kind: 'ended', reason: 'customer-gone' }),
      ],
    })
    expect(page.lines).toEqual(['再见'])
    expect(page.talk.phase).toBe('ended')
  })
})

describe('what is written is not lost', () => {
  it('keepsLinesWrittenWithoutALineAndSendsThemInOrder', () => {
    const page = new Page().chatting()
    page.socket.breakWith(1006)
    page.line.say('一')
    page.line.say('二')
    expect(page.talk.pending.map(p => p.progress)).toEqual(['late', 'late'])
    page.greet({ conversation: { id: 'C', state: 'active', seq: 3, askConfirm: false } })
    expect(page.socket.of('say').map(f => f.text)).toEqual(['一', '二'])
  })

  it('sendsNothingBeforeTheConversationHasStarted', () => {
    const page = new Page().connect()
    page.line.start('开头', undefined, undefined)
    page.line.say('接着')
    expect(page.socket.of('say')).toEqual([])
    const id = page.socket.of('start')[0]?.id
    page.socket.tell({ type: 'started', id, conversation: 'C', state: 'waiting' })
    expect(page.socket.of('say').map(f => f.text)).toEqual(['接着'])
    page.socket.tell(event(1, 0, { kind: 'opened' }), line(2, 1, '开头', id))
    expect(page.lines).toEqual(['开头'])
    expect(page.waitingLines).toEqual(['接着'])
  })

  it('startsTheSameConversationAgainAfterAnAnswerGotLost', () => {
    const store = mapStore()
    const page = new Page(store).connect()
    page.line.start('开头', 'card', undefined)
    const first = page.socket.of('start')[0]
    const next = new Page(store).connect()
    expect(next.socket.of('start')).toEqual([first])
  })

  it('carriesUnsentLinesToTheNextPageWithTheirIds', () => {
    const store = mapStore()
    const page = new Page(store).chatting()
    page.socket.breakWith(1006)
    page.line.say('带到下一页')
    const id = page.talk.pending[0]?.act.id
    const next = new Page(store).connect({
      conversation: { id: 'C', state: 'active', seq: 3, askConfirm: false },
    })
    expect(next.socket.of('say')).toEqual([{ type: 'say', id, text: '带到下一页' }])
    next.socket.tell(ack(id ?? '', 4))
    expect(next.memory.get('outbox')).toBeUndefined()
  })

  it('keepsALineWhenTheDatabaseIsGoneAndSendsItAfterThePause', () => {
    const page = new Page().chatting()
    page.line.say('存不下')
    const id = page.socket.of('say')[0]?.id
    const values = { retryAfterSeconds: 5 }
    page.socket.tell({ type: 'refused', id, code: 'storage.unavailable', message: '暂时无法保存', values })
    expect(page.talk.pending[0]?.progress).toBe('late')
    expect(page.talk.refusal?.message).toBe('暂时无法保存')
    page.clock.pass(4_000)
    expect(page.socket.of('say')).toHaveLength(1)
    page.clock.pass(2_000)
    expect(page.socket.of('say').map(f => f.id)).toEqual([id, id])
    page.socket.tell(ack(id ?? '', 4))
    expect(page.talk.refusal).toBeUndefined()
  })

  it('tellsTheReasonOnALineThatIsRefusedForGood', () => {
    const page = new Page().chatting()
    page.line.say('太长')
    const id = page.socket.of('say')[0]?.id
    page.socket.tell({ type: 'refused', id, code: 'text.too-long', message: '消息太长', values: {} })
    expect(page.talk.pending[0]).toMatchObject({ progress: 'refused', refusal: { message: '消息太长' } })
    page.clock.pass(20_000)
    expect(page.socket.of('say')).toHaveLength(1)
    expect(page.line.takeBack(id ?? '')).toBe('太长')
    expect(page.talk.pending).toEqual([])
  })

  it('marksUnsentLinesWhenTheConversationEnds', () => {
    const page = new Page().chatting()
    page.socket.breakWith(1006)
    page.line.say('没赶上')
    page.greet({ conversation: { id: 'C', state: 'ended', seq: 4, askConfirm: true } })
    page.socket.tell(event(4, 3, { kind: 'ended', reason: 'agent' }))
    expect(page.talk.pending[0]).toMatchObject({ progress: 'refused', refusal: { code: 'ended' } })
    expect(page.talk.askConfirm).toBe(true)
  })

  it('cutsNoSurrogatePairAtTheLimit', () => {
    const page = new Page().chatting()
    page.line.say('😀'.repeat(4001))
    expect(Array.from(page.socket.of('say')[0]?.text ?? '')).toHaveLength(4000)
  })
})

describe('two tabs of one visitor', () => {
  it('agreeOnTheTokenThatWasStoredFirst', () => {
    const store = mapStore()
    const clock = new HandClock()
    const [a, b] = [new Page(store, clock), new Page(store, clock)]
    a.line.wake()
    b.line.wake()
    a.socket.open()
    b.socket.open()
    a.socket.tell(welcome({ visitor: 'A' }))
    b.socket.tell(welcome({ visitor: 'B' }))
    expect(b.sockets).toHaveLength(2)
    b.socket.open()
    expect(b.socket.of('hello')[0]).toMatchObject({ visitor: 'A' })
    expect(a.memory.get('visitor')).toBe('A')
  })

  it('showTheSameLinesWhicheverOfThemWrote', () => {
    const store = mapStore()
    const a = new Page(store).chatting()
    const b = new Page(store).chatting()
    a.line.say('来自第一页')
    const id = a.socket.of('say')[0]?.id ?? ''
    for (const page of [a, b]) page.socket.tell(line(4, 3, '来自第一页', id))
    a.socket.tell(ack(id, 4))
    expect(a.lines).toEqual(['来自第一页'])
    expect(b.lines).toEqual(a.lines)
    expect(a.memory.get('outbox')).toBeUndefined()
  })

  it('followTheConversationThatTheOtherTabStarted', () => {
    const store = mapStore()
    const a = new Page(store).connect()
    const b = new Page(store).connect()
    a.line.start('你好', undefined, undefined)
    const id = a.socket.of('start')[0]?.id ?? ''
    b.socket.tell(event(1, 0, { kind: 'opened' }), line(2, 1, '你好', id), event(3, 2, { kind: 'queued' }))
    expect(b.talk).toMatchObject({ id: 'C', phase: 'waiting' })
    expect(b.lines).toEqual(['你好'])
  })

  it('countALineAsReadWhenOneOfThemShowedIt', () => {
    const store = mapStore()
    const a = new Page(store).chatting()
    const b = new Page(store).chatting()
    for (const page of [a, b]) page.socket.tell(line(4, 3, '您好'))
    expect(unread(b.talk, b.memory.get('seen')?.seq ?? 0)).toBe(1)
    a.line.seen(4)
    expect(unread(b.talk, b.memory.get('seen')?.seq ?? 0)).toBe(0)
    expect(a.socket.of('read')).toEqual([{ type: 'read', seq: 4 }])
  })
})

describe('close codes', () => {
  it('areFollowedAsTheProtocolSays', () => {
    const steps = [1000, 1001, 1006, 1009, 1013, 4400, 4401, 4403, 4429].map(code => closing(code).step)
    expect(steps).toEqual([
      'rest',
      'retry',
      'retry',
      'retry',
      'retry',
      'stop',
      'new-visitor',
      'hide',
      'retry-later',
    ])
  })

  it('waitLongerEachTimeUpToTenSecondsAndNeverAllAtOnce', () => {
    expect([0, 1, 2, 3, 4, 5, 50].map(n => backoff(n, () => 1))).toEqual([
      500, 1000, 2000, 4000, 8000, 10_000, 10_000,
    ])
    expect(backoff(3, () => 0)).toBe(2000)
  })

  it('doNotResetThePauseForALineThatBreaksAtOnce', () => {
    const page = new Page().connect()
    page.socket.breakWith(1013)
    page.clock.pass(500)
    page.greet()
    page.socket.breakWith(1013)
    page.clock.pass(500)
    expect(page.sockets).toHaveLength(2)
    page.clock.pass(500)
    expect(page.sockets).toHaveLength(3)
    page.greet()
    page.clock.pass(6_000)
    page.socket.breakWith(1013)
    page.clock.pass(500)
    expect(page.sockets).toHaveLength(4)
  })

  it('restAfter1000UntilThePersonActs', () => {
    const page = new Page().chatting()
    page.socket.breakWith(1000)
    page.clock.pass(60_000)
    expect(page.line.model.link).toBe('resting')
    expect(page.sockets).toHaveLength(1)
    page.line.say('还在吗')
    expect(page.sockets).toHaveLength(2)
  })

  it('refuseTheLineThatWasTooLargeInsteadOfSendingItForever', () => {
    const page = new Page().chatting()
    page.line.say('巨大')
    page.socket.breakWith(1009)
    expect(page.talk.pending[0]).toMatchObject({ progress: 'refused', refusal: { code: 'too-large' } })
    page.clock.pass(500)
    page.greet({ conversation: { id: 'C', state: 'active', seq: 3, askConfirm: false } })
    expect(page.socket.of('say')).toEqual([])
  })

  it('stopAfter4400UntilAReload', () => {
    const page = new Page().connect()
    page.socket.breakWith(4400)
    page.line.wake()
    page.clock.pass(60_000)
    expect(page.line.model.link).toBe('stopped')
    expect(page.sockets).toHaveLength(1)
  })

  it('forgetTheTokenAfter4401AndKeepTheFirstWords', () => {
    const page = new Page().connect()
    page.line.start('第一句', undefined, undefined)
    page.socket.breakWith(4401)
    expect(page.memory.get('visitor')).toBeUndefined()
    page.socket.open()
    expect(page.socket.of('hello')[0]).not.toHaveProperty('visitor')
    expect(page.talk.id).toBeUndefined()
    expect(page.line.model.forgotten).toBe(true)
    page.socket.tell(welcome({ visitor: 'NEW' }))
    expect(page.socket.of('start').map(f => f.text)).toEqual(['第一句'])
  })

  it('takeTheTokenOfAnotherTabAfter4401InsteadOfForgettingIt', () => {
    const page = new Page().chatting()
    page.memory.set('visitor', 'NEWER')
    page.socket.breakWith(4401)
    page.socket.open()
    expect(page.socket.of('hello')[0]).toMatchObject({ visitor: 'NEWER' })
  })

  it('hideAfter4403ForGood', () => {
    const page = new Page()
    page.line.wake()
    page.socket.open()
    page.socket.breakWith(4403)
    page.line.wake()
    page.clock.pass(60_000)
    expect(page.line.model.link).toBe('hidden')
    expect(page.sockets).toHaveLength(1)
  })

  it('pauseThirtySecondsAfter4429WhateverThePersonDoes', () => {
    const page = new Page().chatting()
    page.socket.breakWith(4429)
    page.line.say('急')
    page.clock.pass(29_000)
    expect(page.sockets).toHaveLength(1)
    page.clock.pass(1_000)
    expect(page.sockets).toHaveLength(2)
  })
})

describe('a line that looks alive', () => {
  it('isAskedAfterSilenceAndGivenUpWithoutAnAnswer', () => {
    const page = new Page().connect()
    page.clock.pass(26_000)
    expect(page.socket.of('ping')).toHaveLength(1)
    page.socket.tell({ type: 'pong' })
    page.clock.pass(26_000)
    expect(page.socket.of('ping')).toHaveLength(2)
    page.clock.pass(11_000)
    expect(page.line.model.link).not.toBe('open')
  })

  it('survivesFramesItDoesNotKnow', () => {
    const page = new Page().chatting()
    page.socket.onmessage?.({ data: '{"type":' })
    page.socket.tell(
      { type: 'tomorrow' },
      { type: 'event', conversation: 'C', seq: 'x' },
      { type: 'toString' },
    )
    page.socket.tell(line(4, 3, '还在'))
    expect(page.lines).toEqual(['还在'])
  })

  it('tellsTypingAtMostEveryThreeSecondsAndForgetsTheAgentsAfterSix', () => {
    const page = new Page().chatting()
    page.line.typing(true)
    page.line.typing(true)
    page.clock.pass(3_000)
    page.line.typing(true)
    page.line.typing(false)
    page.line.typing(false)
    expect(page.socket.of('typing').map(f => f.on)).toEqual([true, true, false])
    page.socket.tell({ type: 'typing', from: 'agent', on: true })
    expect(page.talk.agentTyping).toBe(true)
    page.clock.pass(7_000)
    expect(page.talk.agentTyping).toBe(false)
  })
})
