import { closestMatch } from 'leven';
import { fieldsOf, type Place } from './fields.ts';
import { configForm } from './form.ts';

/** No key is longer: beyond it nothing is worth comparing. */
const LONGEST = 40;

/** The key that an unknown one at this path was probably meant to be: one that may stand there, else one elsewhere, with its place. */
export function nearestKey(key: string, path: readonly PropertyKey[]): string | undefined {
  const above = path.map((part) => (typeof part === 'number' ? '*' : part)).join('.');
  const places = [...fieldsOf(configForm)].map((field) => field.place);
  const here = places.filter((known) => known.slice(0, -1).join('.') === above);
  const named = findMeant(key, here);
  if (named) return named.at(-1);
  return findMeant(key, places)?.join('.').replaceAll('.*', '[]');
}

function findMeant(key: string, places: readonly Place[]): Place | undefined {
  if (key.length > LONGEST) return undefined;
  const names = places.map((place) => place.at(-1)?.toLowerCase() ?? '');
  const meant = closestMatch(key.toLowerCase(), names, { maxDistance: Math.ceil(key.length / 4) });
  return meant === undefined ? undefined : places[names.indexOf(meant)];
}
