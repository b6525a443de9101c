import { fireEvent } from '@testing-library/react';
import { ConfigProvider } from 'antd';
import { Route, Routes } from 'react-router';
import { vi } from 'vitest';
import { live } from '@/shared/live';
import { show } from '@/shared/testing/show';
import AdminView from '../index';

/** For tests of administration: an administrator of the group, and a server that answers from a table. */
export interface Call {
  method: string;
  path: string;
  body: unknown;
}

type Answer = unknown | ((call: Call) => unknown);

export class Refused {
  readonly status: number;
  readonly code: string;
  readonly values: Record<string, unknown>;

  constructor(status: number, code: string, values: Record<string, unknown> = {}) {
    this.status = status;
    this.code = code;
    this.values = values;
  }
}

/** Answers by `METHOD path` without the query; returns all writes in order. */
export function answering(table: Record<string, Answer>): Call[] {
  const writes: Call[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const method = init.method ?? 'GET';
    const path = url.replace('/api/v1', '').split('?')[0] ?? '';
    const call = { method, path, body: init.body ? JSON.parse(String(init.body)) : undefined };
    if (method !== 'GET') writes.push(call);
    const answer = table[`${method} ${path}`];
    const body = typeof answer === 'function' ? answer(call) : answer;
    if (body instanceof Refused)
      return new Response(JSON.stringify({ code: body.code, values: body.values }), { status: body.status });
    if (body === undefined) return new Response(JSON.stringify({ code: 'http.404' }), { status: 404 });
    return new Response(JSON.stringify(body));
  });
  return writes;
}

export function administrator(
  scope = 'sfb.',
  rights = ['institution.manage', 'operator.manage', 'queue.manage'],
): void {
  live.dispatch({
    type: 'me',
    me: {
      id: 'me',
      username: 'admin',
      name: { zh: 'A', en: 'A' },
      language: 'zh',
      home: scope,
      roles: [{ role: 'administrator', scope }],
      rights,
      presence: { state: 'offline', since: '2026-01-05T08:00:00Z', afterContact: 0 },
      capacity: { chat: { used: 0, max: 0 } },
      skills: [],
    },
  });
}

/** All of administration, opened at a section or at one of its entries. */
export function showAdmin(at: string) {
  const view = (
    <ConfigProvider button={{ autoInsertSpace: false }}>
      <Routes>
        <Route path="/admin/*" element={<AdminView />} />
      </Routes>
    </ConfigProvider>
  );
  return show(view, ['admin', 'adminService'], `/admin/${at}`);
}

/** Presses the drawer's main button; the stand-in document does not carry a press over to a form elsewhere. */
export function save(): void {
  const form = document.querySelector('form.form');
  if (!form) throw new Error('no form is open');
  fireEvent.submit(form);
}
