import type { RollbackCheck } from '../ledger.ts';
import type { HighWaterMark, TokensAt } from './high-water-mark.ts';

/** What this machine has seen, where it is looked for: by the ledger's id, and by its place. */
export interface Seen {
  /** What was noted of this ledger, wherever it stood. */
  readonly marks: readonly HighWaterMark[];
  /** The ids of the ledgers that were seen last at this place. */
  readonly here: readonly string[];
}

/** A ledger as it is now. `at`: what it has at the numbers of a mark. */
export interface Present {
  readonly mark: HighWaterMark;
  readonly at: (mark: HighWaterMark) => TokensAt;
}

/**
 * How a ledger stands to what this machine saw. What was seen and cannot be read any more counts as another ledger:
 * that holds everything until an operator looks, where nothing seen would let it go.
 */
export function checkRollback(seen: Seen | 'unreadable', present: Present): RollbackCheck {
  if (seen === 'unreadable' || seen.here.some((ledger) => ledger !== present.mark.ledger)) return 'other';
  if (seen.marks.length === 0) return 'first';
  return seen.marks.every((mark) => holds(present, mark)) ? 'fits' : 'older';
}

/** Whether the ledger has everything that the mark speaks of. */
function holds({ mark: present, at }: Present, mark: HighWaterMark): boolean {
  const tokens = at(mark);
  return (
    present.attempt >= mark.attempt &&
    hasRow(present.writer, tokens.writer, mark.writer, mark.writerToken) &&
    hasRow(present.command, tokens.command, mark.command, mark.commandToken)
  );
}

/** A row that is gone with newer ones behind it was cleared away; it tells nothing. */
function hasRow(newest: number, found: string | undefined, wanted: number, token: string): boolean {
  if (newest < wanted) return false;
  return found === undefined || token === '' || found === token;
}
