// What knows every character takes longer to load than most plans take to make: it is loaded for a text that needs it.
import stringWidth from 'string-width';
import type { Measure } from './measure.ts';

const segmenter = new Intl.Segmenter();

/** The measure of all texts. */
export const WIDE: Measure = {
  columns: (text) => stringWidth(text),
  characters: (text) => Array.from(segmenter.segment(text), ({ segment }) => segment),
};
