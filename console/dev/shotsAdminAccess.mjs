// Pictures of institutions, operators and business hours.
export async function play() {}
