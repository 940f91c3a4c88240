import type { RollbackCheck } from '../ledger.ts';
import type { HighWaterMark } from './high-water-mark.ts';

/**
 * How a ledger stands to what this machine saw last at its place. What was seen and cannot be read any more counts as
 * another ledger: that holds everything until an operator looks, where nothing seen would let it go.
 */
export function checkRollback(
  seen: HighWaterMark | 'unreadable' | undefined,
  present: HighWaterMark,
): RollbackCheck {
  if (seen === undefined) return 'first';
  if (seen === 'unreadable' || seen.ledger !== present.ledger) return 'other';
  return present.attempt < seen.attempt || present.writer < seen.writer ? 'older' : 'fits';
}
