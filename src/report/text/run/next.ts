import type { RunReport } from '../../../model/run.ts';
import { summariseRun } from '../../run-summary.ts';

/** What the outcomes mean and what to do next, a sentence for each; empty where all is done. */
export function runNext(report: RunReport): readonly string[] {
  const { unknown, held, notReached } = summariseRun(report);
  const rejected = new Set(report.results.map(({ finality }) => finality));
  const advice = [
    unknown > 0
      ? "Unknown: the site may or may not have the call, so it is never made again on its own. Look at the package's content status in the console, then run `dpsync resolve ENTRY --as accepted` or `--as not-sent`."
      : '',
    rejected.has('permanent')
      ? 'Rejected for good: correct the cause, then declare a revision that was not used before.'
      : '',
    rejected.has('transient') ? 'Rejected for now: a later pass tries again.' : '',
    notReached > 0 ? 'Not reached: still due; the next `dpsync apply` calls it.' : '',
    held > 0 ? 'Held: each reason above says what ends it.' : '',
    report.problems.length > 0 ? 'Correct the problems; every other file went on.' : '',
  ];
  return advice.filter((sentence) => sentence !== '');
}
