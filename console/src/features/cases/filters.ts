import type { CaseState } from '@/shared/types';

/** Which cases are listed. All but the words stand in the address, so that a list can be kept and shared; words may name somebody. */
export interface Filter {
  /** `me`, `team`, `nobody` or a colleague's id */
  owner: string;
  state: CaseState | '';
  overdue: boolean;
}

const STATES: readonly string[] = ['open', 'pending', 'solved', 'closed'];
const OWNER = /^(me|team|nobody|[0-9a-f]{8}-[0-9a-f-]{27})$/;

/** @param may whether cases can be mine at all; who only reads sees the team's */
export function filterOf(asked: URLSearchParams, may: boolean): Filter {
  const owner = asked.get('owner') ?? '';
  const state = asked.get('state') ?? '';
  return {
    owner: OWNER.test(owner) ? owner : may ? 'me' : 'team',
    state: STATES.includes(state) ? (state as CaseState) : '',
    overdue: asked.get('overdue') === 'true',
  };
}

export function addressOf(filter: Filter): string {
  const asked = new URLSearchParams({ owner: filter.owner });
  if (filter.state) asked.set('state', filter.state);
  if (filter.overdue) asked.set('overdue', 'true');
  return `?${asked}`;
}
