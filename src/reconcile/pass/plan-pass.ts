// One pass up to its plan, in order: fetch, diff, gather, plan, ask the sites, plan again. What `apply` does more is in apply.ts.
import type { EntryKey } from '../../model/entry.ts';
import type { Problem, Skipped } from '../../model/problem.ts';
import { type Labelled, type Selector, selects } from '../../model/selection/selector.ts';
import type { PlanInput, Subject } from '../../plan/plan.ts';
import { refuseUnknown } from '../operator/declared-selection.ts';
import { readSuspensions } from '../operator/suspend.ts';
import type { Parts } from '../parts.ts';
import { askSites } from './ask-sites.ts';
import { diffSource, type SourceDiff } from './diff.ts';
import { fetchHeads } from './fetch-heads.ts';
import { Pass } from './pass.ts';
import { readDays, readRunViews } from './run-views.ts';
import { type LedgerView, sourceViews } from './source-views.ts';
import { gatherSubjects } from './subjects.ts';

/** What was asked of this pass. */
export interface PassOptions {
  /** False: plan what the last fetch brought. */
  readonly fetch: boolean;
  /** Only these entries are called; null means every one. */
  readonly only: Selector | null;
  /** Call the entries of sources that are on their first run. */
  readonly firstRun: boolean;
  readonly approveBudget: boolean;
  /** Why closed windows are passed; null: they hold. */
  readonly breakGlass: string | null;
  /** Entries to decide on although nothing about them changed: `all` means every declared one. */
  readonly also: readonly EntryKey[] | 'all';
}

/** A pass without anything asked of it: nothing is fetched, and nothing is said by flag. */
export const PLAIN: PassOptions = {
  fetch: false,
  only: null,
  firstRun: false,
  approveBudget: false,
  breakGlass: null,
  also: [],
};

/** Fetches every source, and plans. Throws a Failure where a source cannot be fetched or the ledger cannot be read. */
export async function planPass(options: PassOptions, parts: Parts): Promise<Pass> {
  const heads = await fetchHeads(parts, options.fetch);
  return askSites(await planAt(heads, options, parts), parts);
}

/** Plans the given commit of each source; a source that is left out stays as the ledger has it. */
export async function planAt(
  heads: ReadonlyMap<string, string>,
  options: PassOptions,
  parts: Parts,
): Promise<Pass> {
  const [state, records] = await Promise.all([parts.ledger.state(), parts.ledger.sources()]);
  const diffs = await diffAll(heads, { state, records }, parts);
  const also =
    options.also === 'all'
      ? await parts.ledger.declaredKeys(parts.sources.map(({ id }) => id))
      : options.also;
  const views = sourceViews(diffs, { state, records }, parts);
  const unverified = new Set(views.filter((view) => view.unverified !== null).map(({ name }) => name));
  const subjects = await gatherSubjects({ diffs, also, unverified }, parts);
  const selected = options.only && selectKeys(subjects, options.only);
  if (options.only && selected?.size === 0) await refuseUnknown(options.only, subjects.map(labelled), parts);
  const runIds = [...new Set(subjects.flatMap(({ due }) => due?.run ?? []))];
  const input: PlanInput = {
    now: parts.clock(),
    subjects,
    sources: views,
    runs: await readRunViews(runIds, parts),
    days: await readDays(parts),
    ...(await standing(diffs, parts)),
    facts: new Map(),
    writer: state.writer?.alive ? state.writer.number : null,
    guards: parts.guards,
    retry: parts.retry,
    waves: parts.waves,
    suspensions: await readSuspensions(parts),
    overrides: {
      firstRun: (key) => options.firstRun && (selected === null || selected.has(key)),
      approveBudget: (key) => options.approveBudget && (selected === null || selected.has(key)),
      breakGlass: options.breakGlass !== null,
    },
  };
  const pass = new Pass({ diffs, input, only: options.only, selected });
  // A run that would be new may be on record: approved before its first pass, or of a commit that is the head again.
  const fresh = pass.planned.plan.sources.flatMap(({ run }) => run ?? []);
  return pass.withRuns(await readRunViews(fresh, parts));
}

async function diffAll(
  heads: ReadonlyMap<string, string>,
  { state, records }: LedgerView,
  parts: Parts,
): Promise<readonly SourceDiff[]> {
  const trusted = state.rollbackCheck === 'fits' || state.rollbackCheck === 'first';
  const diffs: SourceDiff[] = [];
  for (const source of parts.sources) {
    const commit = heads.get(source.id);
    const record = records.find(({ id }) => id === source.id);
    if (commit === undefined) continue;
    const diff = await diffSource(source, { record, commit, trusted }, parts);
    if (diff.unverified !== null) tellUnverified(diff, diff.unverified, parts);
    diffs.push(diff);
  }
  return diffs;
}

function tellUnverified({ source: { name }, commit }: SourceDiff, fault: string, { listen }: Parts): void {
  const message = `commit ${commit.slice(0, 10)} of ${name} ${fault}: what it brings is held`;
  listen({ type: 'unverified', source: name, commit, message });
}

/** Problems and skipped files: those of the changed files, and those that stand since an earlier pass. */
async function standing(
  diffs: readonly SourceDiff[],
  { sources, ledger }: Parts,
): Promise<{ problems: Problem[]; skipped: Skipped[] }> {
  const problems: Problem[] = [];
  const skipped: Skipped[] = [];
  for (const source of sources) {
    const diff = diffs.find((candidate) => candidate.source.id === source.id);
    const changed = new Set([...(diff?.files.map(({ path }) => path) ?? []), ...(diff?.removed ?? [])]);
    const stood = (await ledger.standing(source.id)).filter(({ path }) => !changed.has(path));
    for (const file of [...(diff?.files ?? []), ...stood]) {
      const where = { source: source.name, file: file.path };
      problems.push(...file.problems.map((problem) => ({ ...problem, ...where })));
      if (file.skipped !== null) skipped.push({ ...where, reason: file.skipped });
    }
  }
  const byFile = (a: { file: string }, b: { file: string }) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
  return { problems: problems.sort(byFile), skipped: skipped.sort(byFile) };
}

function selectKeys(subjects: readonly Subject[], only: Selector): Set<EntryKey> {
  const selected = subjects.map(labelled).filter(({ key, labels }) => selects(only, key, labels));
  return new Set(selected.map(({ key }) => key));
}

function labelled({ key, declared, gone }: Subject): Labelled {
  return { key, labels: (declared[0] ?? gone)?.labels ?? [] };
}
