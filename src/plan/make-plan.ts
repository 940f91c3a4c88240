import type { Hold } from '../model/hold.ts';
import type { Action, Cause, Conflict, Plan, PlannedEntry, PlanSummary } from '../model/plan.ts';
import { type Case, caseOf, isDue } from './case.ts';
import { findOverDay } from './day.ts';
import { findNewest } from './decide.ts';
import { holdOf } from './decision-hold.ts';
import { isOver } from './guards/budget.ts';
import type { GuardContext } from './guards/guard.ts';
import { GUARDS } from './guards/order.ts';
import type { PlanInput, Planned, Subject } from './input.ts';
import { costOf, knownOf } from './known.ts';
import { leavesOf } from './leaves.ts';
import { assignRuns } from './runs.ts';
import { joinSameCalls } from './same-call.ts';
import { warningsOf } from './warnings.ts';
import { windowsAt } from './windows/windows-at.ts';

/** What would be called now, and why the rest is not. Pure: the same input always gives the same plan. */
export function makePlan(input: PlanInput): Planned {
  const decided = input.subjects.toSorted(byKey).flatMap((subject) => caseOf(subject, input) ?? []);
  const cases = joinSameCalls(decided, input);
  const runs = assignRuns(cases, input);
  const known = { input, runs, findClosed: windowsAt(input.guards.windows, input.now) };
  const context = { ...known, overDay: findOverDay(cases, known) };
  const entries = cases.map((item) => planEntry(item, context)).sort((a, b) => a.wave - b.wave);
  const conflicts = cases.filter(({ conflict }) => conflict).map(conflictOf);
  const plan: Plan = {
    comparison: null,
    sources: input.sources.map(({ name, commit, base }) => ({
      name,
      commit,
      base,
      run: runs.fresh.get(name) ?? null,
    })),
    entries,
    problems: input.problems,
    conflicts,
    warnings: warningsOf(cases, entries, context),
    skipped: input.skipped,
    summary: summarize(entries, conflicts.length, input.problems.length),
  };
  const sizes = new Map([...runs.tallies].map(([run, { size }]) => [run, size]));
  const overBudget = new Set(
    [...runs.tallies].flatMap(([run, tally]) => (isOver(run, tally, context) ? [run] : [])),
  );
  return { plan, watch: cases.flatMap((item) => watchOf(item, context)), sizes, overBudget };
}

function planEntry(item: Case, context: GuardContext): PlannedEntry {
  const { subject, entry, declared, digest } = item;
  const { action, cause, held } = actionOf(item, context);
  const known = knownOf(entry, context.input);
  return {
    key: subject.key,
    entry,
    source: declared?.source ?? '',
    packageName: known.package?.name ?? null,
    action,
    cause,
    run: context.runs.of.get(subject.key)?.run ?? null,
    revision: {
      from: findNewest(subject.attempts, context.input.writer)?.revision ?? null,
      to: digest === null ? null : (declared?.revision ?? null),
    },
    digest,
    reason: declared?.reason ?? null,
    wave: declared?.wave ?? 0,
    labels: declared?.labels ?? [],
    declaredAt: subject.declared.length > 0 ? subject.declared : declared ? [declared] : [],
    held,
    leaves: leavesOf(item, context),
    cost: action === 'redistribute' || action === 'hold' ? costOf(known) : null,
  };
}

function actionOf(item: Case, context: GuardContext): { action: Action; cause: Cause; held: Hold | null } {
  const { decision } = item;
  if (decision.kind === 'none') return { action: 'none', cause: decision.cause, held: null };
  if (decision.kind === 'forget') return { action: 'forget', cause: 'removed', held: null };
  const held = decision.kind === 'hold' ? holdOf(decision) : firstHold(item, context);
  return { action: held ? 'hold' : 'redistribute', cause: decision.cause, held };
}

function firstHold(item: Case, context: GuardContext): Hold | null {
  if (!isDue(item)) return null;
  for (const guard of GUARDS) {
    const held = guard(item, context);
    if (held) return { since: sinceOf(item, context), ...held };
  }
  return null;
}

/** Since when the entry is due as it stands now. */
function sinceOf({ subject, digest }: Case, { runs, input }: GuardContext): number {
  const known = subject.due?.digest === digest ? subject.due : null;
  return runs.of.get(subject.key)?.since ?? known?.since ?? input.now;
}

function byKey(a: Subject, b: Subject): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

function conflictOf({ subject, entry, places }: Case): Conflict {
  return { key: subject.key, entry, declaredAt: places };
}

function watchOf(item: Case, context: GuardContext): Planned['watch'] {
  const { decision, subject, digest } = item;
  const quiet = decision.kind === 'forget' || (decision.kind === 'none' && decision.cause !== 'sentBefore');
  if (quiet && !item.conflict) return [];
  const run = context.runs.of.get(subject.key)?.run ?? null;
  return [{ key: subject.key, digest, run, since: sinceOf(item, context), trusted: subject.trusted }];
}

/** Counts what is to be done. */
export function summarize(entries: readonly PlannedEntry[], conflict: number, problems: number): PlanSummary {
  const count = (action: Action) => entries.filter((entry) => entry.action === action).length;
  return {
    redistribute: count('redistribute'),
    hold: count('hold'),
    none: count('none'),
    forget: count('forget'),
    conflict,
    problems,
    bytes: bytesOf(entries),
  };
}

/** What the calls would send; null where the size of one is not known. */
function bytesOf(entries: readonly PlannedEntry[]): number | null {
  let bytes = 0;
  for (const { action, cost } of entries) {
    if (action !== 'redistribute') continue;
    if (!cost) return null;
    bytes += cost.bytes;
  }
  return bytes;
}
