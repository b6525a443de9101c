/** Replies that an institution shares, and one's own: where each is kept. */
export type Kept = 'shared' | 'own';

export const AT: Record<Kept, string> = { shared: '/admin/canned-replies', own: '/canned-replies/own' };
