// The stand-in's skills, queues, away reasons, canned replies and widgets.
export function answer({ path: _path }) {
  return undefined;
}
