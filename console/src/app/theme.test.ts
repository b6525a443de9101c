import { describe, expect, it } from 'vitest';
import { type Colour, colours } from './theme';

/** WCAG 2.2 relative luminance and contrast. */
function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const pairs: [Colour, Colour[]][] = [
  ['text', ['surface', 'ground', 'sunken', 'hover', 'raised', 'accent-soft', 'bubble-customer', 'bubble-own']],
  ['text-2', ['surface', 'ground', 'sunken', 'hover', 'raised', 'accent-soft']],
  ['text-3', ['surface', 'sunken', 'raised']],
  ['accent', ['surface', 'raised', 'accent-soft']],
  ['on-accent', ['accent']],
  ['ok', ['surface', 'hover']],
  ['warn', ['surface', 'hover', 'warn-soft']],
  ['act', ['surface', 'hover', 'act-soft']],
  ['note-text', ['note']],
];

describe.each(['light', 'dark'] as const)('%s', (mode) => {
  const colour = colours(mode);
  it.each(pairs.flatMap(([front, grounds]) => grounds.map((ground) => [front, ground] as const)))(
    '%s on %s can be read (AA)',
    (front, ground) => {
      expect(contrast(colour[front], colour[ground])).toBeGreaterThanOrEqual(4.5);
    },
  );
});
