import { z } from 'zod';
import type { Plan, PlannedEntry } from '../../model/plan.ts';
import { API_VERSION, documentForm } from './document.ts';
import {
  ConflictForm,
  conflictRow,
  isoTime,
  ProblemForm,
  problemRow,
  SkippedForm,
  skippedRow,
  TimeForm,
} from './fields.ts';
import { PlannedEntryForm, plannedEntryRow } from './planned-entry.ts';

const SourceForm = z.strictObject({
  name: z.string().describe('The name of the source.'),
  commit: z.string().describe('The head that was planned.'),
  base: z
    .string()
    .nullable()
    .describe(
      'The commit that the ledger has, null on a first pass; in a comparison, where the histories part.',
    ),
  run: z.string().nullable().describe('The run that this pass would record; null where nothing became due.'),
});

const ComparisonForm = z.strictObject({
  worktree: z.boolean().describe('The work tree is compared with the base, and not the head.'),
  basis: z
    .enum(['ledger', 'facts', 'base'])
    .describe('What stands for what was sent: the ledger, facts of it, or only what the base declares.'),
  facts: z
    .strictObject({
      exportedAt: TimeForm.describe('When dpsync export wrote them.'),
      ageSeconds: z.int().min(0).describe('How old they were when the plan was made.'),
    })
    .nullable()
    .describe('The facts that were used; null where none were.'),
});

const WarningForm = z.strictObject({
  code: z.string().describe('Stays the same for the same kind of warning.'),
  message: z.string().describe('What to know or to look at.'),
  entry: z.string().nullable().describe('The entry it speaks of, as SITE/PACKAGE/GROUP, or null.'),
});

const COUNT = z.int().min(0);
const SummaryForm = z.strictObject({
  redistribute: COUNT.describe('Entries that would be called now.'),
  hold: COUNT.describe('Entries that are due and held.'),
  none: COUNT.describe('Entries with nothing to do.'),
  forget: COUNT.describe('Entries that are no longer declared.'),
  conflict: COUNT.describe('Entries that are declared more than once.'),
  problems: COUNT.describe('Problems in the declarations.'),
  bytes: COUNT.nullable().describe('Bytes that the calls would send; null where it is not known.'),
});

/** The form of `plan -o json`. */
export const PlanForm = documentForm('Plan', 'What would be called now, and why the rest is not.', {
  comparison: ComparisonForm.nullable().describe(
    'What plan --base compared; null where sources were planned by their record.',
  ),
  sources: z.array(SourceForm).describe('The sources that were planned.'),
  entries: z
    .array(PlannedEntryForm)
    .describe('Entries with action none only with --all; those sent before always.'),
  problems: z.array(ProblemForm).describe('Mistakes in the declarations.'),
  conflicts: z.array(ConflictForm).describe('Entries that are declared more than once.'),
  warnings: z.array(WarningForm).describe('What holds nothing back and is worth a look.'),
  skipped: z.array(SkippedForm).describe('Files with a matching name that are not read.'),
  summary: SummaryForm.describe('How many of each, those not shown included.'),
});

/** A plan as `-o json` writes it. */
export type PlanDocument = z.infer<typeof PlanForm>;
/** A plan as `-o json` writes it, whose entries are made one by one as they are read: for writeJson. */
export type PlanParts = Omit<PlanDocument, 'entries'> & {
  readonly entries: Iterable<PlanDocument['entries'][number]>;
};

/**
 * The document of a plan, which may hold a hundred thousand entries: they can be read once. `all`: those with nothing
 * to do as well.
 */
export function planParts(plan: Plan, all: boolean): PlanParts {
  return {
    apiVersion: API_VERSION,
    kind: 'Plan',
    comparison: comparisonRow(plan.comparison),
    sources: plan.sources.map(({ name, commit, base, run }) => ({ name, commit, base, run })),
    entries: entryRows(plan.entries, all),
    problems: plan.problems.map(problemRow),
    conflicts: plan.conflicts.map(conflictRow),
    warnings: plan.warnings.map(({ code, message, entry }) => ({ code, message, entry })),
    skipped: plan.skipped.map(skippedRow),
    summary: { ...plan.summary },
  };
}

function comparisonRow(comparison: Plan['comparison']): PlanDocument['comparison'] {
  if (!comparison) return null;
  const { worktree, basis, facts } = comparison;
  const told = facts && {
    exportedAt: isoTime(facts.exportedAt),
    ageSeconds: Math.floor(facts.age / 1000),
  };
  return { worktree, basis, facts: told };
}

function* entryRows(
  entries: readonly PlannedEntry[],
  all: boolean,
): Generator<PlanDocument['entries'][number]> {
  for (const planned of entries) {
    if (all || planned.action !== 'none' || planned.cause === 'sentBefore') yield plannedEntryRow(planned);
  }
}
