// Pictures of skills, queues, away reasons, canned replies and widgets.
export async function play() {}
