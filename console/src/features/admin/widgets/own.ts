import { DEFAULT_COLOUR, type Palette, palette, parseColour } from '../../../../../widget/src/colour';
import { WORDS } from '../../../../../widget/src/words';

/** The widget's own words and its own rule for a readable colour, so that the preview shows what customers will see. */
export function shownAs(colour: string, dark: boolean): Palette | null {
  const accent = parseColour(colour);
  return accent ? palette(accent, dark) : null;
}

export const wordsOf = (language: 'zh' | 'en') => WORDS[language];

/** The widget's colour where nobody chose one. */
export const USUAL_COLOUR = DEFAULT_COLOUR;
