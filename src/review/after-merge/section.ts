// What became of a commit, for the people who decided on it, where they decided: below the plan in the pull request.

import { showEntry } from '../../model/entry.ts';
import type { CommitHold, CommitReport, CommitState, FailedPoint } from '../../model/views/commit-report.ts';
import { type Document, type Part, partOf } from '../../report/markdown/document.ts';
import { printWithin } from '../../report/markdown/print-within.ts';
import { tableOf } from '../../report/markdown/table.ts';
import { showRemedy } from '../../report/remedy.ts';
import { showCommit } from '../../report/text/commit.ts';
import { number } from '../../report/text/layout/count.ts';
import { showMoment } from '../../report/text/layout/moment.ts';
import { statusLine } from './words.ts';

const TITLE = 'After the merge';
const HEADING = `## ${TITLE}`;
const UPDATED = 'Updated ';
/** A shorter section says too little; then it stands in the place of the plan. */
const SHORTEST = 2_000;

const HEADLINES: Readonly<Record<CommitState, string>> = {
  pending: 'Under way',
  success: 'Done',
  failure: 'Somebody has to look at this',
};

const WHAT_IT_MEANS =
  'Accepted: the site took the call. A delivery is done when a distribution point has the content.';
const MISTAKES = 'dpsync validate shows each mistake at its line; correct them with another pull request.';
const NOT_KNOWN =
  'Of some deliveries nothing was heard for so long that the site is not asked any more; dpsync status names them.';
const POINTS =
  'Nothing is sent there again by itself: see to the distribution point, then give the entry a new revision.';

/** What a comment is to say by now. */
interface AfterMerge {
  readonly report: CommitReport;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The longest comment, in UTF-16 units. */
  readonly limit: number;
}

/**
 * The comment with this report below its plan, or in the plan's place where there is no room; undefined where it says so
 * already, whenever that was.
 */
export function withAfterMerge(comment: string, { report, now, limit }: AfterMerge): string | undefined {
  const plan = withoutSection(comment);
  const head = plan === '' ? '' : `${plan}\n\n`;
  const room = limit - head.length;
  const document = documentOf(report, now);
  const text = room < SHORTEST ? printWithin(document, limit) : head + printWithin(document, room);
  return withoutTime(text) === withoutTime(comment) ? undefined : text;
}

/** No value of a plan can begin a line, so that this heading is none of them. */
function withoutSection(comment: string): string {
  const lines = comment.split('\n');
  const at = lines.indexOf(HEADING);
  return (at < 0 ? lines : lines.slice(0, at)).join('\n').trimEnd();
}

function withoutTime(text: string): string {
  const lines = text.split('\n').filter((line) => !line.startsWith(UPDATED));
  return lines.join('\n').trimEnd();
}

function documentOf(report: CommitReport, now: number): Document {
  const { source, commit, state, calls, deliveries, mistakes } = report;
  return {
    title: TITLE,
    summary: `${HEADLINES[state]}: ${statusLine(report)}.`,
    notes: [
      `${UPDATED}${showMoment(now)}, for the commit ${showCommit(commit)} of ${source}.`,
      ...(calls.accepted > 0 ? [WHAT_IT_MEANS] : []),
      ...(mistakes > 0 ? [MISTAKES] : []),
      ...(deliveries.unknown > 0 ? [NOT_KNOWN] : []),
    ],
    parts: [...holdParts(report.holds), ...pointParts(report)],
    foot: [],
    command: 'dpsync status -o json',
  };
}

function holdParts(holds: readonly CommitHold[]): readonly Part[] {
  const table = tableOf(holds, [
    { head: 'Calls', text: ({ entries }) => number(entries), align: 'right' },
    { head: 'Why', text: ({ message }) => message },
    { head: 'What helps', text: ({ remedy }) => showRemedy(remedy) },
    { head: 'Such as', text: ({ example }) => showEntry(example) },
  ]);
  return partOf('Not done', [], table);
}

function pointParts({ failedPoints, failedPointsInAll }: CommitReport): readonly Part[] {
  const table = tableOf<FailedPoint>(failedPoints, [
    { head: 'Distribution point', text: ({ name }) => name },
    { head: 'Failed deliveries', text: ({ deliveries }) => number(deliveries), align: 'right' },
    { head: 'What the site says', text: ({ message }) => message ?? '' },
  ]);
  const missing = failedPointsInAll - failedPoints.length;
  const first = `The first ${number(failedPoints.length)} by name are shown.`;
  const title = `Distribution points without the content (${number(failedPointsInAll)})`;
  return partOf(title, [POINTS, ...(missing > 0 ? [first] : [])], table);
}
