// What another program made of a config's letters is UTF-8 again, and still no name of a group.
import { decode } from './decode.ts';
import { placeOf } from './text.ts';

/** What stands in the place of letters that were lost, and what to do; undefined where nothing does. */
export function findLostLetters(text: string): string | undefined {
  const lost = text.indexOf('\ufffd');
  if (lost >= 0) {
    return `holds the character U+FFFD at ${placeOf(text, lost)}, which stands for a letter that another program lost; correct it, or write "\\uFFFD" where it is meant`;
  }
  const garbled = findGarbled(text);
  if (garbled < 0) return undefined;
  return `holds UTF-8 that was read as Windows-1252 and saved again, at ${placeOf(text, garbled)}; correct the letters, or write them as "\\u00C3" where they are meant`;
}

const UPPER_HALF = Uint8Array.from({ length: 128 }, (_, at) => 128 + at);
const BYTES = new Map(
  [...new TextDecoder('windows-1252').decode(UPPER_HALF)].map((of, at) => [of, 128 + at]),
);

/**
 * Where a text holds `Ã¼` for `ü`; -1 where it does not. That is so where every run of characters beyond ASCII is UTF-8 once
 * it is taken as bytes of Windows-1252: what people write is not, such as an `ü` between two letters of ASCII.
 */
function findGarbled(text: string): number {
  let first = -1;
  for (const { 0: run, index } of text.matchAll(/[^\0-\x7f]+/gu)) {
    const bytes = [...run].flatMap((character) => BYTES.get(character) ?? []);
    if (bytes.length < run.length || decode(Uint8Array.from(bytes)).encoding !== 'utf-8') return -1;
    if (first < 0) first = index;
  }
  return first;
}
