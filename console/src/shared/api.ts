import i18next from 'i18next';

/**
 * The one way to the server's HTTP API. Writes carry the CSRF token of the cookie and an idempotency key that stays the
 * same over retries, so that a write whose answer got lost is never done twice.
 */
export const BASE = '/api/v1';

export type Values = Record<string, unknown>;
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Ask {
  body?: unknown;
  form?: FormData | URLSearchParams;
  query?: Record<string, string | number | boolean | null | undefined>;
  key?: string;
  signal?: AbortSignal;
}

/** What the server refused (RFC 9457), or why it could not be reached (`code` is `network` then, `status` 0). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly values: Values;

  constructor(status: number, code: string, message: string, values: Values = {}) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.values = values;
  }

  /** Whether the write may or may not have happened; the same key must be used when it is tried again. */
  get unsure(): boolean {
    return this.status === 0 || this.status >= 502 || this.code === 'idempotency.in-progress';
  }
}

/** The sentence for a person: the translation of the code, otherwise what the server said. */
export function sentence(fault: unknown): string {
  if (!(fault instanceof ApiProblem)) return i18next.t('problems:unexpected');
  const key = `problems:${fault.code}`;
  if (i18next.exists(key)) return i18next.t(key, fault.values as Record<string, string>);
  return fault.message || i18next.t('problems:unexpected');
}

export function cookie(name: string): string | undefined {
  for (const part of document.cookie.split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return decodeURIComponent(value.join('='));
  }
  return undefined;
}

export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  // plain HTTP on another host name has no randomUUID
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Where to sign in; replaced by tests. */
export const session = {
  lost(): void {
    const here = window.location.pathname + window.location.search;
    window.location.assign(`/oauth2/authorization/airbranch?next=${encodeURIComponent(here)}`);
  },
};

const RETRY_AFTER_MS = [400, 1500];
const pause = (ms: number) => new Promise((resolve) => window.setTimeout(resolve, ms));

export async function send(method: Method, path: string, ask: Ask = {}): Promise<Response> {
  const write = method !== 'GET';
  const key = ask.key ?? (write ? newKey() : undefined);
  for (let attempt = 0; ; attempt++) {
    try {
      return await once(method, path, ask, key);
    } catch (fault) {
      const wait = RETRY_AFTER_MS[attempt];
      if (!write || wait === undefined || !(fault instanceof ApiProblem) || !fault.unsure || ask.signal?.aborted)
        throw fault;
      await pause(wait);
    }
  }
}

async function once(method: Method, path: string, ask: Ask, key: string | undefined): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  let body: BodyInit | undefined;
  if (ask.form) body = ask.form;
  else if (ask.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(ask.body);
  }
  if (key) headers['Idempotency-Key'] = key;
  const csrf = cookie('XSRF-TOKEN');
  if (csrf && method !== 'GET') headers['X-CSRF-TOKEN'] = csrf;
  let answer: Response;
  try {
    answer = await fetch(address(path, ask.query), {
      method,
      headers,
      body,
      signal: ask.signal ?? null,
      credentials: 'same-origin',
    });
  } catch (fault) {
    if (ask.signal?.aborted) throw fault;
    throw new ApiProblem(0, 'network', '');
  }
  if (answer.ok) return answer;
  throw await problem(answer);
}

export function address(path: string, query: Ask['query'] = {}): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') asked.set(name, String(value));
  }
  const full = path.startsWith('/sign-') ? path : BASE + path;
  return asked.size > 0 ? `${full}?${asked}` : full;
}

async function problem(answer: Response): Promise<ApiProblem> {
  const told = (await answer.json().catch(() => ({}))) as {
    code?: string;
    detail?: string;
    title?: string;
    values?: Values;
  };
  const values = { ...told.values };
  const retryAfter = answer.headers.get('Retry-After');
  if (retryAfter && values.retryAfterSeconds === undefined) values.retryAfterSeconds = retryAfter;
  return new ApiProblem(
    answer.status,
    told.code ?? `http.${answer.status}`,
    told.detail ?? told.title ?? answer.statusText,
    values,
  );
}

async function json<T>(method: Method, path: string, ask?: Ask): Promise<T> {
  try {
    const answer = await send(method, path, ask);
    const text = await answer.text();
    return (text ? JSON.parse(text) : undefined) as T;
  } catch (fault) {
    if (fault instanceof ApiProblem && fault.status === 401 && !path.startsWith('/sign-')) session.lost();
    throw fault;
  }
}

export const api = {
  get: <T>(path: string, query?: Ask['query'], signal?: AbortSignal) =>
    json<T>('GET', path, { ...(query && { query }), ...(signal && { signal }) }),
  /** A question whose words do not belong in an address; repeating it changes nothing. */
  ask: <T>(path: string, body: unknown, signal?: AbortSignal) =>
    json<T>('POST', path, { body, ...(signal && { signal }) }),
  post: <T = void>(path: string, body?: unknown, key?: string) =>
    json<T>('POST', path, { body: body ?? {}, ...(key && { key }) }),
  put: <T = void>(path: string, body?: unknown, key?: string) =>
    json<T>('PUT', path, { body: body ?? {}, ...(key && { key }) }),
  patch: <T = void>(path: string, body?: unknown, key?: string) =>
    json<T>('PATCH', path, { body: body ?? {}, ...(key && { key }) }),
  remove: <T = void>(path: string, key?: string, body?: unknown) =>
    json<T>('DELETE', path, { ...(key && { key }), ...(body !== undefined && { body }) }),
  form: <T = void>(path: string, form: FormData | URLSearchParams, key?: string) =>
    json<T>('POST', path, { form, ...(key && { key }) }),
  blob: async (path: string): Promise<Blob> => (await send('GET', path)).blob(),
};
