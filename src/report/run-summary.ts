// JSON and text count a run in one way: by entries, not by calls.
import type { Outcome } from '../model/attempt.ts';
import type { RunReport } from '../model/run.ts';

/** What became of a run's entries: each counts once, by its last outcome. */
export interface RunSummary {
  readonly accepted: number;
  readonly adopted: number;
  readonly rejected: number;
  readonly unknown: number;
  readonly held: number;
  readonly notReached: number;
}

/** Counts what one pass did. A call whose answer is still out counts as unknown. */
export function summariseRun(report: RunReport): RunSummary {
  const last = new Map(report.results.map((attempt) => [attempt.key, attempt.outcome]));
  const outcomes = [...last.values()];
  const count = (...wanted: readonly Outcome[]) =>
    outcomes.filter((outcome) => wanted.includes(outcome)).length;
  return {
    accepted: count('accepted'),
    adopted: count('adopted'),
    rejected: count('rejected'),
    unknown: count('unknown', 'open'),
    held: report.held.length,
    notReached: report.notReached.reduce((sum, site) => sum + site.entries, 0),
  };
}
