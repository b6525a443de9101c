import { vi } from 'vitest';
import { live } from '@/shared/live';

export interface Sent {
  method: string;
  path: string;
  body: unknown;
}
type Answer = unknown | ((sent: Sent) => unknown);

/** A refusal as the server words it (RFC 9457). */
export function refuse(status: number, code: string, values: Record<string, unknown> = {}): Response {
  return new Response(JSON.stringify({ code, detail: code, values }), { status });
}

/** A server that answers `GET /admin/queues` and the like from a table, and remembers every write. */
export function serve(routes: Record<string, Answer>): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const path = address.replace('/api/v1', '').split('?')[0] ?? '';
    const call = { method: init.method ?? 'GET', path, body: init.body ? JSON.parse(String(init.body)) : undefined };
    // a question changes nothing
    if (call.method !== 'GET' && !path.endsWith('/reach')) sent.push(call);
    const answer = routes[`${call.method} ${path}`];
    if (answer === undefined) return refuse(404, 'http.404');
    const given = typeof answer === 'function' ? (answer as (sent: Sent) => unknown)(call) : answer;
    return given instanceof Response ? given : new Response(JSON.stringify(given));
  });
  return sent;
}

/** Signed in as an administrator of the whole group, with further rights where wanted. */
export function administer(more: string[] = []): void {
  live.dispatch({
    type: 'me',
    me: {
      id: 'me',
      username: 'admin',
      name: { zh: '管', en: 'Admin' },
      language: 'zh',
      home: 'sfb.',
      roles: [{ role: 'administrator', scope: 'sfb.' }],
      rights: ['institution.manage', 'operator.manage', 'queue.manage', 'channel.manage', ...more],
      presence: { state: 'offline', since: '2026-01-05T08:00:00Z', afterContact: 0 },
      capacity: { chat: { used: 0, max: 0 } },
      skills: [],
    },
  });
}

export const name = (zh: string, en: string) => ({ zh, en });

export const BANK = {
  path: 'sfb.',
  kind: 'group',
  name: name('示范银行', 'Demo bank'),
  zone: 'Asia/Shanghai',
  languages: ['zh'],
  version: 1,
};
