// An approval is the set of calls that was shown to whoever approved. Nothing else is ever released by it.
import type { Approval } from '../../model/approval.ts';
import { Failure } from '../../model/failure.ts';
import type { HeldBy } from '../../model/hold.ts';
import type { PlannedEntry } from '../../model/plan.ts';
import type { Run } from '../../model/run.ts';
import type { Selector } from '../../model/selection/selector.ts';
import { RECONCILE_ERRORS } from '../errors.ts';
import type { Parts } from '../parts.ts';
import { askSites } from '../pass/ask-sites.ts';
import type { Pass } from '../pass/pass.ts';
import { PLAIN, planAt, planPass } from '../pass/plan-pass.ts';
import { readRunViews } from '../pass/run-views.ts';

/** What is to be approved. */
export interface ApproveOptions {
  readonly run: string;
  /** Only these entries of it; null: all that is to be called. */
  readonly only: Selector | null;
  readonly reason: string | null;
  /** Asked with what would be approved; false stops. */
  readonly confirm: (approval: Approval, entries: readonly PlannedEntry[]) => Promise<boolean>;
}

/** What was approved; null where it was declined. */
export type Approved = { readonly source: string; readonly approval: Approval } | null;

/**
 * Lets calls of a run pass its budget and its age. A run that is not recorded yet is planned once, and refused where its id
 * is another by now, or where nothing of it is to be called.
 */
export async function approve(options: ApproveOptions, parts: Parts): Promise<Approved> {
  const { run: id, only, reason } = options;
  const [recorded] = await parts.ledger.runs([id]);
  const wanted = { ...PLAIN, only };
  const pass = recorded
    ? await askSites(await planAt(new Map(), wanted, parts), parts)
    : await planPass({ ...wanted, fetch: true }, parts);
  const run = recorded ?? newRun(id, pass);
  const entries = toCall(id, pass);
  if (entries.length === 0) {
    const what = only ? `nothing of run ${id} that ${only.text} selects` : `nothing of run ${id}`;
    throw new Failure(RECONCILE_ERRORS.noRun, `${what} is to be called; dpsync plan shows what is due`);
  }
  const approval = approvalOf(id, entries);
  if (!(await options.confirm(approval, entries))) return null;
  const target = only ? `${id} --only ${only.text}` : id;
  await record({ run, approval, target, reason }, parts);
  return { source: run.source, approval };
}

/** What `--approve-budget` lets pass of each run that comes to too much: what is selected and would be called. */
export function approvalsOf(pass: Pass): readonly Approval[] {
  return [...pass.planned.overBudget].flatMap((run) => {
    const entries = toCall(run, pass);
    return entries.length === 0 ? [] : [approvalOf(run, entries)];
  });
}

/**
 * Records approvals of a pass: one that is interrupted half-way is finished by the next without the flag. Gives the pass as it
 * stands by the record, which lets go what was shown and nothing that comes to too much later.
 */
export async function approveBudget(pass: Pass, approvals: readonly Approval[], parts: Parts): Promise<Pass> {
  const runs = await parts.ledger.runs(approvals.map(({ run }) => run));
  for (const approval of approvals) {
    const run = runs.find(({ id }) => id === approval.run);
    if (run) await record({ run, approval, target: run.id, reason: '--approve-budget' }, parts);
  }
  const views = await readRunViews([...pass.input.runs.keys()], parts);
  return pass.overridden({ approveBudget: () => false }).withRuns(views);
}

interface Said {
  readonly run: Run;
  readonly approval: Approval;
  readonly target: string;
  readonly reason: string | null;
}

async function record(
  { run, approval, target, reason }: Said,
  { ledger, clock, actor }: Parts,
): Promise<void> {
  const { calls, deliveries, bytes } = approval;
  await ledger.approve(run, approval, {
    at: clock(),
    actor,
    command: 'approve',
    target,
    reason,
    approval: { entries: calls.length, deliveries, bytes },
  });
}

function newRun(id: string, { planned, input }: Pass): Run {
  const source = planned.plan.sources.find(({ run }) => run === id);
  if (source) {
    const calls = planned.sizes.get(id) ?? 0;
    return { id, source: source.name, commit: source.commit, recordedAt: input.now, approvedAt: null, calls };
  }
  const present = planned.plan.sources.flatMap(({ name, run }) => (run === null ? [] : `${run} (${name})`));
  const hint = present.length > 0 ? `what is due now is ${present.join(', ')}` : 'nothing new is due now';
  throw new Failure(RECONCILE_ERRORS.noRun, `there is no run ${id}; ${hint}`);
}

/** Nothing of these is called as it stands: whoever mends them approves what comes of it. */
const NOT_TO_CALL: ReadonlySet<HeldBy | undefined> = new Set<HeldBy>([
  'inFlight',
  'unknownOutcome',
  'failed',
  'conflict',
  'problem',
  'suspended',
]);

/** What of a run is selected and would be called, now or once nothing holds it. */
function toCall(run: string, { planned, selected }: Pass): readonly PlannedEntry[] {
  return planned.plan.entries.filter((entry) => {
    if (entry.run !== run || (selected && !selected.has(entry.key))) return false;
    return entry.action === 'redistribute' || (entry.action === 'hold' && !NOT_TO_CALL.has(entry.held?.by));
  });
}

function approvalOf(run: string, entries: readonly PlannedEntry[]): Approval {
  const calls = entries.flatMap(({ key, digest }) => (digest === null ? [] : [{ key, digest }]));
  const costs = entries.map(({ cost }) => cost);
  return {
    run,
    calls,
    deliveries: sumOf(costs.map((cost) => cost?.distributionPoints ?? null)),
    bytes: sumOf(costs.map((cost) => cost?.bytes ?? null)),
  };
}

function sumOf(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0);
}
