import { showPlace } from '../../model/origin.ts';
import type { Guard } from './guard.ts';

/** The same entry is declared more than once: nobody can say which one is meant. */
export const conflict: Guard = ({ conflict, places: declared }) => {
  if (!conflict) return undefined;
  const places = declared.map((place) => `${place.source} ${showPlace(place)}`);
  return {
    by: 'conflict',
    code: null,
    message: `declared ${places.length} times: ${places.join(', ')}`,
    until: null,
    remedy: { kind: 'keepOneDeclaration' },
  };
};
