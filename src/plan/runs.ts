// A run is what became due together: its id, how much it holds, and which of its waves is next.
import type { Digest } from '../model/digest.ts';
import type { EntryKey } from '../model/entry.ts';
import { runId } from '../model/run.ts';
import { type Case, counts, isWanted } from './case.ts';
import type { PlanInput, SourceView } from './input.ts';
import { costOf, knownOf } from './known.ts';
import { findFault } from './preflight.ts';

/** The run of one wanted entry, and since when it is due. */
interface Membership {
  readonly run: string;
  readonly since: number;
}

/** What a run comes to. */
export interface Tally {
  /** Entries called so far and still to be called, and those that left the run without being taken back. */
  readonly calls: number;
  /** The same, with what an operator suspended since: what the run is recorded with. */
  readonly size: number;
  /** What they send; null where nobody knows the size of one. */
  readonly bytes: number | null;
  /** The lowest wave that is not through, and how many entries it waits for; Infinity where every wave is. */
  readonly wave: number;
  readonly waiting: number;
}

/** The runs of a plan: who is in which, what each comes to, and which are new. */
export interface Runs {
  readonly of: ReadonlyMap<EntryKey, Membership>;
  readonly tallies: ReadonlyMap<string, Tally>;
  /** Source name → the run that this pass would record. */
  readonly fresh: ReadonlyMap<string, string>;
}

/** Puts every wanted entry into its run: the one in which its digest became due, else a new one of its source. */
export function assignRuns(cases: readonly Case[], input: PlanInput): Runs {
  const fresh = freshRuns(cases, input.sources);
  const of = new Map<EntryKey, Membership>();
  for (const item of cases) {
    if (!isWanted(item)) continue;
    const known = knownRun(item);
    const run = known?.run ?? fresh.get(item.declared?.source ?? '');
    if (run !== undefined)
      of.set(item.subject.key, { run, since: Math.min(known?.since ?? input.now, input.now) });
  }
  return { of, tallies: tallyRuns(cases, of, input), fresh };
}

function knownRun({ subject: { due }, digest }: Case): Membership | undefined {
  return due?.run && due.digest === digest ? { run: due.run, since: due.since } : undefined;
}

function freshRuns(cases: readonly Case[], sources: readonly SourceView[]): Map<string, string> {
  const newcomers = new Map<string, [EntryKey, Digest][]>();
  for (const item of cases) {
    if (item.digest === null || item.declared === null || !isWanted(item) || knownRun(item)) continue;
    const list = newcomers.get(item.declared.source) ?? [];
    list.push([item.subject.key, item.digest]);
    newcomers.set(item.declared.source, list);
  }
  const ids = new Map<string, string>();
  for (const { name, commit } of sources) {
    const pairs = newcomers.get(name);
    if (pairs) ids.set(name, runId(name, commit, pairs));
  }
  return ids;
}

function tallyRuns(
  cases: readonly Case[],
  of: ReadonlyMap<EntryKey, Membership>,
  input: PlanInput,
): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const item of cases) {
    const run = of.get(item.subject.key)?.run;
    if (run === undefined) continue;
    const view = input.runs.get(run);
    const before = tallies.get(run) ?? {
      calls: view?.called ?? 0,
      size: 0,
      bytes: view ? view.bytes : 0,
      wave: Number.POSITIVE_INFINITY,
      waiting: 0,
    };
    tallies.set(run, counts(item) ? withMember(before, item, { run, input }) : before);
  }
  return withDeparted(tallies, cases, { of, input });
}

/**
 * What left a run by a problem, a conflict or another revision goes on counting, and weighs as much as what is left: else a
 * run that is held could be made small enough to pass.
 */
function withDeparted(
  tallies: ReadonlyMap<string, Tally>,
  cases: readonly Case[],
  { of, input }: { readonly of: Runs['of']; readonly input: PlanInput },
): Map<string, Tally> {
  const takenBack = Map.groupBy(
    cases.filter(({ decision }) => decision.kind === 'forget'),
    ({ subject }) => subject.due?.run,
  );
  const suspended = Map.groupBy(
    cases.filter((item) => isSuspendedSince(item, of.get(item.subject.key))),
    ({ subject }) => of.get(subject.key)?.run,
  );
  return new Map(
    [...tallies].map(([run, tally]) => {
      const recorded = (input.runs.get(run)?.calls ?? 0) - (takenBack.get(run)?.length ?? 0);
      const size = Math.max(recorded, tally.calls);
      const calls = Math.max(recorded - (suspended.get(run)?.length ?? 0), tally.calls);
      const bytes = tally.bytes === null ? null : (tally.bytes / Math.max(1, tally.calls)) * calls;
      return [run, { ...tally, size, calls, bytes: calls === tally.calls ? tally.bytes : bytes }];
    }),
  );
}

/** Whether an operator took it out of its run. What its author suspends goes on counting, and what was suspended before never did. */
function isSuspendedSince({ suspended }: Case, member: Membership | undefined): boolean {
  return (
    member !== undefined &&
    suspended !== null &&
    suspended !== 'declaration' &&
    suspended.since >= member.since
  );
}

function withMember(before: Tally, item: Case, { run, input }: { run: string; input: PlanInput }): Tally {
  const wave = item.declared?.wave ?? 0;
  const tally = isStillToCall(item, run) ? withCall(before, item, input) : before;
  if (input.runs.get(run)?.waived.has(wave)) return tally;
  return {
    ...tally,
    wave: Math.min(tally.wave, wave),
    waiting: wave < tally.wave ? 1 : tally.waiting + (wave === tally.wave ? 1 : 0),
  };
}

function withCall(tally: Tally, item: Case, input: PlanInput): Tally {
  const own = bytesOfCall(item, input);
  const bytes = own === null || tally.bytes === null ? null : tally.bytes + own;
  return { ...tally, calls: tally.calls + 1, bytes };
}

/** What a call sends; null where nobody knows. */
export function bytesOfCall({ entry }: Case, input: PlanInput): number | null {
  // A site that was not asked yet is asked before a call; what cannot be called sends nothing.
  if (!input.facts.has(entry.site) || findFault(entry, input)) return 0;
  return costOf(knownOf(entry, input))?.bytes ?? null;
}

/** What was called in this run is counted already; what failed or is unknown is not called again by itself. */
function isStillToCall({ subject, decision }: Case, run: string): boolean {
  if (decision.kind === 'hold' && (decision.by === 'failed' || decision.by === 'unknownOutcome'))
    return false;
  return !subject.attempts.some((attempt) => attempt.run === run);
}
