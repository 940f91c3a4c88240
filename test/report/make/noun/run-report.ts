import type { RunReport } from '../../../../src/model/run.ts';
import { MINUTE, NOW } from '../moment.ts';

/** A pass that did nothing, or what a test says otherwise. */
export function runReport(about: Partial<RunReport> = {}): RunReport {
  return {
    runs: [{ id: '4be1f0a92c33', source: 'content', commit: 'a'.repeat(40) }],
    startedAt: NOW - MINUTE,
    finishedAt: NOW - MINUTE + 12_000,
    results: [],
    held: [],
    problems: [],
    notReached: [],
    ...about,
  };
}
