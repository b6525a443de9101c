import { ApiProblem, send } from '@/shared/api';
import { own } from '@/shared/own';

export interface Refusal {
  code: string;
  message: string;
  values: Record<string, unknown>;
}

export type Result = { ok: true; next: string } | { ok: false; refusal: Refusal };

/** Posts the form; the answer says where to go on. */
export async function signIn(fields: {
  username: string;
  password: string;
  code?: string;
  newPassword?: string;
}): Promise<Result> {
  const form = new URLSearchParams(fields as Record<string, string>);
  try {
    const answer = await send('POST', '/sign-in', { form });
    const { next } = (await answer.json()) as { next?: string };
    return { ok: true, next: own(next) };
  } catch (fault) {
    if (fault instanceof ApiProblem)
      return { ok: false, refusal: { code: fault.code, message: fault.message, values: fault.values } };
    return { ok: false, refusal: { code: 'sign-in.unexpected', message: '', values: {} } };
  }
}
