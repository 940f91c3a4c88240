import { closestMatch } from 'leven';

/** No field's name is longer: beyond it nothing is worth comparing. */
const LONGEST = 40;

/** The name among `known` that was probably meant; undefined where none is near. */
export function findMeant(word: string, known: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined;
  const byCase = known.find((name) => name.toLowerCase() === word.toLowerCase());
  return byCase ?? closestMatch(word, known, { maxDistance: Math.ceil(word.length / 4) });
}
