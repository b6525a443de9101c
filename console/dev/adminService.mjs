// The stand-in's skills, queues, away reasons, canned replies and widgets. POST /dev/service-{stale,taken,down} makes the next
// write fail as the server would refuse it, `service-empty` empties the lists.
import * as demo from './world.mjs';

const name = (zh, en) => ({ zh, en });
const SKILLS = [
  ['retail', '个人业务', 'Personal banking', 'sfb.'],
  ['cards', '信用卡', 'Credit cards', 'sfb.'],
  ['loans', '贷款', 'Loans', 'sfb.cn.bank.'],
  ['app', '手机银行', 'Mobile banking', 'sfb.cn.bank.'],
  ['vip', '贵宾服务', 'VIP service', 'sfb.cn.bank.'],
  ['wealth', '财富管理', 'Wealth management', 'sfb.cn.bank.'],
  ['fx', '外汇', 'Foreign exchange', 'sfb.cn.bank.'],
  ['complaints', '投诉处理', 'Complaints', 'sfb.'],
  ['hongkong', '香港业务', 'Hong Kong', 'sfb.hk.bank.'],
].map(([key, zh, en, institution]) => ({ key, institution, name: name(zh, en), version: 1 }));
const PEOPLE = [
  ['陈思远', 'Chen Siyuan', 'sfb.cn.bank.', { retail: 8, loans: 6, app: 7, complaints: 4 }, 'ready', 3],
  ['李若彤', 'Li Ruotong', 'sfb.cn.bank.', { retail: 7, app: 9 }, 'ready', 4],
  ['王梓涵', 'Wang Zihan', 'sfb.cn.bank.', { retail: 5, loans: 9, vip: 3 }, 'ready', 3],
  ['赵一鸣', 'Zhao Yiming', 'sfb.cn.bank.', { retail: 9, vip: 8, wealth: 7 }, 'away', 2],
  ['周雨桐', 'Zhou Yutong', 'sfb.cn.card.', { cards: 8, complaints: 6 }, 'ready', 4],
  ['吴嘉豪', 'Wu Jiahao', 'sfb.cn.card.', { cards: 6 }, 'ready', 4],
  ['郑可欣', 'Zheng Kexin', 'sfb.cn.card.', { cards: 9, vip: 5 }, 'away', 3],
  ['冯晓东', 'Feng Xiaodong', 'sfb.cn.bank.', { app: 4, retail: 3 }, 'offline', 3],
  ['何静怡', 'He Jingyi', 'sfb.cn.bank.', { loans: 7, fx: 8, retail: 6 }, 'ready', 3],
  ['许文博', 'Xu Wenbo', 'sfb.cn.bank.', { wealth: 9, vip: 9, fx: 6 }, 'offline', 2],
  ['林清扬', 'Lin Qingyang', 'sfb.hk.bank.', { hongkong: 8, cards: 4 }, 'ready', 3],
  ['谢雨萌', 'Xie Yumeng', 'sfb.hk.bank.', { hongkong: 6 }, 'away', 3],
  ['孙浩然', 'Sun Haoran', 'sfb.cn.bank.', null, 'offline', 3],
].map(([zh, en, home, skills, state, capacity], at) => ({
  id: demo.id(),
  name: name(zh, en),
  home,
  serves: true,
  state,
  abilities: {
    skills: Object.entries(skills ?? {}).map(([skill, level]) => ({ skill, level })),
    languages: [
      { language: 'zh', level: 9 },
      ...(at % 3 === 1 || home === 'sfb.hk.bank.' ? [{ language: 'en', level: 7 }] : []),
    ],
    chatCapacity: capacity,
    version: skills ? 1 : 0,
  },
}));
const skill = (key, level) => ({ kind: 'skill', name: key, level });
const queue = (zh, en, institution, skills, more = {}) => ({
  id: demo.id(),
  institution,
  name: name(zh, en),
  skills: Object.entries(skills).map(([skill, level]) => ({ skill, level })),
  priority: 50,
  calendar: null,
  target: 0.8,
  targetWaitSeconds: 30,
  offerTimeoutSeconds: 25,
  maxWaiting: 500,
  closedMessage: null,
  choice: null,
  weights: null,
  steps: [],
  limits: null,
  active: true,
  version: 1,
  ...more,
});
const QUEUES = [
  queue('个人业务', 'Personal banking', 'sfb.cn.bank.', { retail: 1 }),
  queue(
    '贷款咨询',
    'Loans',
    'sfb.cn.bank.',
    { loans: 5, retail: 3 },
    {
      targetWaitSeconds: 45,
      choice: 'weighted',
      weights: { skill: 3, idle: 1, occupancy: 2 },
      limits: { expectedWaitSeconds: 900, oldestWaitSeconds: null },
      steps: [
        { expirySeconds: 20, asks: [skill('loans', 9)] },
        { expirySeconds: 40, asks: null },
        {
          expirySeconds: null,
          asks: [
            { kind: 'any-of', name: '', of: [skill('retail', 5), skill('wealth', 5)] },
            { kind: 'institution', name: 'sfb.cn.bank.' },
          ],
        },
      ],
    },
  ),
  queue('手机银行', 'Mobile banking', 'sfb.cn.bank.', { app: 4 }),
  queue(
    '贵宾服务',
    'VIP service',
    'sfb.cn.bank.',
    { vip: 8 },
    {
      priority: 80,
      target: 0.95,
      targetWaitSeconds: 15,
      closedMessage: name('您的客户经理明早 8:30 起为您服务。', 'Your manager is here from 8:30.'),
    },
  ),
  queue('信用卡', 'Credit cards', 'sfb.cn.card.', { cards: 1 }),
  queue('卡片争议', 'Card disputes', 'sfb.cn.card.', { cards: 7, complaints: 7 }),
  queue('香港分行', 'Hong Kong branch', 'sfb.hk.bank.', { hongkong: 1 }),
  queue('双十一专席', 'Double Eleven', 'sfb.cn.card.', { cards: 3 }, { active: false }),
];
const REASONS = [
  ['break', '小休', 'Break'],
  ['meal', '用餐', 'Meal'],
  ['meeting', '会议', 'Meeting'],
  ['training', '培训', 'Training'],
  ['coaching', '辅导', 'Coaching'],
  ['paperwork', '处理工单', 'Case work'],
  ['volunteer', '志愿活动', 'Volunteering', false],
  ['arrived', '已到岗', 'Arrived', true, true],
  ['unanswered', '多次未应答', 'Offers not answered', true, true],
].map(([key, zh, en, active = true, system = false]) => ({ key, name: name(zh, en), system, active, version: 1 }));
const reply = (institution, language, shortcut, title, text) => ({
  id: demo.id(),
  institution,
  owner: null,
  language,
  shortcut,
  title,
  text,
  version: 1,
});
const REPLIES = [
  reply('sfb.', 'zh', 'hi', '问候', '您好，{{customer}}，我是{{agent}}，很高兴为您服务。请问有什么可以帮您？'),
  reply('sfb.', 'zh', 'wait', '请稍候', '请您稍候，我正在为您核实，大约需要一分钟。'),
  reply('sfb.', 'zh', 'case', '告知工单号', '您的诉求已登记，工单号 {{case}}，我会跟进到底。'),
  reply(
    'sfb.cn.bank.',
    'zh',
    'early',
    '提前还款',
    '提前还款可在手机银行“贷款-提前还款”办理；还款满一年后不收取违约金。\n\n不满一年的，按提前还款金额的 1% 收取。',
  ),
  reply('sfb.cn.card.', 'zh', 'lost', '挂失', '请先在手机银行“卡片管理-挂失”临时冻结，我同时为您登记挂失。'),
  reply('sfb.', 'zh', 'bye', '结束语', '感谢您的咨询，祝您生活愉快。'),
  reply('sfb.', 'en', 'hi', 'Greeting', 'Hello {{customer}}, this is {{agent}}. How can I help you?'),
  reply('sfb.', 'en', 'wait', 'One moment', 'One moment please, I am checking this for you. It takes about a minute.'),
  reply('sfb.', 'en', 'bye', 'Goodbye', 'Thank you for contacting us. Have a good day.'),
];
const OWN = [{ ...reply('sfb.cn.bank.', 'zh', 'me', '自我介绍', '我是{{agent}}，由我一直跟进到解决。'), owner: 'me' }];
const WIDGETS = [
  {
    id: demo.id(),
    key: 'demo',
    institution: 'sfb.cn.bank.',
    queue: QUEUES[0].id,
    title: name('示范银行在线客服', 'Demonstration Bank'),
    greeting: name('您好，请问有什么可以帮您？', 'Hello, how can we help you?'),
    colour: '#14558a',
    topics: [
      { key: 'account', label: name('账户与转账', 'Accounts and transfers'), queue: null },
      { key: 'card', label: name('信用卡', 'Credit cards'), queue: QUEUES[4].id },
      { key: 'vip', label: name('贵宾客户', 'VIP customers'), queue: QUEUES[3].id },
    ],
    quickReplies: [
      name('如何提前还款？', 'How do I repay early?'),
      name('卡片丢失怎么办？', 'I lost my card'),
      name('网点几点开门？', 'When does the outlet open?'),
    ],
    origins: ['self', 'app', 'https://www.bank.example'],
    languages: ['zh', 'en'],
    closedMessage: null,
    graceSeconds: 120,
    active: true,
    version: 1,
  },
  {
    id: demo.id(),
    key: 'demo-hk',
    institution: 'sfb.hk.bank.',
    queue: QUEUES[6].id,
    title: name('示范银行香港分行', 'Demonstration Bank Hong Kong'),
    greeting: name('您好，请问有什么可以帮您？', 'Hello, how can we help you?'),
    colour: '#f2b705',
    topics: [],
    quickReplies: [],
    origins: ['https://www.hk.bank.example'],
    languages: ['en', 'zh'],
    closedMessage: name('办公时间为周一至周五 9:00–17:00。', 'We are here Monday to Friday, 9:00 to 17:00.'),
    graceSeconds: 120,
    active: true,
    version: 1,
  },
];
let next = null;
let empty = false;

export const dev = {
  'service-next': (_world, body) => {
    next = body;
  },
  'service-empty': (_world, body) => {
    empty = body.on;
  },
};

const levels = (person) => Object.fromEntries(person.abilities.skills.map((each) => [each.skill, each.level]));
const meets = (person, needs) =>
  person.abilities.version > 0 && needs.every(([skill, level]) => (levels(person)[skill] ?? 0) >= level);
const free = (person) => (person.state === 'ready' ? Math.max(0, person.abilities.chatCapacity - 1) : 0);

const has = (person, ask) => {
  if (ask.kind === 'skill') return (levels(person)[ask.name] ?? 0) >= ask.level;
  if (ask.kind === 'language') return person.abilities.languages.some((each) => each.language === ask.name);
  if (ask.kind === 'institution') return person.home.startsWith(ask.name);
  return ask.of.some((each) => has(person, each));
};

/** Who can serve each step; one entry where there are no steps. */
function reach({ skills, steps, language }) {
  const needs = skills.map((each) => skill(each.skill, each.level));
  const asked = steps.length > 0 ? steps.map((step) => step.asks ?? needs) : [needs];
  return {
    steps: asked.map((asks) => able([], [...asks, ...(language ? [{ kind: 'language', name: language }] : [])])),
  };
}

function able(needs, asks = []) {
  const found = PEOPLE.filter((person) => meets(person, needs) && asks.every((ask) => has(person, ask)));
  const order = { ready: 0, away: 1, offline: 2 };
  return {
    able: found.length,
    ready: found.filter((person) => person.state === 'ready').length,
    free: found.reduce((sum, person) => sum + free(person), 0),
    elsewhere: 0,
    colleagues: found
      .sort((a, b) => order[a.state] - order[b.state])
      .map((person) => ({
        id: person.id,
        name: person.name,
        home: person.home,
        presence: {
          state: person.state,
          reason: person.state === 'away' ? 'meal' : null,
          since: demo.ago(700),
          afterContact: 0,
        },
        free: free(person),
      })),
  };
}

/** Keeps one thing of a list as the server would: by key, and only over the version that stands. */
function keep(list, id, field, method, body, refuse) {
  const at = list.findIndex((each) => each[field] === id);
  if (method === 'DELETE') {
    list.splice(at, 1);
    return {};
  }
  if (body.version !== list[at].version) return refuse();
  list[at] = { ...list[at], ...body, version: body.version + 1 };
  return list[at];
}

export function answer({ method, path, query, body, problem }) {
  const mine =
    /^\/(admin\/(skills|agents|queues|away-reasons|canned-replies|widgets|operators\/[\w-]+\/skills)|canned-replies\/own)/;
  if (!mine.test(path)) return undefined;
  if (method !== 'GET' && next && !path.endsWith('/reach')) {
    const { status, code, values } = next;
    next = null;
    return problem(status, code, code, values ?? {});
  }
  if (method === 'GET' && empty && !path.includes('staffing') && !path.endsWith('/reach'))
    return path === '/admin/agents' ? { agents: [], total: 0 } : [];
  const stale = (kind) => () => problem(409, `${kind}.stale`, 'changed', {});
  const hit = /^\/(admin\/[\w-]+|canned-replies\/own)(?:\/([\w-]+))?(?:\/([\w-]+))?$/.exec(path);
  const [, list, id, act] = hit ?? [];
  switch (list) {
    case 'admin/skills':
      if (!id && method === 'POST') {
        SKILLS.push({ ...body, version: 1 });
        return SKILLS.at(-1);
      }
      return id ? keep(SKILLS, id, 'key', method, body, stale('skill')) : SKILLS;
    case 'admin/agents': {
      const words = query.get('q') ?? '';
      const under = query.get('institution') ?? '';
      const found = PEOPLE.filter(
        (person) => person.home.startsWith(under) && `${person.name.zh} ${person.name.en}`.includes(words),
      );
      return { agents: found.map(({ state: _state, ...person }) => person), total: found.length };
    }
    case 'admin/operators': {
      const person = PEOPLE.find((each) => each.id === id);
      if (method === 'GET') return person.abilities;
      if (body.version !== person.abilities.version) return stale('agent')();
      person.abilities = { ...body, version: body.version + 1 };
      return person.abilities;
    }
    case 'admin/queues': {
      if (id === 'staffing')
        return QUEUES.map((each, at) => {
          const now = able(each.skills.map(({ skill, level }) => [skill, level]));
          return {
            queue: each.id,
            waiting: each.active ? at % 3 : 0,
            able: now.able,
            ready: now.ready,
            free: now.free,
          };
        });
      if (id === 'reach') return reach(body);
      if (id === 'able')
        return able(
          query.getAll('skill').map((each) => {
            const [skill, level] = each.split(':');
            return [skill, Number(level)];
          }),
        );
      if (!id && method === 'POST') {
        QUEUES.push({ ...body, id: demo.id(), version: 1 });
        return QUEUES.at(-1);
      }
      return id ? keep(QUEUES, id, 'id', method, body, stale('queue')) : QUEUES;
    }
    case 'admin/away-reasons': {
      const shown = () => REASONS.map((each) => ({ ...each, editable: true }));
      if (method === 'POST') {
        REASONS.push({ ...body, system: false, active: true, version: 1 });
        return { ...REASONS.at(-1), editable: true };
      }
      if (method === 'PUT' && !id) {
        REASONS.sort((a, b) => body.keys.indexOf(a.key) - body.keys.indexOf(b.key));
        return shown();
      }
      return id ? keep(REASONS, id, 'key', method, body, stale('away-reason')) : shown();
    }
    case 'admin/canned-replies':
    case 'canned-replies/own': {
      const rows = list === 'canned-replies/own' ? OWN : REPLIES;
      if (!id && method === 'POST') {
        if (rows.some((each) => each.shortcut === body.shortcut && each.language === body.language))
          return problem(409, 'canned-reply.shortcut-taken', 'taken', { field: 'shortcut', shortcut: body.shortcut });
        rows.push({ ...body, id: demo.id(), version: 1 });
        return rows.at(-1);
      }
      return id ? keep(rows, id, 'id', method, body, stale('canned-reply')) : rows;
    }
    case 'admin/widgets': {
      const widget = WIDGETS.find((each) => each.id === id);
      if (act === 'snippet')
        return {
          html: `<script src="https://centre.bank.example/widget/airbranch.js" data-widget="${widget.key}" async></script>`,
        };
      if (!id && method === 'POST') {
        WIDGETS.push({ ...body, id: demo.id(), version: 1 });
        return WIDGETS.at(-1);
      }
      return id ? (method === 'GET' ? widget : keep(WIDGETS, id, 'id', method, body, stale('widget'))) : WIDGETS;
    }
    default:
      return undefined;
  }
}
