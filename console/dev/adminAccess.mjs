// The stand-in's institutions, operators and business hours.
import { ago, ahead, id } from './world.mjs';

const name = (zh, en) => ({ zh, en });
const allDay = [{ from: '00:00', to: '00:00' }];
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const week = (workday, saturday, sunday = saturday) =>
  Object.fromEntries(days.map((day, at) => [day, at < 5 ? workday : at === 5 ? saturday : sunday]));
const year = new Date().getFullYear();
const calendars = [
  ['sfb.', '全天候服务', 'Around the clock', week(allDay, allDay), {}],
  [
    'sfb.cn.bank.',
    '网点营业时间',
    'Outlet hours',
    week(
      [
        { from: '09:00', to: '12:00' },
        { from: '13:30', to: '17:00' },
      ],
      [],
    ),
    {
      [`${year}-10-01`]: [],
      [`${year}-10-02`]: [],
      [`${year}-12-31`]: [{ from: '09:00', to: '12:00' }],
      [`${year + 1}-01-01`]: [],
      [`${year + 1}-05-01`]: [],
      [`${year + 1}-10-01`]: [],
    },
  ],
  [
    'sfb.cn.card.',
    '信用卡夜班',
    'Card centre with night shift',
    week(
      [
        { from: '08:00', to: '20:00' },
        { from: '22:00', to: '06:00' },
      ],
      [{ from: '10:00', to: '18:00' }],
    ),
    {},
  ],
  [
    'sfb.hk.',
    '香港办公时间',
    'Hong Kong office hours',
    week(
      [
        { from: '09:00', to: '13:00' },
        { from: '14:00', to: '18:00' },
      ],
      [{ from: '09:00', to: '13:00' }],
      [],
    ),
    { [`${year}-12-25`]: [] },
  ],
].map(([institution, zh, en, its, specialDays]) => ({
  id: id(),
  institution,
  name: name(zh, en),
  week: its,
  specialDays,
  editable: true,
  version: 0,
}));

const SH = 'Asia/Shanghai';
const institutions = [
  ['sfb.', 'group', '示范银行集团', 'Demonstration Bank Group', SH, ['zh', 'en']],
  ['sfb.cn.', 'country', '中国内地', 'Mainland China', SH, ['zh', 'en']],
  ['sfb.cn.bank.', 'entity', '示范银行', 'Demonstration Bank', SH, ['zh', 'en'], 1],
  ['sfb.cn.bank.sh01.', 'outlet', '上海滨江支行', 'Shanghai Riverside Outlet', SH, ['zh', 'en']],
  ['sfb.cn.bank.bj01.', 'outlet', '北京金桥支行', 'Beijing Golden Bridge Outlet', SH, ['zh']],
  ['sfb.cn.bank.sz01.', 'outlet', '深圳海月支行', 'Shenzhen Sea Moon Outlet', SH, ['zh', 'en']],
  ['sfb.cn.card.', 'entity', '示范银行信用卡中心', 'Demonstration Bank Card Centre', SH, ['zh', 'en'], 2],
  ['sfb.hk.', 'country', '中国香港', 'Hong Kong, China', 'Asia/Hong_Kong', ['zh', 'en'], 3],
  ['sfb.hk.bank.', 'entity', '示范银行香港分行', 'Demonstration Bank Hong Kong Branch', 'Asia/Hong_Kong', ['en', 'zh']],
  ['sfb.sg.', 'country', '新加坡', 'Singapore', 'Asia/Singapore', ['en', 'zh', 'ms']],
].map(([path, kind, zh, en, zone, languages, calendar]) => ({
  path,
  kind,
  name: name(zh, en),
  zone,
  languages,
  calendar: calendar ? calendars[calendar].id : null,
  version: 0,
}));

const RIGHTS = {
  agent: [],
  supervisor: [],
  'knowledge-editor': [],
  'relationship-manager': [],
  'campaign-manager': [],
  'quality-analyst': [],
  planner: [],
  analyst: [],
  administrator: [],
  auditor: [],
};
const people = [
  ['chensy', '陈思远', 'Chen Siyuan', 'sfb.cn.bank.', ['agent'], { sessions: 1, totp: true }],
  ['lirt', '李若彤', 'Li Ruotong', 'sfb.cn.bank.', ['agent'], { sessions: 2 }],
  ['wangzh', '王梓涵', 'Wang Zihan', 'sfb.cn.bank.', ['agent', 'supervisor'], { sessions: 1 }],
  ['zhaoym', '赵一鸣', 'Zhao Yiming', 'sfb.cn.card.', ['agent'], { held: true }],
  ['zhouyt', '周雨桐', 'Zhou Yutong', 'sfb.cn.card.', ['agent'], {}],
  ['wujh', '吴嘉豪', 'Wu Jiahao', 'sfb.hk.bank.', ['supervisor'], { sessions: 1 }],
  ['zhengkx', '郑可欣', 'Zheng Kexin', 'sfb.cn.bank.sh01.', ['relationship-manager'], {}],
  ['fengxd', '冯晓东', 'Feng Xiaodong', 'sfb.cn.bank.', ['quality-analyst', 'analyst'], { locked: true }],
  ['hejy', '何静怡', 'He Jingyi', 'sfb.', ['administrator', 'auditor'], { sessions: 1, totp: true }],
  ['xuwb', '许文博', 'Xu Wenbo', 'sfb.cn.bank.', ['planner'], {}],
  ['linqy', '林清扬', 'Lin Qingyang', 'sfb.', [], { never: true }],
].map(([username, zh, en, home, roles, more], at) => ({
  id: id(),
  username,
  name: name(zh, en),
  home,
  language: home.startsWith('sfb.hk') ? 'en' : 'zh',
  roles: roles.map((role) => ({ role, scope: home })),
  active: !more.locked,
  lockedUntil: more.held ? ahead(540) : null,
  totp: more.totp ?? false,
  lastSignIn: more.never ? null : ago(1900 + at * 7300),
  sessions: more.sessions ?? 0,
  version: 1,
}));
const abilities = new Map(
  people.slice(0, 4).map((each, at) => [
    each.id,
    {
      skills: [
        { skill: 'cards', level: 8 - at },
        { skill: 'loans', level: 3 + at },
      ],
      languages: [
        { language: 'zh', level: 10 },
        { language: 'en', level: 6 },
      ],
      chatCapacity: 4,
      version: 1,
    },
  ]),
);

export function answer({ world, method, path, query, body, problem }) {
  const at = (pattern) => new RegExp(`^/admin/${pattern}$`).exec(path);
  const stale = (what, it) => problem(409, `${what}.changed-meanwhile`, 'changed', { version: it.version });
  /** Changes one of a list in place; with `world.conflict` somebody else was faster. */
  const change = (what, it) => {
    if (world.conflict || body.version !== it.version) {
      world.conflict = false;
      it.version++;
      return stale(what, it);
    }
    Object.assign(it, body, { version: it.version + 1 });
    return it;
  };
  if (path === '/admin/institutions') {
    if (method === 'GET') return world.fails ? problem(503, 'database.unavailable') : institutions;
    if (institutions.some((each) => each.path === body.path))
      return problem(409, 'institution.exists', 'exists', { path: body.path });
    institutions.push({ ...body, version: 0 });
    return institutions.at(-1);
  }
  let hit = at('institutions/([^/]+)');
  if (hit) {
    const wanted = decodeURIComponent(hit[1]);
    const index = institutions.findIndex((each) => each.path === wanted);
    if (method !== 'DELETE') return change('institution', institutions[index]);
    if (people.some((each) => each.home === wanted))
      return problem(409, 'institution.in-use', 'in use', { path: wanted, what: 'operators' });
    institutions.splice(index, 1);
    return {};
  }
  if (path === '/admin/calendars') {
    if (method === 'GET') return calendars;
    calendars.push({ ...body, id: id(), editable: true, version: 0 });
    return calendars.at(-1);
  }
  hit = at('calendars/([^/]+)');
  if (hit) {
    const index = calendars.findIndex((each) => each.id === hit[1]);
    if (method !== 'DELETE') return change('calendar', calendars[index]);
    calendars.splice(index, 1);
    return {};
  }
  if (path === '/admin/roles') return Object.entries(RIGHTS).map(([role, rights]) => ({ role, rights }));
  if (path === '/admin/operators') {
    if (method === 'GET') {
      const q = (query.get('q') ?? '').toLowerCase();
      return people.filter(
        (each) =>
          each.home.startsWith(query.get('institution') ?? '') &&
          `${each.username} ${each.name.zh} ${each.name.en}`.toLowerCase().includes(q),
      );
    }
    if (people.some((each) => each.username === body.username))
      return problem(409, 'operator.username-taken', 'taken', { username: body.username });
    const { password, ...rest } = body;
    people.push({ ...rest, id: id(), active: true, totp: false, lastSignIn: null, sessions: 0, version: 0 });
    return { operator: people.at(-1), password: password ? null : 'h7Kq2vNw9XeRb4Tz' };
  }
  hit = at('operators/([^/]+)(?:/(\\w+))?');
  if (!hit) return undefined;
  const person = people.find((each) => each.id === hit[1]);
  if (!person) return problem(404, 'operator.unknown', 'unknown', { operator: hit[1] });
  switch (hit[2]) {
    case 'skills': {
      const its = abilities.get(person.id) ?? { skills: [], languages: [], chatCapacity: 3, version: 0 };
      if (method === 'PUT') abilities.set(person.id, { ...body, version: its.version + 1 });
      return abilities.get(person.id) ?? its;
    }
    case 'roles':
      return change('operator', person);
    case 'lock':
      Object.assign(person, { active: !body.locked, lockedUntil: null, version: person.version + 1 });
      if (body.locked) person.sessions = 0;
      return person;
    case 'password':
      person.sessions = 0;
      return { password: body.password ? null : 'p4Tm8cWs2ZdLx6Qa' };
    case 'totp':
      return Object.assign(person, { totp: false, sessions: 0 });
    case 'sessions':
      return Object.assign(person, { sessions: 0 });
    default:
      return method === 'PUT' ? change('operator', person) : person;
  }
}
