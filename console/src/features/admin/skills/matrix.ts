import type { Abilities, AgentRow, Skill } from '../service/shapes';

/** The matrix of who can do what: its columns, what stands in a cell, and what typing into one does. */
export interface Column {
  id: string;
  kind: 'skill' | 'language' | 'capacity';
  key: string;
  max: number;
}

export const LANGUAGES = ['zh', 'en'];
const CAPACITY: Column = { id: 'capacity', kind: 'capacity', key: 'capacity', max: 50 };

/** Changed cells by agent and column; 0 takes a skill or language away. */
export type Edits = Record<string, Record<string, number>>;

export function columnsOf(skills: readonly Skill[]): Column[] {
  return [
    ...skills.map((each): Column => ({ id: `skill:${each.key}`, kind: 'skill', key: each.key, max: 10 })),
    ...LANGUAGES.map((key): Column => ({ id: `language:${key}`, kind: 'language', key, max: 10 })),
    CAPACITY,
  ];
}

export function storedIn(abilities: Abilities, column: Column): number {
  switch (column.kind) {
    case 'skill':
      return abilities.skills.find((each) => each.skill === column.key)?.level ?? 0;
    case 'language':
      return abilities.languages.find((each) => each.language === column.key)?.level ?? 0;
    case 'capacity':
      return abilities.chatCapacity;
  }
}

/** Writing what stands there anyway takes the change back. */
export function written(edits: Edits, agent: AgentRow, column: Column, level: number): Edits {
  const { [agent.id]: before, ...others } = edits;
  const { [column.id]: _, ...cells } = before ?? {};
  const least = column.kind === 'capacity' ? 1 : 0;
  const wanted = Math.min(column.max, Math.max(least, level));
  const now = wanted === storedIn(agent.abilities, column) ? cells : { ...cells, [column.id]: wanted };
  return Object.keys(now).length === 0 ? others : { ...others, [agent.id]: now };
}

/** What is sent for one agent: what stands now with the changed cells laid over it. */
export function applied(abilities: Abilities, cells: Record<string, number>): Abilities {
  const skills = new Map(abilities.skills.map((each) => [each.skill, each.level]));
  const languages = new Map(abilities.languages.map((each) => [each.language, each.level]));
  let chatCapacity = abilities.chatCapacity;
  for (const [id, level] of Object.entries(cells)) {
    const [kind, key = ''] = id.split(/:(.*)/s);
    if (kind === 'capacity') chatCapacity = level;
    else if (kind === 'skill') skills.set(key, level);
    else languages.set(key, level);
  }
  const held = (levels: Map<string, number>) => [...levels].filter(([, level]) => level > 0);
  return {
    skills: held(skills).map(([skill, level]) => ({ skill, level })),
    languages: held(languages).map(([language, level]) => ({ language, level })),
    chatCapacity,
    ...mediaWith(abilities, chatCapacity),
    version: abilities.version,
  };
}

/** How much of each medium stays as it was; chats follow their capacity, unless there are to be none. */
export function mediaWith(abilities: Pick<Abilities, 'media'>, chatCapacity: number): Pick<Abilities, 'media'> {
  const { media } = abilities;
  return media ? { media: media.chat ? { ...media, chat: chatCapacity } : media } : {};
}

/** Digits typed one after the other make one number as long as it fits: 1 then 0 is 10, 9 then 5 is 5. */
export function typed(before: string, digit: string, max: number): string {
  const both = Number(`${before}${digit}`);
  return before !== '' && both <= max ? String(both) : digit;
}

/** Where a key leads from a cell; the edges hold. */
export function moved(at: [number, number], key: string, rows: number, columns: number): [number, number] | null {
  const [row, column] = at;
  const to: Record<string, [number, number]> = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    Enter: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [row, 0],
    End: [row, columns - 1],
    PageUp: [row - 10, column],
    PageDown: [row + 10, column],
  };
  const wanted = to[key];
  if (!wanted) return null;
  const hold = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  return [hold(wanted[0], rows), hold(wanted[1], columns)];
}
