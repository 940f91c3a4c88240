import { Failure } from '../model/failure.ts';

/**
 * The failure that a loop waits out. Throws anything else again: a defect, and a ledger that only a person can mend,
 * after which nothing may be called.
 */
export function recoverable(error: unknown): Failure {
  if (!(error instanceof Failure)) throw error;
  if (error.consequence === 'stop' && error.code.startsWith('DPS25')) throw error;
  return error;
}
