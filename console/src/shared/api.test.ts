import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, api, session } from './api';

const calls: { url: string; init: RequestInit }[] = [];
let answers: (() => Response | Promise<Response>)[] = [];

beforeEach(() => {
  calls.length = 0;
  vi.useFakeTimers();
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    calls.push({ url, init });
    const answer = answers.shift();
    if (!answer) throw new Error(`no answer left for ${url}`);
    return answer();
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  answers = [];
});

const header = (call: number, name: string) => new Headers(calls[call]?.init.headers).get(name);
const ok = (body: unknown) => () => new Response(JSON.stringify(body));
const broken = () => Promise.reject(new TypeError('network'));

describe('a write', () => {
  it('carries the token of the cookie and a key', async () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the server sets it this way
    document.cookie = 'XSRF-TOKEN=abc; path=/';
    answers = [ok({})];
    await api.post('/offers/1/accept');
    expect(header(0, 'X-CSRF-TOKEN')).toBe('abc');
    expect(header(0, 'Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('keeps its key over retries when its fate is unknown', async () => {
    answers = [broken, () => new Response('', { status: 503 }), ok({ done: true })];
    const done = api.post('/contacts/1/end');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await done).toEqual({ done: true });
    expect(calls).toHaveLength(3);
    expect(new Set([0, 1, 2].map((call) => header(call, 'Idempotency-Key'))).size).toBe(1);
  });

  it('is not repeated after a definite refusal', async () => {
    answers = [
      () =>
        new Response(JSON.stringify({ code: 'case.changed', detail: 'changed', values: { version: 3 } }), {
          status: 409,
        }),
    ];
    const fault = await api.patch('/cases/1', {}).catch((problem: unknown) => problem);
    expect(fault).toBeInstanceOf(ApiProblem);
    expect(fault).toMatchObject({ status: 409, code: 'case.changed', values: { version: 3 } });
    expect(calls).toHaveLength(1);
  });
});

describe('a read', () => {
  it('goes to sign in when the session is over', async () => {
    const lost = vi.spyOn(session, 'lost').mockImplementation(() => undefined);
    answers = [() => new Response('{}', { status: 401 })];
    await api.get('/me').catch(() => undefined);
    expect(lost).toHaveBeenCalledOnce();
  });

  it('leaves out what is not asked', async () => {
    answers = [ok([])];
    await api.get('/cases', { owner: 'me', q: '', state: undefined });
    expect(calls[0]?.url).toBe('/api/v1/cases?owner=me');
  });
});
