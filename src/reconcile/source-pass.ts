// One pass of one source: what a commit declares goes on record. No site is asked here, so none can delay it.
import type { LedgerWriter } from '../ledger/ledger.ts';
import { Failure } from '../model/failure.ts';
import { releaseSources } from './call/call-all.ts';
import { RECONCILE_ERRORS } from './errors.ts';
import { adoptByGuard } from './operator/adopt-by-guard.ts';
import type { Parts } from './parts.ts';
import type { Pass } from './pass/pass.ts';
import { PLAIN, planAt } from './pass/plan-pass.ts';
import { recordPass } from './pass/record-pass.ts';
import type { SourcePass } from './steps.ts';

/** A pass of a source, and the plan of everything after it; null where the commit was on record already. */
interface Passed {
  readonly told: SourcePass | null;
  readonly pass: Pass;
}

/** Plans and records one commit of a source, and ends its first run where the guards say so. */
export async function passSource(
  { source: id, commit }: { readonly source: string; readonly commit: string },
  writer: LedgerWriter,
  parts: Parts,
): Promise<Passed> {
  const pass = await planAt(new Map([[id, commit]]), PLAIN, parts);
  if (isOnRecord(pass) && !endsFirstRun(pass, parts)) return { told: null, pass };
  const adopted = await adoptByGuard(await recordPass(pass, writer), PLAIN, writer, parts);
  await releaseSources(adopted, PLAIN, writer, parts);
  const after = await tidyRecord(writer, parts);
  return { told: tellOf(id, pass, after, parts), pass: after };
}

/** Plans what is on record, and forgets what is not due any more. Gives the plan. */
export async function tidyRecord(writer: LedgerWriter, parts: Parts): Promise<Pass> {
  const pass = await planAt(new Map(), PLAIN, parts);
  await recordPass(pass, writer);
  return pass;
}

function isOnRecord({ diffs }: Pass): boolean {
  return diffs.every(
    ({ record, commit, readUnder, unverified, files, removed }) =>
      record?.commit === commit &&
      record.readUnder === readUnder &&
      record.unverified === unverified &&
      files.length + removed.length === 0,
  );
}

/** The pass that recorded the commit may have failed before it ended the first run; the guards may be new, too. */
function endsFirstRun({ input, diffs }: Pass, { guards }: Parts): boolean {
  if (guards.firstRun === 'hold') return false;
  const diffed = new Set(diffs.map(({ source }) => source.name));
  return input.sources.some(
    ({ name, firstRun, unverified }) =>
      diffed.has(name) && firstRun === 'held' && (guards.firstRun === 'apply' || unverified === null),
  );
}

function tellOf(id: string, { planned, diffs }: Pass, after: Pass, { sources }: Parts): SourcePass {
  const source = sources.find((candidate) => candidate.id === id);
  const diff = diffs.find((candidate) => candidate.source.id === id);
  if (!source || !diff)
    throw new Failure(RECONCILE_ERRORS.noSource, `the config has no source ${id} any more`);
  const own = after.planned.plan.entries.filter((entry) => entry.source === source.name);
  const view = planned.plan.sources.find(({ name }) => name === source.name);
  return {
    commit: diff.commit,
    run: view?.run ?? null,
    due: own.filter(({ action }) => action === 'redistribute' || action === 'hold').length,
    held: own.filter(({ action }) => action === 'hold').length,
    problems: planned.plan.problems.filter((problem) => problem.source === source.name).length,
  };
}
