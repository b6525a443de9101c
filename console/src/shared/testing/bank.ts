import { vi } from 'vitest';
import { live } from '../live';

/** The server as a test wants it: answers by method and path, and remembers what it was asked. */
export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
}
type Answer = (asked: Asked) => unknown;

export class Refused {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly values: Record<string, unknown> = {},
  ) {}
}

/** @param answers `GET /cases/7` → what is answered; a `Refused` becomes a problem */
export function bank(answers: Record<string, Answer>): Asked[] {
  const calls: Asked[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const address = new URL(url, 'http://bank.example');
    const asked: Asked = {
      method: init.method ?? 'GET',
      path: address.pathname.replace('/api/v1', ''),
      query: address.searchParams,
      body: init.body ? JSON.parse(String(init.body)) : {},
    };
    calls.push(asked);
    const answer = answers[`${asked.method} ${asked.path}`];
    const said = answer ? answer(asked) : new Refused(404, 'http.404');
    if (said instanceof Refused)
      return new Response(JSON.stringify({ code: said.code, values: said.values }), { status: said.status });
    return new Response(JSON.stringify(said));
  });
  return calls;
}

/** Somebody with these rights is at the console. */
export function signedIn(rights: string[]): void {
  live.dispatch({
    type: 'me',
    me: {
      id: 'me',
      username: 'me',
      name: { zh: '陈思远', en: 'Chen Siyuan' },
      language: 'zh',
      home: 'bank.',
      roles: [],
      rights,
      presence: { state: 'ready', since: '2026-01-05T08:00:00Z', afterContact: 0 },
      capacity: { chat: { used: 0, max: 3 } },
      skills: [],
    },
  });
}
