// Demo data of the stand-in server: a small bank's floor at half past four. Names are made up.
import { randomUUID } from 'node:crypto';

export const id = randomUUID;
export const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();
export const ahead = (seconds) => new Date(Date.now() + seconds * 1000).toISOString();
const name = (zh, en) => ({ zh, en });

export const QUEUES = [
  { id: id(), name: name('信用卡服务', 'Card service') },
  { id: id(), name: name('贷款咨询', 'Loans') },
  { id: id(), name: name('手机银行', 'Mobile banking') },
  { id: id(), name: name('私人银行', 'Private banking') },
  { id: id(), name: name('Hong Kong branch', 'Hong Kong branch') },
];

export const AGENTS = [
  name('陈思远', 'Chen Siyuan'),
  name('李若彤', 'Li Ruotong'),
  name('王梓涵', 'Wang Zihan'),
  name('赵一鸣', 'Zhao Yiming'),
  name('周雨桐', 'Zhou Yutong'),
  name('吴嘉豪', 'Wu Jiahao'),
  name('郑可欣', 'Zheng Kexin'),
  name('冯晓东', 'Feng Xiaodong'),
  name('何静怡', 'He Jingyi'),
  name('许文博', 'Xu Wenbo'),
  name('林清扬', 'Lin Qingyang'),
  name('谢雨萌', 'Xie Yumeng'),
].map((each) => ({ id: id(), name: each }));

const RIGHTS = {
  agent: [
    'contact.serve',
    'contact.read',
    'case.work',
    'case.read',
    'customer.read',
    'customer.write',
    'customer.reveal',
  ],
  supervisor: ['floor.watch', 'floor.act', 'contact.read', 'case.read', 'case.work', 'case.assign', 'customer.read'],
  administrator: ['institution.manage', 'operator.manage', 'queue.manage', 'channel.manage'],
  auditor: ['audit.read'],
  analyst: ['contact.read', 'case.read'],
};
RIGHTS.all = [...new Set(Object.values(RIGHTS).flat())];

export function makeMe(username) {
  return {
    id: AGENTS[0].id,
    username,
    name: AGENTS[0].name,
    language: 'zh',
    home: 'sfb.',
    roles: [{ role: username === 'all' ? 'administrator' : username, scope: 'sfb.' }],
    rights: RIGHTS[username] ?? RIGHTS.agent,
    presence: { state: 'ready', reason: null, since: ago(1840), afterContact: 0 },
    capacity: { chat: { used: 0, max: 4 } },
    skills: [{ skill: 'cards', level: 4 }],
  };
}

export const CUSTOMERS = [
  ['沈月华', 'gold', '138****2046', '1029****71', '上海徐汇支行'],
  ['高志强', 'standard', '159****8830', '1029****88', '北京朝阳支行'],
  ['罗婉清', 'platinum', '186****5512', '1030****02', '深圳南山支行'],
  ['Margaret Ho', 'private', '+852****7719', '2001****15', 'Hong Kong branch'],
  ['曹文静', 'standard', '177****3345', '1031****40', '成都高新支行'],
  ['潘建国', 'standard', '135****9921', '1028****09', '上海徐汇支行'],
].map(([customer, tier, phone, number, home]) => ({
  id: id(),
  name: customer,
  tier,
  home,
  homeName: name(home, home),
  language: customer === 'Margaret Ho' ? 'en' : 'zh',
  version: 1,
  masked: { number, phone, idCard: '3101**********2213', email: 's****@example.com' },
}));
const FULL = { number: '1029337471', phone: '13800002046', idCard: '310101198001012213', email: 'shen@example.com' };
export const reveal = (field) => FULL[field] ?? '';

export const CATEGORIES = [
  ['card', '信用卡', 'Cards'],
  ['loan', '贷款', 'Loans'],
  ['app', '手机银行', 'Mobile banking'],
  ['fee', '费用', 'Fees'],
  ['complaint', '投诉', 'Complaint'],
].map(([key, zh, en]) => ({ key, name: name(zh, en), solves: false }));
export const CODES = [
  ['solved', '已解决', 'Solved', true],
  ['informed', '已解答', 'Informed', true],
  ['follow', '需跟进', 'Follow up', false],
  ['handed', '已转交', 'Handed over', false],
  ['complaint', '投诉受理', 'Complaint taken', false],
  ['no-need', '客户无需求', 'Nothing wanted', true],
].map(([key, zh, en, solves]) => ({ key, name: name(zh, en), solves }));
export const REASONS = [
  ['arrived', '刚刚登录', 'Arrived', false],
  ['unanswered', '多次未接', 'Missed offers', false],
  ['break', '小休', 'Break', true],
  ['meal', '用餐', 'Meal', true],
  ['training', '培训', 'Training', true],
  ['meeting', '会议', 'Meeting', true],
].map(([key, zh, en, chosen]) => ({ key, name: name(zh, en), chosen }));
export const REPLIES = {
  zh: [
    ['hi', '问候', '您好，{{customer}}，我是{{agent}}，很高兴为您服务。请问有什么可以帮您？'],
    ['wait', '请稍候', '请您稍等，我马上为您查询。'],
    ['case', '告知工单', '您的诉求已登记，工单号 {{case}}，我会跟进到底，最晚 {{time}} 前答复您。'],
    ['fee', '提前还款', '房贷放款满一年后提前还款不收取违约金；不满一年按提前还款金额的 1% 收取。'],
    ['bye', '结束语', '感谢您的信任，祝您生活愉快！'],
  ],
  en: [
    ['hi', 'Greeting', 'Hello {{customer}}, this is {{agent}}. How can I help you?'],
    ['wait', 'One moment', 'One moment please, I am looking it up.'],
    ['bye', 'Goodbye', 'Thank you, and have a good day.'],
  ],
};

const STORIES = [
  [
    ['customer', '你好，我的信用卡账单上有一笔 1,280 元的消费不是我本人操作的'],
    ['agent', '您好，沈女士，我是陈思远。请先不用担心，我马上为您核查这笔交易。'],
    ['agent', '请问这笔消费的日期和商户名称您方便告诉我吗？'],
    ['customer', '11 月 21 日，商户显示是“线上优选”，我从来没有在那里买过东西'],
    ['note', '同一商户今天已有 3 位客户反映，已上报风险部门'],
    ['agent', '我查到了。这笔交易目前是未入账状态，我可以先为您冻结卡片并发起争议处理，您看可以吗？'],
    ['customer', '可以的，那我的还款怎么办？'],
  ],
  [
    ['customer', '房贷还了 8 个月，现在想提前还一部分，要收违约金吗？'],
    ['agent', '您好高先生，放款不满一年提前还款，按提前还款金额的 1% 收取。'],
    ['customer', '那到满一年还差几个月，可以帮我预约吗'],
  ],
  [
    ['customer', '手机银行升级之后人脸识别一直失败'],
    ['agent', '您好，请问您使用的是什么型号的手机？'],
    ['customer', '试了三次都不行，今天必须转账，很急！！'],
    ['customer', '在吗？'],
  ],
];
const QUEUE_OF = [0, 1, 2];
const TOPICS = ['账单争议', '提前还款', '人脸识别失败'];

function card(index, me, state) {
  const customer = CUSTOMERS[index];
  const events = [];
  const contact = id();
  const story = STORIES[index];
  const add = (kind, more, back) => events.push({ contact, seq: events.length + 1, at: ago(back), kind, ...more });
  add('opened', { channel: 'chat', topic: TOPICS[index], page: 'https://www.example.com/cards' }, 700);
  add('queued', { queue: QUEUES[QUEUE_OF[index]] }, 699);
  add('offered', { agent: { id: me.id, name: me.name } }, 640);
  add('joined', { agent: { id: me.id, name: me.name } }, 630);
  add('case', { id: id(), number: `C2026-00${318 + index}` }, 630);
  story.forEach(([from, text], at) => {
    const back = [22, 75, 190][index] + (story.length - at - 1) * 55;
    if (from === 'note') add('note', { author: me.name, text }, back);
    else add('message', { from, text, author: from === 'agent' ? me.name : null, id: id() }, back);
  });
  const last = events.filter((event) => event.kind === 'message').at(-1);
  return {
    events,
    card: {
      id: contact,
      channel: 'chat',
      state,
      queue: QUEUES[QUEUE_OF[index]],
      customer:
        index === 2
          ? { name: null, said: '小王', identified: false }
          : { id: customer.id, name: customer.name, identified: true, tier: customer.tier },
      topic: TOPICS[index],
      language: 'zh',
      openedAt: ago(700),
      assignedAt: ago(630),
      endedAt: state === 'ended' ? ago(40) : null,
      lastSeq: events.length,
      lastLine: { from: last.from, text: last.text, at: last.at },
      unread: index === 1 ? 1 : index === 2 ? 2 : 0,
      readByCustomer: events.length - 1,
      customerConnected: true,
      case: {
        id: events.find((event) => event.kind === 'case').id,
        number: events.find((event) => event.kind === 'case').number,
        title: TOPICS[index],
        state: 'open',
      },
      agent: { id: me.id, name: me.name },
      page: 'https://www.example.com/cards',
    },
  };
}

export function makeWorld(username) {
  const me = makeMe(username);
  const world = {
    me,
    contacts: new Map(),
    events: new Map(),
    cases: new Map(),
    offers: [],
    notices: [],
    files: new Map(),
  };
  if (me.rights.includes('contact.serve'))
    for (const [index, state] of [
      [0, 'active'],
      [1, 'active'],
      [2, 'active'],
    ]) {
      const made = card(index, me, state);
      world.contacts.set(made.card.id, made.card);
      world.events.set(made.card.id, made.events);
    }
  me.capacity.chat.used = world.contacts.size;
  for (const each of world.contacts.values())
    world.cases.set(each.case.id, caseView(each.case.id, each.case.number, each.topic, me, each.customer, 'open'));
  for (const [index, [number, title, state, priority, due, days]] of CASES.entries()) {
    const view = caseView(id(), number, title, me, CUSTOMERS[index % CUSTOMERS.length], state);
    view.openedAt = ago(86400 * days + index * 731);
    view.followUpAt = due === null ? null : ahead(due);
    view.priority = priority;
    if (index % 4 === 3) view.owner = null;
    if (index % 4 === 2) view.owner = AGENTS[2 + (index % 5)];
    world.cases.set(view.id, view);
  }
  world.past = ['账单查询', '临时额度', '挂失补卡'].map((topic, index) => ({
    id: id(),
    channel: 'chat',
    state: 'wrapped',
    openedAt: ago(86400 * (index * 9 + 3)),
    endedAt: ago(86400 * (index * 9 + 3) - 400),
    topic,
    agent: AGENTS[index + 1],
    lastLine: { from: 'agent', text: '感谢您的信任，祝您生活愉快！', at: ago(86400 * (index * 9 + 3) - 400) },
  }));
  for (const each of world.past)
    world.events.set(each.id, [
      { contact: each.id, seq: 1, at: each.openedAt, kind: 'opened', topic: each.topic },
      {
        contact: each.id,
        seq: 2,
        at: each.openedAt,
        kind: 'message',
        from: 'customer',
        text: `您好，想咨询${each.topic}`,
      },
      {
        contact: each.id,
        seq: 3,
        at: each.endedAt,
        kind: 'message',
        from: 'agent',
        text: '已为您办理，请放心。',
        author: each.agent,
      },
      { contact: each.id, seq: 4, at: each.endedAt, kind: 'note', text: '客户对流程较熟悉', author: each.agent.name },
      { contact: each.id, seq: 5, at: each.endedAt, kind: 'ended', reason: 'customer' },
    ]);
  return world;
}

const CASES = [
  ['GD-20261123-000207', '更换预留手机号', 'closed', 'normal', null, 12],
  ['GD-20261123-000255', '分期手续费咨询：账单分十二期的手续费怎么收，提前结清还退不退', 'pending', 'high', 7200, 3],
  ['GD-20261121-000031', 'Card declined in Singapore', 'open', 'urgent', -5400, 2],
  ['GD-20261120-000118', '社保卡金融账户激活失败', 'open', 'normal', null, 3],
  ['GD-20261119-000064', '理财产品到期未到账', 'pending', 'normal', -86400 * 2, 4],
  ['GD-20261118-000009', '境外汇款退回原因查询', 'solved', 'normal', null, 5],
  ['GD-20261117-000143', '网点排队时间过长，要求改进叫号顺序', 'open', 'low', 86400 * 2, 6],
  ['GD-20261116-000002', '工资代发失败，三名员工未到账', 'open', 'high', null, 7],
];
const WAYS = {
  open: ['pending', 'solved', 'closed!'],
  pending: ['open', 'solved', 'closed!'],
  solved: ['open', 'pending', 'closed!'],
  closed: ['open!'],
};

function caseView(caseId, number, title, me, customer, state) {
  return {
    id: caseId,
    number,
    title,
    category: 'card',
    priority: 'normal',
    state,
    institution: '/demo/bank',
    institutionName: name('示范银行上海分行', 'Demo Bank, Shanghai'),
    owner: { id: me.id, name: me.name },
    customer: customer?.id ? { id: customer.id, name: customer.name } : null,
    openedAt: ago(630),
    followUpAt: state === 'pending' ? ahead(7200) : null,
    version: 1,
    notes: [
      {
        id: id(),
        by: { id: AGENTS[1].id, name: AGENTS[1].name },
        text: '客户曾于上周来电，已答复三个工作日内处理。',
        at: ago(86400 * 2 + 7200),
      },
    ],
    contacts: [],
    changes: [],
  };
}

/** As the detail shows it: with its story and what may be done. */
export function wholeCase(world, view) {
  const past = world.past?.[0];
  const opened = { field: 'state', before: null, after: 'open', by: view.owner, at: view.openedAt };
  const rights = world.me.rights.filter((right) => right === 'case.work' || right === 'case.assign');
  return {
    ...view,
    contacts: past
      ? [{ ...past, openedAt: view.openedAt, endedAt: new Date(Date.parse(view.openedAt) + 412_000).toISOString() }]
      : [],
    changes: [opened, ...view.changes],
    people: [...AGENTS, { id: world.me.id, name: world.me.name }],
    rights,
    ways: rights.includes('case.work')
      ? WAYS[view.state].map((way) => ({ to: way.replace('!', ''), reason: way.endsWith('!') }))
      : [],
  };
}

export function changeCase(world, view, act, body) {
  const by = { id: world.me.id, name: world.me.name };
  const changed = (field, before, after, reason) => view.changes.push({ field, before, after, reason, by, at: ago(0) });
  if (act === 'notes') {
    view.notes.push({ id: id(), by, text: body.text, at: ago(0) });
    return;
  }
  if (act === 'customer') {
    const customer = CUSTOMERS.find((each) => each.id === body.customer);
    view.customer = { id: customer.id, name: customer.name };
    changed('customer', null, customer.id);
  } else if (act === 'owner') {
    const next = [...AGENTS, by].find((each) => each.id === body.operator);
    changed('owner', view.owner?.id, next.id);
    view.owner = { id: next.id, name: next.name };
  } else if (act === 'follow-up') {
    changed('followUpAt', view.followUpAt, body.at);
    view.followUpAt = body.at;
  } else if (act === 'state') {
    changed('state', view.state, body.state, body.reason);
    view.state = body.state;
  } else
    for (const field of ['title', 'category', 'priority'])
      if (body[field] !== undefined) {
        changed(field, field === 'title' ? null : view[field], field === 'title' ? null : body[field]);
        view[field] = body[field];
      }
  view.version++;
}

/** A colleague works on the same case. */
export function meddle(view) {
  const by = AGENTS[2];
  view.changes.push({ field: 'priority', before: view.priority, after: 'urgent', by, at: ago(0) });
  view.notes.push({ id: id(), by, text: '已与风险部门电话确认，今天 17:00 前给出结论。', at: ago(0) });
  view.priority = 'urgent';
  view.version++;
}

export function newCase(world) {
  const view = caseView(id(), 'GD-20261123-000901', '刚刚进来的新诉求', world.me, CUSTOMERS[4], 'open');
  view.openedAt = ago(1);
  world.cases.set(view.id, view);
  return view;
}

export const colleagues = () => AGENTS;

const PAGE = 8;

export function casePage(world, asked, method) {
  const get = (key) => (method === 'POST' ? asked[key] : asked.get(key)) ?? '';
  const words = method === 'POST' ? asked.q : '';
  const late = (each) => each.followUpAt && Date.parse(each.followUpAt) < Date.now();
  const all = [...world.cases.values()]
    .filter((each) => {
      if (words)
        return `${each.number} ${each.title} ${each.customer?.name}`.toLowerCase().includes(words.toLowerCase());
      if (get('owner') === 'me' && each.owner?.id !== world.me.id) return false;
      if (get('owner') === 'nobody' && each.owner) return false;
      return get('state') ? each.state === get('state') : each.state !== 'closed';
    })
    .filter((each) => String(get('overdue')) !== 'true' || (late(each) && ['open', 'pending'].includes(each.state)))
    .sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1));
  const from = Number(get('after') || 0);
  return { cases: all.slice(from, from + PAGE), next: from + PAGE < all.length ? String(from + PAGE) : null };
}

export function offer(index = 3) {
  const customer = CUSTOMERS[index];
  return {
    id: id(),
    contact: id(),
    queue: QUEUES[index % QUEUES.length],
    customer: { name: customer.name, tier: customer.tier },
    topic: '境外用卡',
    firstLine: index === 3 ? 'My card was declined in Singapore, can you check?' : '我在外地，卡被吞了怎么办？',
    waitedSeconds: 34,
    offeredAt: ago(0),
    expiresAt: ahead(20),
  };
}

export function makeFloor() {
  const figures = [
    [6, 214, 11, 'act', 'waits-too-long', 71, 41, 388, 2],
    [2, 48, 5, 'warn', 'below-target', 78, 9, 142, 1],
    [0, null, 7, 'none', null, 93, 4, 260, 3],
    [0, null, 2, 'none', null, 97, 0, 31, 2],
    [1, 12, 1, 'none', null, 88, 2, 44, 1],
  ];
  const queues = QUEUES.map((queue, index) => {
    const [waiting, oldest, active, trouble, why, level, abandoned, answered, ready] = figures[index];
    return {
      ...queue,
      institution: '/demo/bank',
      waiting,
      oldestSince: oldest === null ? null : ago(oldest),
      active,
      serviceLevel: { value: level / 100, target: 0.8, seconds: 30, answered },
      abandonedToday: abandoned,
      answeredToday: answered,
      agentsReady: ready,
      expectedWaitSeconds: waiting * 70 + 20,
      open: index !== 4,
      waitingContacts: Array.from({ length: waiting }, (_, at) => ({
        id: id(),
        position: at + 1,
        ...(at % 3 === 1 ? { said: '小王' } : { customer: CUSTOMERS[at % CUSTOMERS.length].name }),
        topic: ['账单查询', '额度调整', '挂失补卡'][at % 3],
        language: at % 4 === 3 ? 'en' : 'zh',
        since: ago((oldest ?? 0) - at * 20),
        ...(at === 0 && waiting > 1 && { asked: AGENTS[1] }),
      })),
      trouble,
      why,
    };
  });
  const states = [
    'ready',
    'ready',
    'ready',
    'away',
    'ready',
    'lost',
    'ready',
    'away',
    'ready',
    'ready',
    'offline',
    'ready',
  ];
  const agents = AGENTS.map((agent, index) => ({
    ...agent,
    institution: '/demo/bank',
    presence: {
      state: states[index],
      reason: states[index] === 'away' ? ['break', 'meal'][index % 2] : null,
      ...(states[index] !== 'offline' && { since: ago(index * 137 + 60) }),
      afterContact: index === 4 ? 1 : 0,
    },
    contacts:
      states[index] === 'ready'
        ? Array.from({ length: (index * 7) % 4 }, (_, at) => ({
            id: id(),
            queue: QUEUES[(index + at) % 3].id,
            customer: CUSTOMERS[(index + at) % CUSTOMERS.length].name,
            since: ago(90 + at * 140 + index * 10),
            state: index === 4 && at === 0 ? 'ended' : 'active',
          }))
        : [],
    capacity: { used: states[index] === 'ready' ? (index * 7) % 4 : 0, max: 4 },
    queues: QUEUES.slice(index % 3, (index % 3) + 2).map((queue) => queue.id),
  }));
  return { queues, agents };
}

/** The date at the bank. */
export const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

const opened = () => new Date(`${today()}T08:00:00+08:00`);

export function occupancy() {
  const start = opened();
  const shape = [4, 7, 9, 11, 12, 12, 10, 8, 9, 11, 12, 12, 11, 11, 10, 9, 8];
  const busy = [42, 55, 71, 84, 91, 88, 79, 70, 68, 77, 85, 92, 88, 81, 74, 69, 64];
  return shape.map((agents, index) => ({
    from: new Date(start.getTime() + index * 1_800_000).toISOString(),
    agents,
    staffedSeconds: agents * 1750,
    busySeconds: Math.round(agents * 17.5 * busy[index]),
  }));
}

export function day() {
  const start = opened();
  const shape = [18, 34, 52, 61, 58, 47, 39, 36, 44, 55, 63, 66, 60, 54, 50, 48, 41];
  return shape.map((offered, index) => {
    const abandoned = Math.round(offered * [0.02, 0.04, 0.09, 0.14, 0.08, 0.03][index % 6]);
    const answered = offered - abandoned;
    return {
      from: new Date(start.getTime() + index * 1_800_000).toISOString(),
      offered,
      answered,
      abandoned,
      withinTarget: Math.round(answered * (1 - abandoned / offered)),
      waitSeconds: answered * (14 + ((index * 13) % 47)),
      longestWaitSeconds: 60 + ((index * 97) % 260),
    };
  });
}

export function stranger(contact) {
  return {
    id: contact,
    channel: 'chat',
    state: 'active',
    queue: QUEUES[0],
    customer: { id: CUSTOMERS[5].id, name: CUSTOMERS[5].name, identified: true, tier: 'standard' },
    topic: '账单查询',
    language: 'zh',
    openedAt: ago(400),
    assignedAt: ago(380),
    unread: 0,
    customerConnected: true,
    agent: AGENTS[1],
  };
}
