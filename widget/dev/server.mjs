// A centre for development only: one process, nothing stored, speaks docs/flows/web-chat.md well enough to see every state of the
// widget. Serves the built script and a page under a strict content policy. Lines that start with "/" drive the other side.
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { pathToFileURL } from 'node:url'
import { WebSocketServer } from 'ws'

const POLICY = "default-src 'self'; style-src 'self'"
const PAGE_CSS =
  'body{font:16px/1.8 "Noto Sans CJK SC",sans-serif;margin:0 auto;max-width:60rem;padding:3rem 1.5rem;color:#223}h1{color:#14558a}'
const HELP =
  '/join 接入　/say 文字　/typing　/read　/transfer　/return　/away　/back　/solved　/end　/break 代码　/refuse　/down'

const DEFAULTS = {
  settings: {
    title: '示范银行在线客服',
    greeting: '您好，欢迎来到示范银行。请选择问题类型，或直接告诉我们您遇到的问题。',
    colour: '#14558a',
    topics: [
      { key: 'card', label: '银行卡' },
      { key: 'loan', label: '贷款' },
      { key: 'transfer', label: '转账汇款' },
      { key: 'other', label: '其他问题' },
    ],
    quickReplies: ['好的，谢谢', '请稍等，我看一下', '我需要人工帮助'],
    attachmentTypes: ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'],
    attachmentLimit: 10 * 1024 * 1024,
  },
  service: { open: true },
  graceSeconds: 120,
}

export function centre(wishes = {}) {
  const facts = { ...DEFAULTS, ...wishes, settings: { ...DEFAULTS.settings, ...wishes.settings } }
  const visitors = new Map()
  const files = new Map()
  const html = () => readFileSync(new URL('../index.html', import.meta.url), 'utf8')

  const page = (path, type, body) => ({ path, type, body })
  const pages = [
    page('/', 'text/html; charset=utf-8', html),
    page('/page.css', 'text/css', () => PAGE_CSS),
    page('/widget/airbranch.js', 'text/javascript', () =>
      readFileSync(new URL('../dist/airbranch.js', import.meta.url)),
    ),
  ]

  const http = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const found = pages.find(p => p.path === url.pathname)
    if (found) {
      response.writeHead(200, { 'content-type': found.type, 'content-security-policy': POLICY })
      return response.end(found.body())
    }
    if (url.pathname === '/favicon.ico') return response.writeHead(204).end()
    const token = request.headers.authorization?.replace('Visitor ', '') ?? ''
    if (!visitors.has(token)) return response.writeHead(401).end()
    if (request.method === 'POST' && url.pathname.endsWith('/attachments')) {
      const file = fileOf(await bodyOf(request, facts.uploadDelay ?? 0))
      files.set(file.id, file)
      response.writeHead(201, { 'content-type': 'application/json' })
      return response.end(
        JSON.stringify({ id: file.id, name: file.name, type: file.type, size: file.bytes.length }),
      )
    }
    const file = files.get(url.pathname.split('/').pop())
    if (!file) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': file.type, 'x-content-type-options': 'nosniff' })
    return response.end(file.bytes)
  })

  const sockets = new WebSocketServer({ server: http, path: '/ws/chat', maxPayload: 64 * 1024 })
  sockets.on('connection', (socket, request) => {
    const widget = new URL(request.url ?? '', 'http://localhost').searchParams.get('widget')
    if (widget !== 'dev') return socket.close(4403)
    let visitor
    socket.on('close', () => visitor?.sockets.delete(socket))
    socket.on('message', data => {
      const frame = JSON.parse(String(data))
      const send = answer => socket.send(JSON.stringify(answer))
      if (frame.type === 'hello') {
        if (frame.visitor && !visitors.has(frame.visitor)) return socket.close(4401)
        const token = frame.visitor ?? randomBytes(32).toString('base64url')
        if (!visitors.has(token))
          visitors.set(token, { token, sockets: new Set(), all: [], open: undefined, answers: new Map() })
        visitor = visitors.get(token)
        visitor.sockets.add(socket)
        const c = visitor.open ?? visitor.all.find(x => x.id === frame.conversation)
        const told = c && { id: c.id, state: c.state, seq: c.seq, agent: c.agent, askConfirm: c.asked }
        send({ type: 'welcome', visitor: token, language: frame.language, ...facts, conversation: told })
        const after = frame.conversation === c?.id ? (frame.after ?? 0) : 0
        for (const e of c?.events ?? []) if (e.seq > after) send(e)
        if (c?.state === 'waiting') send({ type: 'waiting', position: 3, estimateSeconds: 150 })
        return undefined
      }
      return visitor && take(visitor, frame, send)
    })
  })

  function take(visitor, frame, send) {
    const c = visitor.open
    const known = frame.id && visitor.answers.get(frame.id)
    if (known) return send(known)
    const answered = answer => {
      visitor.answers.set(frame.id, answer)
      send(answer)
    }
    switch (frame.type) {
      case 'start': {
        const fresh = {
          id: randomUUID(),
          seq: 0,
          events: [],
          state: 'waiting',
          asked: false,
          at: now(),
          topic: frame.topic,
        }
        visitor.open = fresh
        visitor.all.unshift(fresh)
        answered({ type: 'started', id: frame.id, conversation: fresh.id, state: 'waiting' })
        event(visitor, { kind: 'opened', topic: frame.topic })
        if (frame.text) event(visitor, { kind: 'message', from: 'customer', text: frame.text, id: frame.id })
        if (!facts.service.open) return event(visitor, { kind: 'ended', reason: 'closed' })
        event(visitor, { kind: 'queued' })
        return tell(visitor, { type: 'waiting', position: 3, estimateSeconds: 150 })
      }
      case 'say': {
        if (facts.down) {
          const values = { retryAfterSeconds: 5 }
          return send({
            type: 'refused',
            id: frame.id,
            code: 'storage.unavailable',
            message: '系统暂时无法保存消息，您的消息会自动重发。',
            values,
          })
        }
        if (frame.text === '/refuse' || !c) {
          return send({
            type: 'refused',
            id: frame.id,
            code: 'text.forbidden',
            message: '消息包含卡号，未能发送，请删除后重试。',
            values: {},
          })
        }
        const file = files.get(frame.attachment)
        const attachment = file && { id: file.id, name: file.name, type: file.type, size: file.bytes.length }
        event(visitor, { kind: 'message', from: 'customer', text: frame.text, attachment, id: frame.id })
        answered({ type: 'ack', id: frame.id, seq: c.seq, at: now() })
        if (frame.text?.startsWith('/')) act(visitor, ...frame.text.slice(1).split(/ (.*)/))
        return undefined
      }
      case 'end':
        answered({ type: 'ack', id: frame.id, seq: c?.seq ?? 0, at: now() })
        return c && event(visitor, { kind: 'ended', reason: 'customer' })
      case 'confirm':
        answered({ type: 'ack', id: frame.id, seq: c?.seq ?? 0, at: now() })
        return event(visitor, { kind: 'confirmed', solved: frame.solved })
      case 'resume':
        for (const e of c?.events ?? []) if (e.seq > frame.after) send(e)
        return undefined
      case 'history': {
        const conversations = visitor.all.filter(x => x !== c).map(summary)
        return send({ type: 'history', conversations, more: false })
      }
      case 'open': {
        const wanted = visitor.all.find(x => x.id === frame.conversation)
        return send({ type: 'conversation', id: frame.conversation, events: wanted?.events ?? [] })
      }
      case 'ping':
        return send({ type: 'pong' })
      default:
        return undefined
    }
  }

  /** The other side acts. */
  function act(visitor, verb, rest = '') {
    const agent = { name: '王丽' }
    const acts = {
      help: () => event(visitor, { kind: 'message', from: 'system', text: HELP }),
      join: () => event(visitor, { kind: 'joined', agent }),
      say: () => event(visitor, { kind: 'message', from: 'agent', author: agent.name, text: rest || '您好' }),
      typing: () => tell(visitor, { type: 'typing', from: 'agent', on: true }),
      read: () => tell(visitor, { type: 'read', by: 'agent', seq: visitor.open.seq }),
      transfer: () => event(visitor, { kind: 'transferred', to: rest || '贷款专席' }),
      return: () => event(visitor, { kind: 'returned' }),
      waiting: () => tell(visitor, { type: 'waiting', position: Number(rest) || 1, estimateSeconds: null }),
      away: () => tell(visitor, { type: 'colleague', state: 'reconnecting' }),
      back: () => tell(visitor, { type: 'colleague', state: 'back' }),
      solved: () => event(visitor, { kind: 'asked-solved' }),
      end: () => event(visitor, { kind: 'ended', reason: 'agent' }),
      down: () => Object.assign(facts, { down: rest !== 'off' }),
      break: () => visitor.sockets.forEach(s => void s.close(Number(rest) || 1001)),
    }
    acts[verb]?.()
  }

  function event(visitor, detail) {
    const c = visitor.open ?? visitor.all[0]
    if (!c) return
    const prev = c.seq
    c.seq += 1 + Math.floor(Math.random() * 2)
    if (detail.kind === 'joined') Object.assign(c, { state: 'active', agent: detail.agent })
    if (detail.kind === 'transferred' || detail.kind === 'returned')
      Object.assign(c, { state: 'waiting', agent: undefined })
    if (detail.kind === 'asked-solved' || detail.kind === 'confirmed')
      c.asked = detail.kind === 'asked-solved'
    if (detail.kind === 'ended') {
      Object.assign(c, { state: 'ended', endedAt: now() })
      visitor.open = undefined
    }
    const frame = { type: 'event', conversation: c.id, seq: c.seq, prev, at: detail.at ?? now(), ...detail }
    c.events.push(frame)
    tell(visitor, frame)
  }

  const tell = (visitor, frame) => visitor.sockets.forEach(s => void s.send(JSON.stringify(frame)))

  return {
    http,
    facts,
    visitors,
    act,
    event,
    close: () => {
      for (const s of sockets.clients) s.terminate()
      http.close()
    },
  }
}

const now = () => new Date().toISOString()

function summary(c) {
  const last = c.events.findLast(e => e.kind === 'message')
  const topic = DEFAULTS.settings.topics.find(t => t.key === c.topic)?.label
  return {
    id: c.id,
    startedAt: c.at,
    endedAt: c.endedAt,
    topic,
    lastLine: last?.text ?? last?.attachment?.name,
  }
}

async function bodyOf(request, delay) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  await new Promise(done => setTimeout(done, delay))
  return Buffer.concat(chunks)
}

/** The one part of a multipart body, enough for what browsers send. */
function fileOf(body) {
  const head = body.indexOf('\r\n\r\n')
  const lines = body.subarray(0, head).toString('utf8')
  const boundary = lines.split('\r\n')[0]
  const bytes = body.subarray(head + 4, body.lastIndexOf(`\r\n${boundary}`))
  const name = /filename="([^"]*)"/.exec(lines)?.[1] ?? 'file'
  const type = /content-type: *(\S+)/i.exec(lines)?.[1] ?? 'application/octet-stream'
  return { id: randomUUID(), name, type, bytes }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const port = Number(process.env.PORT ?? 5180)
  centre().http.listen(port, () => console.log(`http://localhost:${port}`))
}
