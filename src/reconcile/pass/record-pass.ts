import type { LedgerWriter, PassRecord } from '../../ledger/ledger.ts';
import type { Pass } from './pass.ts';

/**
 * Makes durable what a pass found, before its first call: the trees, the runs, and what the next pass must look at.
 * Gives the pass as that one would find it.
 */
export async function recordPass(pass: Pass, writer: LedgerWriter): Promise<Pass> {
  await writer.recordPass(recordOf(pass));
  return pass.recorded();
}

/** Makes durable what a pass knows after its calls: the trees are on record by then. */
export async function recordOutcome({ input, planned }: Pass, writer: LedgerWriter): Promise<void> {
  await writer.recordPass(recordOf({ diffs: [], input, planned }));
}

function recordOf({ diffs, input, planned }: Pick<Pass, 'diffs' | 'input' | 'planned'>): PassRecord {
  const watched = new Set(planned.watch.map(({ key }) => key));
  const due = input.subjects.filter((subject) => subject.due);
  return {
    sources: diffs.map(({ source, commit, readUnder, unverified, files, removed }) => {
      return { id: source.id, name: source.name, commit, readUnder, unverified, files, removed };
    }),
    runs: planned.plan.sources.flatMap(({ name, commit, run }) =>
      run === null
        ? []
        : [
            {
              id: run,
              source: name,
              commit,
              recordedAt: input.now,
              approvedAt: null,
              calls: planned.sizes.get(run) ?? 0,
            },
          ],
    ),
    sizes: new Map([...planned.sizes].filter(([run, calls]) => input.runs.get(run)?.calls !== calls)),
    pending: {
      set: planned.watch,
      clear: due.filter(({ key }) => !watched.has(key)).map(({ key }) => key),
    },
  };
}
