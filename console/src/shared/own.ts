/** Only addresses of this origin are followed; the rest goes to the beginning. */
export function own(next: string | undefined): string {
  if (!next) return '/';
  const address = new URL(next, window.location.origin);
  return address.origin === window.location.origin ? address.pathname + address.search : '/';
}
