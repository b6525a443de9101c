// The stand-in's routing: why somebody waits, priorities, agents' days, occupancy, alerts and their rules.
import * as demo from './world.mjs';

const name = (zh, en) => ({ zh, en });
const person = (index) => ({ id: demo.AGENTS[index].id, name: demo.AGENTS[index].name });
const WORTH = 60_000;

/** Line order as the engine keeps it: the wait and what the priority is worth. */
export function lined(queue) {
  const claim = (each) => Date.parse(each.since) - (each.priority ?? 0) * WORTH;
  queue.waitingContacts = [...queue.waitingContacts]
    .sort((a, b) => claim(a) - claim(b))
    .map((each, at) => ({ ...each, position: at + 1 }));
}

const STEPS = [
  { expirySeconds: 20, asks: null, colleagues: [person(2)] },
  {
    expirySeconds: 240,
    asks: [
      { kind: 'skill', name: 'cards', level: 7 },
      { kind: 'institution', name: 'sfb.cn.card.' },
    ],
    colleagues: [],
  },
  { expirySeconds: null, asks: null, colleagues: [] },
];

function why(floor, contact, at) {
  const queue = floor.queues.find((each) => each.waitingContacts.some((one) => one.id === contact));
  if (!queue) return null;
  const mine = queue.waitingContacts.find((each) => each.id === contact);
  const lost = queue === floor.queues[4];
  const waited = (at ? Date.parse(at) : Date.now()) - Date.parse(mine.since);
  const step = lost ? 0 : waited < 20_000 ? 0 : waited < 260_000 ? 1 : 2;
  const begun = Date.parse(mine.since) + [0, 20_000, 260_000][step];
  const steps = lost ? [{ expirySeconds: null, asks: null, colleagues: [] }] : STEPS;
  const until = steps[step].expirySeconds ? new Date(begun + steps[step].expirySeconds * 1000).toISOString() : null;
  const asks = lost
    ? [
        { kind: 'skill', name: 'hongkong', level: 8 },
        { kind: 'language', name: 'en' },
      ]
    : [
        { kind: 'skill', name: 'cards', level: step === 1 ? 7 : 1 },
        { kind: 'language', name: 'zh' },
      ];
  const excluded = lost
    ? [
        { reason: 'missing-skill', missing: asks[0], count: 14, agents: [person(0), person(1), person(2)] },
        { reason: 'missing-language', missing: asks[1], count: 6, agents: [person(3), person(4)] },
      ]
    : [
        { reason: 'busy', count: 9, agents: [0, 2, 4, 6, 8, 9, 11].map(person) },
        { reason: 'let-it-pass', count: 1, agents: [person(1)] },
        { reason: 'not-on-duty', count: 2, agents: [person(3), person(7)] },
        { reason: 'missing-skill', missing: asks[0], count: 18, agents: [person(5), person(10)] },
        { reason: 'missing-language', missing: asks[1], count: 3, agents: [] },
      ];
  return {
    contact,
    at: at ?? demo.ago(0),
    queue: { id: queue.id, name: queue.name },
    medium: 'chat',
    phase: mine.asked && !at ? 'offered' : 'waiting',
    priority: mine.priority ?? 0,
    tier: mine.position % 3 === 0 ? 5 : 0,
    since: mine.since,
    position: mine.position,
    step,
    steps,
    asks,
    choice: 'least-occupied',
    candidates: [],
    excluded,
    ahead: queue.waitingContacts.filter((each) => each.position < mine.position).map((each) => each.id),
    stepUntil: until,
    pauseUntil: null,
    offerUntil: mine.asked && !at ? demo.ahead(14) : null,
    chosen:
      mine.asked && !at ? { agent: person(1), score: 0, merit: 0, idleSince: demo.ago(95), occupancy: 0.25 } : null,
    estimate: lost ? null : { seconds: 70 * mine.position, typicalErrorSeconds: 45, method: 'starts' },
  };
}

function story(floor, contact) {
  const queue = floor.queues.find((each) => each.waitingContacts.some((one) => one.id === contact));
  if (!queue) return null;
  const mine = queue.waitingContacts.find((each) => each.id === contact);
  const began = Date.parse(mine.since);
  const at = (seconds) => new Date(began + seconds * 1000).toISOString();
  const told = [
    { at: at(0), kind: 'placed', queue: { id: queue.id, name: queue.name }, values: { priority: 0 } },
    { at: at(4), kind: 'offered', agent: person(2) },
    { at: at(20), kind: 'offer-ended', agent: person(2), values: { end: 'expired' } },
    { at: at(20.4), kind: 'step', values: { step: 1 } },
    { at: at(41), kind: 'offered', agent: person(1) },
    { at: at(58), kind: 'offer-ended', agent: person(1), values: { end: 'declined', reason: 'busy' } },
    ...(mine.priority
      ? [{ at: demo.ago(5), kind: 'priority', agent: person(0), values: { priority: mine.priority } }]
      : []),
  ];
  return told.filter((each) => Date.parse(each.at) <= Date.now());
}

function agentDay(id, date) {
  const who = demo.AGENTS.find((each) => each.id === id);
  if (!who) return null;
  const from = date ? new Date(`${date}T00:00:00+08:00`) : new Date(`${demo.today()}T00:00:00+08:00`);
  const to = new Date(from.getTime() + 86_400_000);
  const now = Math.min(Date.now(), to.getTime());
  const at = (minutes) => new Date(from.getTime() + minutes * 60_000).toISOString();
  const nowMinutes = (now - from.getTime()) / 60_000;
  const plan = [
    ['away', 'arrived', 488],
    ['ready', null, 494],
    ['away', 'break', 612],
    ['ready', null, 625],
    ['away', 'meal', 722],
    ['ready', null, 768],
    ['lost', null, 840],
    ['ready', null, 843],
    ['away', 'unanswered', 905],
    ['ready', null, 911],
    ['away', 'meeting', 975],
    ['ready', null, 1004],
    ['offline', null, 1082],
  ].filter(([, , begin]) => begin < nowMinutes);
  if (who === demo.AGENTS[10] || plan.length === 0)
    return {
      agent: { id, name: who.name },
      from: from.toISOString(),
      to: to.toISOString(),
      states: [],
      contacts: [],
      totals: {
        readySeconds: 0,
        awaySeconds: {},
        busySeconds: 0,
        afterContactSeconds: 0,
        occupancy: 0,
        contacts: 0,
        declined: 0,
        unanswered: 0,
      },
    };
  const states = plan.map(([state, reason, begin], index) => ({
    state,
    ...(reason && { reason }),
    from: at(begin),
    ...(plan[index + 1] && { to: at(plan[index + 1][2]) }),
  }));
  const contacts = [];
  for (let begin = 498, n = 0; begin < Math.min(nowMinutes, 1075); begin += 9 + ((n * 7) % 11), n++) {
    const end = begin + 6 + ((n * 5) % 13);
    const queue = demo.QUEUES[n % 3];
    const contact = demo.id();
    const running = end > nowMinutes;
    contacts.push({ contact, queue, from: at(begin), ...(!running && { to: at(end) }), state: 'served' });
    if (!running) contacts.push({ contact, queue, from: at(end), to: at(end + 2), state: 'after-contact' });
  }
  return {
    agent: { id, name: who.name },
    from: from.toISOString(),
    to: to.toISOString(),
    states,
    contacts,
    totals: {
      readySeconds: 25_380,
      awaySeconds: { arrived: 360, break: 780, meal: 2760, meeting: 1740, unanswered: 360 },
      busySeconds: 18_240,
      afterContactSeconds: 2_880,
      occupancy: 0.81,
      contacts: contacts.filter((each) => each.state === 'served').length,
      declined: 1,
      unanswered: 3,
    },
  };
}

const rule = (zh, en, measure, limit, more = {}) => ({
  id: demo.id(),
  institution: 'sfb.cn.bank.',
  name: name(zh, en),
  queue: null,
  measure,
  limit,
  forSeconds: 60,
  level: 'warn',
  onlyOpen: true,
  active: true,
  version: 1,
  ...more,
});
const RULES = [
  rule('等待太久', 'Waits too long', 'longest-wait', 180, { level: 'act', forSeconds: 0 }),
  rule('排队人数过多', 'Too many waiting', 'waiting', 10),
  rule('服务水平不足', 'Service level low', 'service-level', 0.7, { forSeconds: 300 }),
  rule('无人可接', 'Reaches nobody', 'reaches-nobody', 0, { level: 'act', forSeconds: 120 }),
  rule('就绪座席不足', 'Too few ready', 'agents-ready', 2, { active: false }),
];
const alerts = { open: [], past: [] };

export function begin(floor) {
  const queue = (index) => ({ id: floor.queues[index].id, name: floor.queues[index].name });
  const alert = (which, queueAt, value, since, more = {}) => ({
    id: demo.id(),
    rule: { id: RULES[which].id, name: RULES[which].name },
    queue: queue(queueAt),
    measure: RULES[which].measure,
    limit: RULES[which].limit,
    level: RULES[which].level,
    value,
    since: demo.ago(since),
    ...more,
  });
  alerts.open = [alert(0, 0, 214, 34), alert(2, 1, 0.62, 1260, { acknowledged: { by: person(0), at: demo.ago(900) } })];
  alerts.past = [
    alert(1, 2, 14, 7200, { until: demo.ago(6300) }),
    alert(3, 3, 1, 15_000, { until: demo.ago(14_000), acknowledged: { by: person(2), at: demo.ago(14_800) } }),
  ];
  for (const each of floor.queues) {
    each.waitingContacts.forEach((one, index) => {
      one.priority = index === 3 ? 5 : 0;
      one.step = index % 3;
      if (index === 4) one.callback = true;
    });
    lined(each);
  }
}

export function answer({ world, method, path, query, body, problem, floor, tell }) {
  const at = (pattern) => new RegExp(`^${pattern}$`).exec(path);
  let hit = at('/contacts/([\\w-]+)/routing');
  if (hit) {
    if (world.whyFails) return problem(503, 'database.unavailable');
    return why(floor, hit[1], query.get('at')) ?? problem(404, 'contact.unknown');
  }
  hit = at('/contacts/([\\w-]+)/routing/history');
  if (hit) return story(floor, hit[1]) ?? [];
  hit = at('/contacts/([\\w-]+)/priority');
  if (hit) {
    const queue = floor.queues.find((each) => each.waitingContacts.some((one) => one.id === hit[1]));
    if (!queue) return problem(409, 'contact.served');
    const mine = queue.waitingContacts.find((each) => each.id === hit[1]);
    mine.priority = body.priority;
    lined(queue);
    tell(world, 'floor', { queues: [queue], agents: [] });
    return { position: queue.waitingContacts.find((each) => each.id === hit[1]).position };
  }
  hit = at('/floor/agents/([\\w-]+)/day');
  if (hit) return agentDay(hit[1], query.get('date')) ?? problem(404, 'operator.unknown');
  if (path === '/floor/occupancy') return demo.occupancy();
  if (path === '/floor/alerts') return alerts;
  hit = at('/floor/alerts/([\\w-]+)/acknowledge');
  if (hit) {
    const alert = alerts.open.find((each) => each.id === hit[1]);
    if (!alert) return problem(409, 'alert.over');
    alert.acknowledged = { by: { id: world.me.id, name: world.me.name }, at: demo.ago(0) };
    tell(world, 'alert', alert);
    return alert;
  }
  hit = at('/admin/alert-rules(?:/([\\w-]+))?');
  if (!hit) return undefined;
  if (!hit[1] && method === 'GET') return RULES;
  if (!hit[1]) {
    RULES.push({ ...body, id: demo.id(), version: 1 });
    return RULES.at(-1);
  }
  const index = RULES.findIndex((each) => each.id === hit[1]);
  if (method === 'DELETE') {
    RULES.splice(index, 1);
    return {};
  }
  if (world.conflict || body.version !== RULES[index].version) {
    world.conflict = false;
    RULES[index].version++;
    return problem(409, 'alert-rule.stale');
  }
  RULES[index] = { ...RULES[index], ...body, version: body.version + 1 };
  return RULES[index];
}

export const dev = {
  alert: (world, body, tell) => {
    const first = alerts.open[0];
    const alert = { ...first, id: demo.id(), level: body.level ?? 'act', since: demo.ago(0), acknowledged: null };
    alerts.open.push(alert);
    tell(world, 'alert', alert);
  },
  'alerts-none': () => {
    alerts.open = [];
  },
  'why-fails': (world, body) => {
    world.whyFails = body.on;
  },
};
