import type { Mark } from '../ledger.ts';
import type { Sighting } from './sighting.ts';

/**
 * How a ledger stands to what this machine saw last at its place. What was seen and cannot be read any more counts as
 * another ledger: that holds everything until an operator looks, where nothing seen would let it go.
 */
export function markOf(seen: Sighting | 'unreadable' | undefined, present: Sighting): Mark {
  if (seen === undefined) return 'first';
  if (seen === 'unreadable' || seen.ledger !== present.ledger) return 'other';
  return present.attempt < seen.attempt || present.writer < seen.writer ? 'older' : 'fits';
}
