// The audit trail of the stand-in server: some thousand entries of made-up people, and a chain that can be broken.
import { createHash } from 'node:crypto';
import { AGENTS, ago, CUSTOMERS, id } from './world.mjs';

const people = AGENTS.map((each, n) => ({ ...each, username: `agent${String(n + 1).padStart(2, '0')}` }));
const admin = { id: id(), username: 'admin', name: { zh: '系统管理员', en: 'Administrator' } };
export const INSTITUTIONS = [
  ['sfb.', '示范银行集团', 'Demo group'],
  ['sfb.cn.bank.', '示范银行', 'Demo bank'],
  ['sfb.cn.cards.', '信用卡中心', 'Card centre'],
  ['sfb.hk.bank.', '香港分行', 'Hong Kong branch'],
].map(([path, zh, en]) => ({ path, name: { zh, en } }));

const PLAN = [
  (n) => ['contact.read', 'contact', id(), null, { customer: CUSTOMERS[n % CUSTOMERS.length].id }],
  (n) => ['customer.view', 'customer', CUSTOMERS[n % CUSTOMERS.length].id, `contact:${id()}`, {}],
  (n) => ['customer.reveal', 'customer', CUSTOMERS[n % CUSTOMERS.length].id, `contact:${id()}`, { field: 'phone' }],
  (n) => ['customer.search', 'customer', '', null, { hits: String(n % 4), characters: '3' }],
  () => ['sign-in.done', 'operator', null, null, { address: '10.20.4.17' }],
  () => ['case.state', 'case', id(), null, { 'state.before': 'open', 'state.after': 'solved' }],
  () => ['case.note', 'case', id(), null, {}],
  () => ['agent.presence', 'operator', people[3].id, null, { state: 'away' }],
];
const RARE = [
  ['sign-in.refused', 'operator', 'unknown', null, { address: '10.20.4.99', why: 'password' }],
  ['access.refused', 'right', 'audit.read', null, { where: 'sfb.cn.bank.' }],
  ['operator.roles', 'operator', people[2].id, null, { change: '+supervisor@sfb.cn.bank.' }],
  ['contact.step-in', 'contact', id(), null, {}],
  ['queue.change', 'queue', id(), null, { name: '信用卡服务' }],
];
const hash = (text) => createHash('sha256').update(text).digest('hex');

const entries = [];
for (let n = 1; n <= 2600; n++) {
  const rare = n % 37 === 0 ? RARE[(n / 37) % RARE.length] : null;
  const [action, subjectKind, whom, purpose, detail] = rare ?? PLAN[n % PLAN.length](n);
  const actor = action === 'sign-in.refused' ? null : action.startsWith('operator.') ? admin : people[n % 7];
  const subject = whom ?? actor.id;
  const previous = entries.at(-1)?.hash ?? '0'.repeat(64);
  const at = ago((2601 - n) * 310);
  entries.push({
    seq: n,
    at,
    actor: actor?.id ?? null,
    actorName: actor,
    action,
    subjectKind,
    subject,
    subjectName: subjectKind === 'operator' ? ([...people, admin].find((each) => each.id === subject) ?? null) : null,
    institution: INSTITUTIONS[1 + (n % 3)].path,
    purpose,
    detail,
    previous,
    hash: hash(previous + n + action + subject),
  });
}

let broken = null;
export const breakAt = (seq) => {
  broken = seq;
};

function verified(actor, verdict) {
  const last = entries.at(-1);
  entries.push({
    ...last,
    seq: last.seq + 1,
    at: ago(0),
    actor: actor.id,
    actorName: actor,
    action: 'audit.verify',
    subjectKind: 'audit',
    subject: verdict,
    subjectName: null,
    purpose: null,
    detail: { checked: String(last.seq), head: last.hash },
    previous: last.hash,
    hash: hash(last.hash),
  });
}

const matching = (query) => {
  const is = (name, of) => !query.get(name) || query.get(name) === of;
  const text = query.get('q')?.toLowerCase();
  return (entry) =>
    is('actor', entry.actor ?? 'system') &&
    (is('action', entry.action) || entry.action.startsWith(`${query.get('action')}.`)) &&
    (is('subject', `${entry.subjectKind}:${entry.subject}`) || query.get('subject') === entry.subjectKind) &&
    (is('customer', entry.subject) || is('customer', entry.detail.customer)) &&
    (!query.get('institution') || entry.institution.startsWith(query.get('institution'))) &&
    (!query.get('from') || entry.at >= query.get('from')) &&
    (!query.get('to') || entry.at < query.get('to')) &&
    (!query.get('before') || entry.seq < Number(query.get('before'))) &&
    (!text || JSON.stringify([entry.action, entry.subject, entry.purpose, entry.detail]).toLowerCase().includes(text));
};

/** Answers below /audit; undefined for other paths. */
export function audit(path, query) {
  if (path === '/admin/institutions') return INSTITUTIONS;
  if (path === '/audit') {
    const limit = Number(query.get('limit') ?? 100);
    const page = entries.toReversed().filter(matching(query)).slice(0, limit);
    return { entries: page, next: page.length < limit ? null : page.at(-1).seq };
  }
  if (path === '/audit/people')
    return [...people, admin].filter((each) => JSON.stringify(each.name).includes(query.get('q') ?? ''));
  if (path === '/audit/export') return `seq,at,action\n${entries.filter(matching(query)).length}`;
  if (path === '/audit/verify') {
    const after = Number(query.get('after') ?? 0);
    // smaller parts than asked for, so that the progress can be seen
    const last = entries.at(-1).seq;
    const through = Math.min(last, after + 400);
    const head = (seq) => entries[seq - 1]?.hash ?? '';
    if (broken && broken <= through) {
      verified(people[0], `broken-at-${broken}`);
      return {
        checked: broken - after,
        intact: false,
        brokenAt: broken,
        fault: 'changed',
        reason: `The content of link ${broken} was changed`,
        head: head(broken - 1),
        through: broken - 1,
        last,
      };
    }
    if (through === last) verified(people[0], 'intact');
    return { checked: through - after, intact: true, head: head(through), through, last };
  }
  return undefined;
}
