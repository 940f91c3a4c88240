import type { Attempt } from '../../../model/attempt.ts';
import { showEntry } from '../../../model/entry.ts';
import type { NotReached, RunReport } from '../../../model/run.ts';
import { showDuration } from '../../../model/units/duration.ts';
import { type RunSummary, summariseRun } from '../../run-summary.ts';
import { showAnswer } from '../answer.ts';
import { showCommit } from '../commit.ts';
import { heldSections } from '../held.ts';
import { count, number } from '../layout/count.ts';
import { line, print, type Section, title } from '../layout/layout.ts';
import { list } from '../layout/list.ts';
import { type Column, table } from '../layout/table.ts';
import type { Text } from '../layout/text.ts';
import { OUTCOME_TONES } from '../layout/tones.ts';
import { listed, problemSection } from '../mistakes.ts';
import { runNext } from './next.ts';

const COLUMNS: readonly Column<Attempt>[] = [
  { text: ({ outcome }) => outcome, tone: ({ outcome }) => OUTCOME_TONES[outcome] },
  { text: ({ entry }) => showEntry(entry) },
  { text: ({ revision }) => `revision ${revision}` },
  {
    text: ({ startedAt, finishedAt }) => (finishedAt === null ? '' : showDuration(finishedAt - startedAt)),
    align: 'right',
    tone: () => 'faint',
  },
  { text: showAnswer, below: true, tone: ({ outcome }) => OUTCOME_TONES[outcome] },
];

/** What one pass did, for people: every call's outcome, what is held or was not reached, and what to do next. */
export function runText(report: RunReport, text: Text): string {
  const summary = title(summaryLine(summariseRun(report), report));
  const wrong = [notReachedSection(report.notReached), problemSection('Problems', report.problems, 'bad')];
  if (text.quiet) {
    const failed = report.results.filter(({ outcome }) => outcome === 'rejected' || outcome === 'unknown');
    return print([[table(failed, COLUMNS)], ...wrong, [summary]], text);
  }
  return print(
    [
      runSection(report),
      [table(report.results, COLUMNS, 2)],
      ...heldSections(report.held, text),
      ...wrong,
      [summary],
      runNext(report).map((advice) => line(advice)),
    ],
    text,
  );
}

function runSection({ runs }: RunReport): Section {
  return runs.map(({ id, source, commit }) => line(`Run ${id}: ${source} at ${showCommit(commit)}`, 'faint'));
}

function notReachedSection(sites: readonly NotReached[]): Section {
  return listed('Not reached', sites, ({ site, error, entries }) => [
    line(`${site} (${count(entries, 'entry', 'entries')}) ${error.code}: ${error.message}`, 'bad', 2),
  ]);
}

function summaryLine(summary: RunSummary, { startedAt, finishedAt }: RunReport): string {
  const { accepted, adopted, rejected, unknown, held, notReached } = summary;
  const parts = list([
    adopted > 0 ? `${number(adopted)} adopted` : '',
    rejected > 0 ? `${number(rejected)} rejected` : '',
    unknown > 0 ? `${number(unknown)} unknown` : '',
    held > 0 ? `${number(held)} held` : '',
    notReached > 0 ? `${number(notReached)} not reached` : '',
  ]);
  if (accepted === 0 && parts === '') return 'No changes. Nothing was called.';
  return `Done in ${showDuration(finishedAt - startedAt)}: ${list([`${number(accepted)} accepted`, parts])}.`;
}
