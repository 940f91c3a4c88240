import { z } from 'zod';
import type { Attempt } from '../../model/attempt.ts';
import type { PlannedEntry } from '../../model/plan.ts';
import type { RunReport } from '../../model/run.ts';
import { summariseRun } from '../run-summary.ts';
import { API_VERSION, documentForm } from './document.ts';
import {
  ENTRY_NAMES,
  entryNames,
  HeldForm,
  heldRow,
  isoTime,
  OutcomeForm,
  ProblemForm,
  problemRow,
  RecordedErrorForm,
  TimeForm,
} from './fields.ts';
import { PlannedEntryForm, plannedEntryRow } from './planned-entry.ts';

const RunRowForm = z.strictObject({
  id: z.string().describe('The id of the run.'),
  source: z.string().describe('The name of its source.'),
  commit: z.string().describe("The pass's head."),
});

const ResultForm = z.strictObject({
  run: z.string().describe('The run it belongs to.'),
  attempt: z.int().min(1).describe('The id of the attempt in the history.'),
  ...ENTRY_NAMES,
  revision: z.string().describe('The revision that was sent.'),
  outcome: OutcomeForm,
  returnValue: z.int().nullable().describe("The call's return value; null where there was none."),
  error: RecordedErrorForm.nullable().describe('What went wrong; null where nothing did.'),
  durationMs: z.int().min(0).nullable().describe('From the intent to the outcome; null while it is open.'),
});

const NotReachedForm = z.strictObject({
  site: ENTRY_NAMES.site,
  error: RecordedErrorForm.describe('Why it was not reached.'),
  entries: z.int().min(0).describe('Entries that were due and free, and were not called.'),
});

const COUNT = z.int().min(0);
const SummaryForm = z.strictObject({
  accepted: COUNT.describe('Entries whose call the site accepted.'),
  adopted: COUNT.describe('Entries recorded as applied without a call.'),
  rejected: COUNT.describe('Entries whose call surely was not done.'),
  unknown: COUNT.describe('Entries whose call the site may or may not have.'),
  held: COUNT.describe('Entries that are due and held.'),
  notReached: COUNT.describe('Entries that were due and free, and were not called.'),
});

/** The form of `apply -o json`. */
export const RunForm = documentForm('Run', 'What one pass of apply did.', {
  runs: z.array(RunRowForm).describe('The runs that this pass worked on.'),
  startedAt: TimeForm.describe('When the pass began.'),
  finishedAt: TimeForm.describe('When the pass ended.'),
  results: z.array(ResultForm).describe('The calls of this pass, in the order of their outcomes.'),
  held: z
    .array(
      PlannedEntryForm.extend({ held: HeldForm }).meta({
        id: 'HeldEntry',
        description: 'An entry that is due and held.',
      }),
    )
    .describe('What is due and held, as a plan shows it.'),
  problems: z.array(ProblemForm).describe('Mistakes in the declarations.'),
  notReached: z
    .array(NotReachedForm)
    .describe('Sites with entries that were due and free, and were not called.'),
  summary: SummaryForm.describe('How many entries came to what; each counts by its last outcome.'),
});

/** What one pass did, as `-o json` writes it. */
export type RunDocument = z.infer<typeof RunForm>;

/** The document of one pass. */
export function runDocument(report: RunReport): RunDocument {
  return {
    apiVersion: API_VERSION,
    kind: 'Run',
    runs: report.runs.map(({ id, source, commit }) => ({ id, source, commit })),
    startedAt: isoTime(report.startedAt),
    finishedAt: isoTime(report.finishedAt),
    results: report.results.map(resultRow),
    held: report.held.flatMap(heldEntryRow),
    problems: report.problems.map(problemRow),
    notReached: report.notReached.map(({ site, error, entries }) => ({ site, error: { ...error }, entries })),
    summary: summariseRun(report),
  };
}

function resultRow(attempt: Attempt): RunDocument['results'][number] {
  return {
    run: attempt.run,
    attempt: attempt.id,
    ...entryNames(attempt.entry),
    revision: attempt.revision,
    outcome: attempt.outcome,
    returnValue: attempt.returnValue,
    error: attempt.error && { ...attempt.error },
    durationMs: attempt.finishedAt === null ? null : Math.max(0, attempt.finishedAt - attempt.startedAt),
  };
}

function heldEntryRow(planned: PlannedEntry): RunDocument['held'] {
  return planned.held ? [{ ...plannedEntryRow(planned), held: heldRow(planned.held) }] : [];
}
