/**
 * The look of the console in one place. Every colour, distance and size that a style sheet or a chart uses is a token
 * of this file; styles read them as `var(--ab-…)`. A test fails on any other colour.
 */
export type Mode = 'light' | 'dark';

const palettes = {
  light: {
    accent: '#0f5f8c',
    'accent-soft': '#e6f1f7',
    'on-accent': '#ffffff',
    ground: '#eef1f4',
    surface: '#ffffff',
    raised: '#ffffff',
    sunken: '#f6f8fa',
    hover: '#eef4f8',
    line: '#dde3e9',
    'line-strong': '#b6c1cc',
    text: '#16202b',
    'text-2': '#48566a',
    'text-3': '#647284',
    ok: '#1c7a4a',
    'ok-soft': '#e4f4ea',
    warn: '#96590a',
    'warn-soft': '#fdf1dc',
    act: '#c4261d',
    'act-soft': '#fdeae8',
    'bubble-customer': '#f0f3f6',
    'bubble-own': '#d9ebf6',
    note: '#fff6d6',
    'note-line': '#d9a916',
    'note-text': '#5c4708',
    'chart-grid': '#e4e9ee',
    shadow: 'rgba(22, 32, 43, 0.14)',
  },
  dark: {
    accent: '#5fb2df',
    'accent-soft': '#12303f',
    'on-accent': '#06202f',
    ground: '#0e1318',
    surface: '#161c23',
    raised: '#1d252e',
    sunken: '#11171d',
    hover: '#202b35',
    line: '#2a343f',
    'line-strong': '#465463',
    text: '#e6ebf0',
    'text-2': '#b3bfcb',
    'text-3': '#8e9caa',
    ok: '#5ec98c',
    'ok-soft': '#14301f',
    warn: '#e5b45a',
    'warn-soft': '#35280e',
    act: '#ff7a70',
    'act-soft': '#401a18',
    'bubble-customer': '#232c36',
    'bubble-own': '#15405a',
    note: '#3a3112',
    'note-line': '#c69a17',
    'note-text': '#f0dfa4',
    'chart-grid': '#27313b',
    shadow: 'rgba(0, 0, 0, 0.5)',
  },
} as const satisfies Record<Mode, Record<string, string>>;

export type Colour = keyof typeof palettes.light;

/** Distances: multiples of four, plus the two hairs that dense rows need. */
const space = { 0: 2, 1: 4, 2: 8, 3: 12, 4: 16, 5: 24, 6: 32, 7: 48 } as const;
const text = { xs: 12, sm: 13, md: 14, lg: 16, xl: 20, xxl: 28 } as const;
const radius = { sm: 4, md: 8, lg: 14, round: 999 } as const;
const size = { rail: 76, top: 46, bar: 36, list: 300, side: 360, hit: 32 } as const;

export const font =
  '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, -apple-system, "Segoe UI", sans-serif';

export function colours(mode: Mode): Record<Colour, string> {
  return palettes[mode];
}

/** The tokens as custom properties of the document; called once per change of mode. */
export function paint(mode: Mode, root: HTMLElement = document.documentElement): void {
  for (const [name, value] of Object.entries(palettes[mode])) root.style.setProperty(`--ab-${name}`, value);
  for (const [name, value] of Object.entries(space)) root.style.setProperty(`--ab-space-${name}`, `${value}px`);
  for (const [name, value] of Object.entries(text)) root.style.setProperty(`--ab-text-${name}`, `${value / 16}rem`);
  for (const [name, value] of Object.entries(radius)) root.style.setProperty(`--ab-radius-${name}`, `${value}px`);
  for (const [name, value] of Object.entries(size)) root.style.setProperty(`--ab-size-${name}`, `${value}px`);
  root.style.setProperty('--ab-font', font);
  root.style.colorScheme = mode;
  root.dataset.mode = mode;
}

export const tokens = { space, text, radius, size };
