// The stand-in's institutions, operators and business hours.
export function answer({ path: _path }) {
  return undefined;
}
