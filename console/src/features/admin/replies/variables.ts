/** The holes in a reply that the desk fills in. */
export const VARIABLES = ['customer', 'agent', 'queue', 'case'] as const;
export type Variable = (typeof VARIABLES)[number];

export type Piece = { text: string } | { variable: Variable } | { unknown: string };

/** A reply's text cut at its holes, for a preview; a hole that the desk does not know is marked as such. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const hit of text.matchAll(/{{\s*([^{}]*?)\s*}}/g)) {
    if (hit.index > from) found.push({ text: text.slice(from, hit.index) });
    const name = hit[1] ?? '';
    const known = VARIABLES.find((each) => each === name);
    found.push(known ? { variable: known } : { unknown: hit[0] });
    from = hit.index + hit[0].length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}

export const unknownIn = (text: string): string[] =>
  pieces(text).flatMap((piece) => ('unknown' in piece ? [piece.unknown] : []));

/** The text with a hole put where the cursor stands, and where the cursor stands then. */
export function inserted(text: string, at: [number, number], variable: Variable): { text: string; at: number } {
  const hole = `{{${variable}}}`;
  return { text: text.slice(0, at[0]) + hole + text.slice(at[1]), at: at[0] + hole.length };
}
