import type { ErrorVerdict } from '../model/error-page.ts';

/** The page of a code: what `explain CODE` shows. */
export interface Explanation {
  readonly code: string;
  /** What it says, in a few words, without a full stop. */
  readonly title: string;
  readonly meaning: string;
  /** A text that has the problem; null where no text can show it. */
  readonly example: string | null;
  /** What to do. */
  readonly fix: string;
  /** What it means for the call that ended with it; null for a code that speaks of no call. */
  readonly verdict: ErrorVerdict | null;
}
