import type { LedgerWriter, PassRecord } from '../../ledger/ledger.ts';
import type { RunView } from '../../plan/plan.ts';
import type { Pass } from './pass.ts';

/** Makes durable what a pass found, before its first call: the trees, the runs, and what the next pass must look at. */
export async function recordPass({ diffs, input, planned }: Pass, writer: LedgerWriter): Promise<void> {
  const watched = new Set(planned.watch.map(({ key }) => key));
  const due = input.subjects.filter((subject) => subject.due);
  const record: PassRecord = {
    sources: diffs.map(({ source, commit, readUnder, unverified, files, removed }) => {
      return { id: source.id, name: source.name, commit, readUnder, unverified, files, removed };
    }),
    runs: planned.plan.sources.flatMap(({ name, commit, run }) =>
      run === null ? [] : [{ id: run, source: name, commit, recordedAt: input.now, approvedAt: null }],
    ),
    pending: {
      set: planned.watch,
      clear: due.filter(({ key }) => !watched.has(key)).map(({ key }) => key),
    },
  };
  await writer.recordPass(record);
}

const NEW_RUN: RunView = { approved: false, called: 0, bytes: 0, waves: [], waived: new Set() };

/** The pass as the next one would find it: what became due now is known to the ledger, and its runs too. */
export function asRecorded(pass: Pass): Pass['input'] {
  const watch = new Map(pass.planned.watch.map((row) => [row.key, row]));
  const subjects = pass.input.subjects.map((subject) => ({
    ...subject,
    due: watch.get(subject.key) ?? null,
  }));
  const runs = new Map(pass.input.runs);
  for (const { run } of pass.planned.plan.sources) {
    if (run !== null && !runs.has(run)) runs.set(run, NEW_RUN);
  }
  return { ...pass.input, subjects, runs };
}
