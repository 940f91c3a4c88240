import type { Conclusion } from '../../../src/model/attempt.ts';

/** What a call's own answer makes of an attempt: accepted, unless said otherwise. */
export function makeConclusion(id: number, more: Partial<Conclusion> = {}): Conclusion {
  return {
    id,
    finishedAt: 2_000,
    outcome: 'accepted',
    finality: null,
    counts: true,
    returnValue: 0,
    error: null,
    evidence: null,
    ...more,
  };
}

/** A rejection after which the entry may be tried again. */
export function makeRejection(id: number, more: Partial<Conclusion> = {}): Conclusion {
  const error = { code: 'DPS2001', message: 'the site is busy' };
  return makeConclusion(id, {
    outcome: 'rejected',
    finality: 'transient',
    returnValue: null,
    error,
    ...more,
  });
}

/** An answer that says nothing. */
export function makeUnknown(id: number, more: Partial<Conclusion> = {}): Conclusion {
  const error = { code: 'DPS2003', message: 'no answer in time' };
  return makeConclusion(id, { outcome: 'unknown', returnValue: null, error, ...more });
}
