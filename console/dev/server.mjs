// A stand-in for the server, for looking at the console without a bank behind it: serves dist/, the API and the live
// stream from memory. POST /dev/{what} makes things happen: offer, customer-line, typing, drop, hold, health, floor, end, many.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { WebSocketServer } from 'ws';
import * as adminAccess from './adminAccess.mjs';
import * as adminService from './adminService.mjs';
import { audit, breakAt } from './audit.mjs';
import * as routing from './routing.mjs';
import * as demo from './world.mjs';

const PORT = Number(process.env.PORT ?? 8090);
const DIST = new URL('../dist/', import.meta.url);
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const worlds = new Map();
const floor = demo.makeFloor();
routing.begin(floor);
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/wHwAEBgIApD5fRAAAAABJRU5ErkJggg==',
  'base64',
);

const worldOf = (user) => {
  if (!worlds.has(user))
    worlds.set(user, {
      ...demo.makeWorld(user),
      stream: demo.id(),
      seq: 0,
      ring: [],
      sockets: new Set(),
      floor: false,
    });
  return worlds.get(user);
};
const userOf = (request) => /user=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];

function tell(world, topic, data) {
  const frame = { seq: ++world.seq, topic, data };
  world.ring.push(frame);
  for (const socket of world.sockets) socket.send(JSON.stringify(frame));
}

function append(world, contact, kind, more) {
  const events = world.events.get(contact) ?? [];
  const event = { contact, seq: events.length + 1, at: demo.ago(0), kind, ...more };
  events.push(event);
  world.events.set(contact, events);
  tell(world, 'event', event);
  const card = world.contacts.get(contact);
  if (card) {
    card.lastSeq = event.seq;
    if (kind === 'message') {
      card.lastLine = { from: more.from, text: more.text, at: event.at };
      if (more.from === 'customer') card.unread++;
    }
    tell(world, 'contact', { ...card });
  }
  return event;
}

function end(world, card, reason) {
  append(world, card.id, 'ended', { reason });
  Object.assign(card, { state: 'ended', endedAt: demo.ago(0) });
  world.me.presence = { ...world.me.presence, afterContact: world.me.presence.afterContact + 1 };
  tell(world, 'contact', { ...card });
  tell(world, 'me', world.me);
}

const problem = (status, code, detail = code, values = {}) => ({
  status,
  body: { type: 'about:blank', title: code, detail, code, values },
});

function answer(world, method, path, query, body) {
  const at = (pattern) => new RegExp(`^${pattern}$`).exec(path);
  let hit;
  const asked = { world, method, path, query, body, problem, floor, tell };
  const administered = routing.answer(asked) ?? adminService.answer(asked) ?? adminAccess.answer(asked);
  if (administered !== undefined) return administered;
  if (path === '/me') return world.me;
  if (path === '/me/presence') {
    world.me.presence = { ...world.me.presence, state: body.state, reason: body.reason ?? null, since: demo.ago(0) };
    tell(world, 'me', world.me);
    return world.me.presence;
  }
  if (path === '/me/language') return {};
  if (path === '/me/totp/confirm') world.totp = true;
  if (path === '/me/totp' && method === 'DELETE' && body.code !== '123456' && body.password !== 'password')
    return problem(403, 'password.wrong');
  if (path === '/me/totp' && method === 'DELETE') world.totp = false;
  if (path === '/me/totp' && method === 'POST')
    return {
      secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
      uri: 'otpauth://totp/Airbranch:agent01?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Airbranch&algorithm=SHA1&digits=6&period=30',
    };
  if (path.startsWith('/me/totp')) return { on: Boolean(world.totp) };
  if (path === '/me/password') return problem(422, 'password.weak', '新密码太短，至少 12 个字符。');
  if (path === '/away-reasons') return demo.REASONS;
  if (path === '/wrap-up-codes') return demo.CODES;
  if (path === '/case-categories') return demo.CATEGORIES;
  if (path === '/canned-replies')
    return (demo.REPLIES[query.get('language')] ?? demo.REPLIES.zh).map(([shortcut, title, text]) => ({
      id: shortcut,
      shortcut,
      title,
      text,
      language: query.get('language'),
    }));
  if (path === '/transfer-targets')
    return {
      queues: floor.queues.map(({ id, name, waiting, agentsReady }) => ({ id, name, waiting, agentsReady })),
      agents: floor.agents.map(({ id, name, presence, capacity }) => ({
        id,
        name,
        presence,
        free: presence.state === 'ready' ? capacity.max - capacity.used : 0,
      })),
    };
  hit = at('/offers/([\\w-]+)/(accept|decline)');
  if (hit) {
    const offer = world.offers.find((each) => each.id === hit[1]);
    if (!offer) return problem(409, 'offer.gone');
    world.offers = world.offers.filter((each) => each !== offer);
    tell(world, 'offer-ended', {
      offer: offer.id,
      contact: offer.contact,
      reason: `${hit[2]}ed`.replace('ee', 'e').replace('declineed', 'declined'),
    });
    if (hit[2] === 'decline') return {};
    const customer = demo.CUSTOMERS.find((each) => each.name === offer.customer.name);
    const card = {
      id: offer.contact,
      channel: 'chat',
      state: 'active',
      queue: offer.queue,
      customer: { id: customer.id, name: customer.name, identified: true, tier: customer.tier },
      topic: offer.topic,
      language: customer.language,
      openedAt: demo.ago(40),
      assignedAt: demo.ago(0),
      lastSeq: 0,
      unread: 0,
      customerConnected: true,
      agent: { id: world.me.id, name: world.me.name },
    };
    world.contacts.set(card.id, card);
    world.me.capacity.chat.used++;
    tell(world, 'me', world.me);
    append(world, card.id, 'opened', { channel: 'chat', topic: offer.topic });
    append(world, card.id, 'message', { from: 'customer', text: offer.firstLine });
    append(world, card.id, 'joined', { agent: { id: world.me.id, name: world.me.name } });
    return card;
  }
  hit = at('/contacts/([\\w-]+)(?:/([\\w-]+))?');
  if (hit && hit[1] !== 'mine') {
    const [, contact, act] = hit;
    const card = world.contacts.get(contact);
    if (act === 'events') {
      const after = Number(query.get('after') ?? 0);
      const limit = Number(query.get('limit') ?? 200);
      const events = world.events.get(contact) ?? watched(world, contact);
      const page = events.filter((event) => event.seq > after).slice(0, limit);
      return { events: page, more: events.length > (page.at(-1)?.seq ?? after) };
    }
    if (act === 'end') end(world, card, 'agent');
    if (act === 'ask-solved') append(world, contact, 'asked-solved', { by: world.me.name });
    if (act === 'wrap-up') {
      append(world, contact, 'wrapped-up', { agent: world.me.id, ...body });
      leave(world, contact, 'wrapped');
    }
    if (act === 'transfer') {
      if (!body.note) return problem(422, 'contact.note-missing', '请填写转接说明');
      leave(world, contact, 'transferred');
    }
    if (act === 'move' && !card) return moved(world, contact, body);
    if (act === 'customer') {
      const customer = demo.CUSTOMERS.find((each) => each.id === body.customer);
      card.customer = { id: customer.id, name: customer.name, identified: true, tier: customer.tier };
      append(world, contact, 'identified', { customer: { id: customer.id, name: customer.name } });
    }
    if (act === 'attachments') return { id: demo.id(), name: 'screenshot.png', type: 'image/png', size: 48211 };
    if (act === 'step-in') append(world, contact, 'stepped-in', { operator: world.me.name });
    if (act === 'step-out') append(world, contact, 'stepped-out', { operator: world.me.name });
    return (
      card ?? { ...demo.stranger(contact), lastSeq: (world.events.get(contact) ?? watched(world, contact)).length }
    );
  }
  if (path === '/customers/search') {
    const wanted = body.q ?? '';
    return demo.CUSTOMERS.filter((each) => each.name.includes(wanted) || /^\d{4,}$/.test(wanted));
  }
  if (path === '/customers' && method === 'POST') return { id: demo.CUSTOMERS[5].id };
  hit = at('/customers/([\\w-]+)(?:/([\\w-]+))?');
  if (hit) {
    if (hit[2] === 'reveal') return { value: demo.reveal(body.field) };
    if (hit[2] === 'contacts') return world.past ?? [];
    if (hit[2] === 'cases') return [...world.cases.values()].filter((each) => each.customer?.id === hit[1]);
    return demo.CUSTOMERS.find((each) => each.id === hit[1]) ?? problem(404, 'customer.unknown');
  }
  if (path === '/cases' || path === '/cases/search') return demo.casePage(world, body?.q ? body : query, method);
  hit = at('/cases/([\\w-]+)(?:/([\\w-]+))?');
  if (hit) {
    const view = world.cases.get(hit[1]);
    if (!view) return problem(404, 'case.unknown');
    const act = hit[2];
    if (act === 'owners')
      return demo.colleagues().filter((each) => `${each.name.zh} ${each.name.en}`.includes(query.get('q') ?? ''));
    if (method !== 'GET') {
      const versioned = act !== 'notes' && act !== 'owner';
      if (versioned && (body.version !== view.version || world.conflict)) {
        if (world.conflict) demo.meddle(view);
        world.conflict = false;
        return problem(409, 'case.changed', 'changed', { version: view.version });
      }
      demo.changeCase(world, view, act, body);
      tell(world, 'case', { case: view.id, version: view.version });
    }
    return demo.wholeCase(world, view);
  }
  if (path === '/floor') return { ...floor, at: demo.ago(0) };
  if (path === '/floor/day') return demo.day();
  hit = at('/floor/agents/([\\w-]+)/presence');
  if (hit) {
    const agent = floor.agents.find((each) => each.id === hit[1]);
    agent.presence = { ...agent.presence, state: body.state, reason: body.reason ?? null, since: demo.ago(0) };
    tell(world, 'floor', { queues: [], agents: [agent] });
    return {};
  }
  const audited = audit(path, query);
  if (audited !== undefined) return audited;
  return problem(404, 'http.404', `no ${method} ${path}`);
}

/** Moves one who waits in a queue of the floor; the age decides about the place. */
function moved(world, contact, to) {
  const from = floor.queues.find((queue) => queue.waitingContacts.some((each) => each.id === contact));
  if (!from) return problem(409, 'contact.not-waiting');
  const { asked: _asked, ...who } = from.waitingContacts.find((each) => each.id === contact);
  const target = floor.queues.find((queue) => queue.id === to.queue) ?? from;
  const agent = floor.agents.find((each) => each.id === to.agent);
  from.waitingContacts = from.waitingContacts.filter((each) => each.id !== contact);
  target.waitingContacts = [
    ...target.waitingContacts,
    { ...who, ...(agent && { asked: { id: agent.id, name: agent.name } }) },
  ];
  for (const queue of [from, target]) {
    routing.lined(queue);
    queue.waiting = queue.waitingContacts.length;
    queue.oldestSince = queue.waitingContacts[0]?.since ?? null;
  }
  tell(world, 'floor', { queues: [from, target], agents: [] });
  return {};
}

function watched(world, contact) {
  const say = (seq, from, text) => ({
    contact,
    seq,
    at: demo.ago(400 - seq * 50),
    kind: 'message',
    from,
    text,
    author: from === 'agent' ? '李若彤' : null,
  });
  const events = [
    { contact, seq: 1, at: demo.ago(400), kind: 'opened', topic: '账单查询' },
    say(2, 'customer', '上个月的账单为什么多了一笔年费？'),
    say(3, 'agent', '您好，我帮您看一下。'),
    say(4, 'customer', '你们之前说免年费的'),
    say(5, 'agent', '系统显示未达到免年费的消费次数。'),
    say(6, 'customer', '我要投诉！'),
  ];
  world.events.set(contact, events);
  return events;
}

function leave(world, contact, reason) {
  world.contacts.delete(contact);
  world.me.capacity.chat.used = world.contacts.size;
  world.me.presence = {
    ...world.me.presence,
    afterContact: [...world.contacts.values()].filter((card) => card.state === 'ended').length,
  };
  tell(world, 'contact-gone', { contact, reason });
  tell(world, 'me', world.me);
}

const dev = {
  offer: (world, body) => {
    const offer = demo.offer(body.index);
    world.offers.push(offer);
    tell(world, 'offer', offer);
  },
  customer: (world, body) => {
    const card = [...world.contacts.values()][body.nth ?? 0];
    append(world, card.id, 'message', { from: 'customer', text: body.text });
  },
  typing: (world, body) => {
    const card = [...world.contacts.values()][body.nth ?? 0];
    tell(world, 'typing', { contact: card.id, on: true, text: body.text });
  },
  read: (world, body) => {
    const card = [...world.contacts.values()][body.nth ?? 0];
    tell(world, 'read', { contact: card.id, seq: card.lastSeq });
  },
  picture: (world) => {
    const card = [...world.contacts.values()][0];
    append(world, card.id, 'message', {
      from: 'customer',
      attachment: { id: demo.id(), name: '账单截图.png', type: 'image/png', size: 182_044 },
    });
    append(world, card.id, 'message', {
      from: 'customer',
      attachment: { id: demo.id(), name: '争议申请表.pdf', type: 'application/pdf', size: 1_482_044 },
    });
  },
  'customer-line': (world, body) =>
    tell(world, 'customer-line', { contact: [...world.contacts.keys()][body.nth ?? 0], connected: body.connected }),
  end: (world, body) => end(world, [...world.contacts.values()][body.nth ?? 0], 'customer'),
  conflict: (world) => {
    world.conflict = true;
  },
  'case-changed': (world) => {
    const view = [...world.cases.values()][0];
    demo.meddle(view);
    tell(world, 'case', { case: view.id, version: view.version });
  },
  'case-new': (world) => {
    const view = demo.newCase(world);
    tell(world, 'case', { case: view.id, version: view.version });
  },
  health: (world, body) => {
    world.down = body.database === 'down';
    tell(world, 'health', { database: body.database });
  },
  notice: (world) => {
    const notice = {
      id: demo.id(),
      level: 'warn',
      code: 'case.follow-up-due',
      values: { number: 'C2026-00255', due: demo.ago(5) },
      at: demo.ago(5),
      case: [...world.cases.keys()][0],
    };
    world.notices.push(notice);
    tell(world, 'notice', notice);
  },
  totp: (world) => {
    world.totp = false;
  },
  'break-chain': (_world, body) => breakAt(body.at ?? null),
  hold: (world, body) => {
    world.held = body.on;
    for (const socket of world.sockets) socket.terminate();
  },
  many: (world, body) => {
    const card = [...world.contacts.values()][0];
    const events = world.events.get(card.id);
    for (let i = 0; i < body.count; i++)
      events.push({
        contact: card.id,
        seq: events.length + 1,
        at: demo.ago(10),
        kind: 'message',
        from: i % 2 ? 'agent' : 'customer',
        text: `第 ${i + 1} 条消息`,
      });
    card.lastSeq = events.length;
    tell(world, 'contact', { ...card });
  },
};

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://x');
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const raw = Buffer.concat(chunks).toString();
  const reply = (status, body, headers = {}) => {
    response.writeHead(status, {
      'Content-Type': status >= 400 ? 'application/problem+json' : 'application/json',
      ...headers,
    });
    response.end(JSON.stringify(body ?? {}));
  };
  if (url.pathname === '/sign-in' && request.method === 'POST') {
    const form = new URLSearchParams(raw);
    const said = problem;
    let refused = null;
    if (form.get('username') === 'locked') refused = said(423, 'sign-in.locked', 'locked', { until: demo.ahead(900) });
    else if (form.get('password') === 'wrong') refused = said(401, 'sign-in.wrong');
    else if (form.get('username') === 'totp' && !form.get('code')) refused = said(401, 'sign-in.code-required');
    else if (form.get('username') === 'totp' && form.get('code') !== '123456')
      refused = said(401, 'sign-in.code-wrong');
    else if (form.get('username') === 'change' && !form.get('newPassword'))
      refused = said(401, 'sign-in.password-change-required');
    if (refused) return reply(refused.status, refused.body);
    const user = ['totp', 'change'].includes(form.get('username')) ? 'agent' : form.get('username');
    return reply(
      200,
      { next: '/' },
      { 'Set-Cookie': [`user=${user}; Path=/; HttpOnly; SameSite=Lax`, 'XSRF-TOKEN=demo; Path=/'] },
    );
  }
  if (url.pathname === '/sign-out') return reply(200, { next: '/' }, { 'Set-Cookie': 'user=; Path=/; Max-Age=0' });
  if (url.pathname.startsWith('/oauth2/')) {
    response.writeHead(302, { Location: '/sign-in' });
    return response.end();
  }
  const user = userOf(request);
  if (url.pathname.startsWith('/dev/')) {
    const world = worldOf(url.searchParams.get('user') ?? 'all');
    const what = url.pathname.slice(5);
    (dev[what] ?? adminService.dev[what] ?? routing.dev[what])?.(world, raw ? JSON.parse(raw) : {}, tell);
    return reply(200, {});
  }
  if (url.pathname.startsWith('/api/v1/')) {
    if (!user) return reply(401, { code: 'http.401' });
    if (/\/attachments\//.test(url.pathname)) {
      response.writeHead(200, { 'Content-Type': 'image/png', 'Content-Disposition': 'attachment' });
      return response.end(PNG);
    }
    const json = request.headers['content-type']?.includes('json') && raw ? JSON.parse(raw) : {};
    const result = answer(worldOf(user), request.method, url.pathname.slice(7), url.searchParams, json);
    return result?.status >= 400 && result.body ? reply(result.status, result.body) : reply(200, result);
  }
  const file = new URL(`.${url.pathname}`, DIST);
  const found = extname(url.pathname) && existsSync(file) ? file : new URL('index.html', DIST);
  response.writeHead(200, { 'Content-Type': TYPES[extname(found.pathname)] ?? 'application/octet-stream' });
  response.end(readFileSync(found));
});

const sockets = new WebSocketServer({ noServer: true });
server.on('upgrade', (request, socket, head) => {
  const user = userOf(request);
  const world = user && worldOf(user);
  if (!world || world.held) return socket.destroy();
  sockets.handleUpgrade(request, socket, head, (line) => {
    line.on('close', () => world.sockets.delete(line));
    line.on('message', (data) => {
      const frame = JSON.parse(data);
      const send = (answered) => line.send(JSON.stringify(answered));
      if (frame.type === 'hello') {
        if (frame.resume?.stream === world.stream) {
          send({ type: 'resumed', stream: world.stream, seq: frame.resume.seq });
          for (const each of world.ring.filter((kept) => kept.seq > frame.resume.seq)) send(each);
        } else
          send({
            type: 'snapshot',
            stream: world.stream,
            seq: world.seq,
            now: demo.ago(0),
            me: world.me,
            offers: world.offers,
            contacts: [...world.contacts.values()],
            notices: world.notices,
          });
        world.sockets.add(line);
      }
      if (frame.type === 'ping') send({ type: 'pong' });
      if (frame.type === 'watch') world.floor = frame.floor;
      if (frame.type === 'read' && world.contacts.has(frame.contact)) world.contacts.get(frame.contact).unread = 0;
      if (frame.type === 'say' || frame.type === 'note') {
        if (world.down)
          return send({
            type: 'refused',
            id: frame.id,
            code: 'storage.unavailable',
            message: 'down',
            values: { retryAfterSeconds: 5 },
          });
        if (frame.text === '/refuse')
          return send({ type: 'refused', id: frame.id, code: 'contact.ended', message: 'ended', values: {} });
        const attachment = frame.attachment
          ? { id: frame.attachment, name: 'screenshot.png', type: 'image/png', size: 48211 }
          : null;
        const event =
          frame.type === 'note'
            ? append(world, frame.contact, 'note', { id: frame.id, text: frame.text, author: world.me.name })
            : append(world, frame.contact, 'message', {
                id: frame.id,
                from: 'agent',
                text: frame.text ?? null,
                attachment,
                author: world.me.name,
              });
        send({ type: 'ack', id: frame.id, contact: frame.contact, seq: event.seq, at: event.at });
      }
    });
  });
});

// the floor lives
setInterval(() => {
  const queue = floor.queues[Math.floor(Math.random() * 3)];
  queue.answeredToday++;
  for (const world of worlds.values()) if (world.floor) tell(world, 'floor', { queues: [queue], agents: [] });
}, 2000).unref();

server.listen(PORT, () =>
  console.log(
    `http://localhost:${PORT}/  sign in as all, agent, supervisor, administrator, auditor, totp (123456) or locked with any password`,
  ),
);
