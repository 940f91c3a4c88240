// What became of a commit in one line, for people who see nothing else of it.
import type { CommitReport } from '../../model/views/commit-report.ts';
import { count, number } from '../../report/text/layout/count.ts';
import { list } from '../../report/text/layout/list.ts';

/** The line of a commit's status: what went wrong first, then what is still to come, then what is done. */
export function statusLine(report: CommitReport): string {
  const line = list([...badly(report), ...toCome(report), ...done(report)]);
  return line === '' ? 'nothing to redistribute' : line;
}

function badly({ calls, deliveries, mistakes }: CommitReport): readonly string[] {
  return [
    some(calls.rejected, 'rejected'),
    calls.unknown > 0 ? count(calls.unknown, 'outcome unknown', 'outcomes unknown') : '',
    deliveries.failed > 0 ? count(deliveries.failed, 'delivery failed', 'deliveries failed') : '',
    some(deliveries.unknown, 'not known to have arrived'),
    mistakes > 0 ? count(mistakes, 'mistake in the declarations', 'mistakes in the declarations') : '',
  ];
}

function toCome({ calls }: CommitReport): readonly string[] {
  const due = calls.due > 0 ? count(calls.due, 'call due', 'calls due') : '';
  const held = calls.held === calls.due ? 'held' : `${number(calls.held)} of them held`;
  return [list([due, calls.held > 0 ? held : '']), some(calls.inFlight, 'being sent')];
}

function done({ calls, deliveries }: CommitReport): readonly string[] {
  const { success, inProgress, failed, unknown } = deliveries;
  const all = success + inProgress + failed + unknown;
  const delivered = `${number(success)} of ${count(all, 'delivery', 'deliveries')} done`;
  return [
    some(calls.accepted, 'accepted'),
    all > 0 ? delivered : '',
    some(calls.adopted, 'adopted without a call'),
    some(calls.suspended, 'suspended'),
  ];
}

function some(amount: number, what: string): string {
  return amount === 0 ? '' : `${number(amount)} ${what}`;
}
