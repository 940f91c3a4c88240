import type { CommitReport } from '../../../src/model/views/commit-report.ts';

/** A commit with nothing to do, unless said otherwise. */
export function makeCommitReport(more: Partial<CommitReport> = {}): CommitReport {
  return {
    source: 'content',
    commit: 'c1'.repeat(20),
    state: 'success',
    calls: {
      ...{ due: 0, held: 0, suspended: 0, inFlight: 0 },
      ...{ accepted: 0, rejected: 0, unknown: 0, adopted: 0 },
    },
    deliveries: { success: 0, inProgress: 0, failed: 0, unknown: 0 },
    mistakes: 0,
    holds: [],
    failedPoints: [],
    failedPointsInAll: 0,
    ...more,
  };
}

const NOTHING = makeCommitReport();

/** Counts of calls, all others 0. */
export function calls(some: Partial<CommitReport['calls']>): CommitReport['calls'] {
  return { ...NOTHING.calls, ...some };
}

/** Counts of deliveries, all others 0. */
export function deliveries(some: Partial<CommitReport['deliveries']>): CommitReport['deliveries'] {
  return { ...NOTHING.deliveries, ...some };
}
