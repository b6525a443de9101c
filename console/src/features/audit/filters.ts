/** What is asked of the trail. It lives in the address, so that going back, a reload and a link show the same. */
export interface Filters {
  actor?: string;
  action?: string;
  /** `kind:id`, such as `contact:0192…`. */
  subject?: string;
  customer?: string;
  institution?: string;
  q?: string;
  period: Period;
  /** Days or instants of `datetime-local`, when the period is `own`. */
  from?: string;
  to?: string;
  /** The list begins with this entry instead of the newest. */
  at?: number;
}

export const PERIODS = ['hour', 'day', 'week', 'month', 'all', 'own'] as const;
export type Period = (typeof PERIODS)[number];
const HOURS: Partial<Record<Period, number>> = { hour: 1, day: 24, week: 7 * 24, month: 30 * 24 };
const TEXTS = ['actor', 'action', 'subject', 'customer', 'institution', 'q', 'from', 'to'] as const;
export const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function read(params: URLSearchParams): Filters {
  const period = PERIODS.find((each) => each === params.get('period')) ?? 'week';
  const at = Number(params.get('at'));
  const filters: Filters = { period, ...(at > 0 && Number.isSafeInteger(at) && { at }) };
  for (const name of TEXTS) {
    const value = params.get(name)?.trim();
    if (value) filters[name] = value;
  }
  return filters;
}

export function write(filters: Filters): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of TEXTS) {
    if (filters[name] && (filters.period === 'own' || (name !== 'from' && name !== 'to')))
      params.set(name, filters[name]);
  }
  if (filters.period !== 'week') params.set('period', filters.period);
  if (filters.at) params.set('at', String(filters.at));
  return params;
}

const instant = (local: string | undefined) => {
  const time = local ? Date.parse(local) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
};

/** The API's parameters. A running period begins at a whole minute, so that the same question keeps the same words. */
export function asked(filters: Filters, now: number): Record<string, string | undefined> {
  const { actor, action, subject, customer, institution, q, period } = filters;
  const hours = HOURS[period];
  const minute = Math.floor(now / 60_000) * 60_000;
  return {
    actor,
    action,
    subject,
    customer,
    institution,
    q,
    from: hours
      ? new Date(minute - hours * 3_600_000).toISOString()
      : period === 'own'
        ? instant(filters.from)
        : undefined,
    to: period === 'own' ? instant(filters.to) : undefined,
  };
}

/** Whether anything but the period narrows the list. */
export function narrowed(filters: Filters): boolean {
  return TEXTS.some((name) => name !== 'from' && name !== 'to' && filters[name]) || filters.at !== undefined;
}

/** A number finds the entry, an id is a customer's, anything else is text. */
export function understood(typed: string): Pick<Filters, 'at' | 'customer' | 'q'> {
  const text = typed.trim();
  if (/^#\d+$/.test(text)) return { at: Number(text.slice(1)) };
  if (ID.test(text)) return { customer: text.toLowerCase() };
  return text ? { q: text } : {};
}
