// A ledger and its passes in miniature: the same steps as an apply, without git, disk or site.

import { callId } from '../../src/model/approval.ts';
import type { Attempt } from '../../src/model/attempt.ts';
import type { Declared } from '../../src/model/declaration.ts';
import type { EntryKey } from '../../src/model/entry.ts';
import type { PlannedEntry } from '../../src/model/plan.ts';
import { makePlan, type PlanInput, type Planned, type RunView, type Subject } from '../../src/plan/plan.ts';
import { attempt, guards, input, NOW, run, source } from '../make/noun/plan.ts';

/** What a call comes to; `died` is the process, before it could say. */
export type Fate = 'accepted' | 'permanent' | 'transient' | 'siteDown' | 'unknown' | 'died';

/** One commit, and the apply of it. */
export interface Step {
  readonly tree: readonly Declared[];
  /** The fates of its calls, one after the other; accepted once they run out. */
  readonly fates: readonly Fate[];
  /** How long after the step before, in milliseconds. */
  readonly later: number;
  readonly approves: boolean;
  readonly approvesBudget: boolean;
  /** Records what is due as applied instead of calling it. */
  readonly adopts: boolean;
  /** What an operator says of every unknown outcome before the pass; null: nothing. */
  readonly resolves: 'accepted' | 'rejected' | null;
}

/** Everything that a ledger keeps from one pass to the next. */
export interface World {
  now: number;
  writer: number;
  commits: number;
  tree: readonly Declared[];
  readonly attempts: Attempt[];
  readonly due: Map<EntryKey, Planned['watch'][number]>;
  readonly approved: Set<string>;
  /** Told of every plan that is made, with what it was made of. */
  readonly onPlan: (planned: Planned, from: PlanInput) => void;
}

export function newWorld(onPlan: World['onPlan']): World {
  return {
    now: NOW,
    writer: 0,
    commits: 0,
    tree: [],
    attempts: [],
    due: new Map(),
    approved: new Set(),
    onPlan,
  };
}

/** Plans `tree` as `dpsync plan` would: `writer` is null, so what is open belongs to nobody. */
export function plan(
  world: World,
  { tree, ...more }: Partial<PlanInput> & { readonly tree: readonly Declared[] },
): Planned {
  const from = input(subjectsOf(world, tree), {
    now: world.now,
    writer: null,
    sources: [source({ commit: `commit ${world.commits}` })],
    runs: runsOf(world),
    ...guards({ maxCallsPerRun: 3 }),
    ...more,
  });
  const planned = makePlan(from);
  world.onPlan(planned, from);
  return planned;
}

/** One step: a commit, and all that an apply does about it. */
export function take(world: World, step: Step): void {
  world.now += step.later;
  world.commits += 1;
  resolveUnknown(world, step.resolves);
  plan(world, { tree: step.tree });
  acquire(world);
  record(world, step.tree, plan(world, { tree: step.tree, writer: world.writer }));
  if (step.approves) approveAll(world);
  if (step.adopts) adopt(world);
  callAll(world, step);
}

function subjectsOf({ tree: before, due, attempts }: World, tree: readonly Declared[]): Subject[] {
  const keys = new Set([...[...tree, ...before].map(({ key }) => key), ...due.keys()]);
  return [...keys].map((key) => ({
    key,
    declared: tree.filter((one) => one.key === key),
    gone: tree.some((one) => one.key === key) ? null : (before.find((one) => one.key === key) ?? null),
    attempts: attempts.filter((one) => one.key === key),
    due: due.get(key) ?? null,
    trusted: true,
  }));
}

function runsOf({ attempts, due, approved }: World): Map<string, RunView> {
  const ids = [...due.values()].flatMap(({ run }) => run ?? []);
  const called = (id: string) => new Set(attempts.filter(({ run }) => run === id).map(({ key }) => key)).size;
  return new Map(ids.map((id) => [id, run({ approved, called: called(id) })]));
}

/** Takes the lock: what another writer left open is unknown from now on. */
function acquire(world: World): void {
  world.writer += 1;
  for (const [index, one] of world.attempts.entries()) {
    if (one.outcome === 'open') world.attempts[index] = { ...one, outcome: 'unknown', finishedAt: world.now };
  }
}

function record(world: World, tree: readonly Declared[], { watch }: Planned): void {
  world.tree = tree;
  world.due.clear();
  for (const row of watch) world.due.set(row.key, row);
}

function resolveUnknown(world: World, as: Step['resolves']): void {
  if (as === null) return;
  for (const [index, one] of world.attempts.entries()) {
    if (one.outcome !== 'unknown' && one.outcome !== 'open') continue;
    const finality = as === 'rejected' ? 'transient' : null;
    world.attempts[index] = { ...one, outcome: as, finality, counts: false, finishedAt: world.now };
  }
}

function approveAll({ due, approved }: World): void {
  for (const [key, { run, digest }] of due) {
    if (run !== null && digest !== null) approved.add(callId({ key, digest }));
  }
}

function adopt(world: World): void {
  const { entries } = plan(world, { tree: world.tree, writer: world.writer }).plan;
  for (const planned of entries.filter(({ action }) => action === 'redistribute')) {
    world.attempts.push(attemptAt(world, planned, { outcome: 'adopted', cause: 'adopted' }));
  }
}

/** Round after round, until nothing is due and free or the process dies. */
function callAll(world: World, { fates, approvesBudget }: Step): void {
  const left = [...fates];
  const more = {
    writer: world.writer,
    overrides: { firstRun: () => false, approveBudget: () => approvesBudget, breakGlass: false },
  };
  let facts: PlanInput['facts'] = new Map();
  for (;;) {
    const planned = plan(world, { tree: world.tree, facts, ...more });
    record(world, world.tree, planned);
    const next = planned.plan.entries.find(({ action }) => action === 'redistribute');
    if (!next) return;
    const fate = left.shift() ?? 'accepted';
    const intent = attemptAt(world, next, { outcome: 'open', finishedAt: null });
    world.attempts.push(intent);
    plan(world, { tree: world.tree, facts, ...more });
    if (fate === 'died') return;
    world.attempts.splice(-1, 1, { ...intent, ...outcomeOf(fate), finishedAt: world.now });
    if (fate === 'siteDown') {
      const down = { kind: 'unreachable', code: 'DPS2002', message: 'down', since: world.now } as const;
      facts = new Map([...facts, [next.entry.site, down]]);
    }
  }
}

function attemptAt(world: World, planned: PlannedEntry, more: Partial<Attempt>): Attempt {
  const { key, run, revision, cause, wave } = planned;
  return attempt({
    run: run ?? '',
    cause: cause === 'changed' || cause === 'retry' ? cause : 'new',
    wave,
    writer: world.writer,
    startedAt: world.now,
    ...more,
    entry: key,
    revision: revision.to ?? '',
  });
}

function outcomeOf(fate: Exclude<Fate, 'died'>): Partial<Attempt> {
  switch (fate) {
    case 'accepted':
    case 'unknown':
      return { outcome: fate };
    case 'siteDown':
      return { outcome: 'rejected', finality: 'transient', counts: false };
    default:
      return { outcome: 'rejected', finality: fate };
  }
}
