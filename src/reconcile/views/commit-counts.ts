import type { HealthRecord } from '../../ledger/ledger.ts';
import type { Attempt } from '../../model/attempt.ts';
import type { HeldBy } from '../../model/hold.ts';
import type { PlannedEntry } from '../../model/plan.ts';
import type {
  CommitCalls,
  CommitDeliveries,
  CommitHold,
  CommitReport,
  CommitState,
  FailedPoint,
} from '../../model/views/commit-report.ts';

/** The deliveries that are counted, by their attempts; `open`: the site is still asked. */
export type Followed = ReadonlyMap<number, { readonly record: HealthRecord | null; readonly open: boolean }>;

/** Everything that is known of one commit. */
interface CommitFacts {
  readonly source: string;
  readonly commit: string;
  /** What is still due of its runs. */
  readonly entries: readonly PlannedEntry[];
  /** The not rejected attempts of its runs, oldest first. */
  readonly attempts: readonly Attempt[];
  readonly followed: Followed;
  readonly mistakes: number;
}

const MOST_HOLDS = 20;
const MOST_POINTS = 50;

/** Counts what became of a commit. Pure. */
export function makeCommitReport(facts: CommitFacts): CommitReport {
  const { source, commit, entries, mistakes } = facts;
  const calls = countCalls(facts);
  const deliveries = countDeliveries(facts);
  const points = failedPoints(facts);
  return {
    source,
    commit,
    state: stateOf(calls, deliveries, mistakes),
    calls,
    deliveries,
    mistakes,
    holds: holdsOf(entries),
    failedPoints: points.slice(0, MOST_POINTS),
    failedPointsInAll: points.length,
  };
}

function stateOf(calls: CommitCalls, deliveries: CommitDeliveries, mistakes: number): CommitState {
  const bad = calls.rejected + calls.unknown + deliveries.failed + deliveries.unknown + mistakes;
  if (bad > 0) return 'failure';
  return calls.due + calls.inFlight + deliveries.inProgress > 0 ? 'pending' : 'success';
}

function countCalls({ entries, attempts }: CommitFacts): CommitCalls {
  const inState = (outcome: Attempt['outcome']) =>
    new Set(attempts.filter((attempt) => attempt.outcome === outcome).map(({ key }) => key));
  const [inFlight, unknown] = [inState('open'), inState('unknown')];
  const heldBy = (by: HeldBy) => entries.filter(({ held }) => held?.by === by).length;
  const due = entries.filter(
    ({ key, held }) =>
      !inFlight.has(key) && !unknown.has(key) && held?.by !== 'failed' && held?.by !== 'suspended',
  );
  return {
    due: due.length,
    held: due.filter(({ held }) => held !== null).length,
    suspended: heldBy('suspended'),
    inFlight: inFlight.size,
    accepted: inState('accepted').size,
    rejected: heldBy('failed'),
    unknown: unknown.size,
    adopted: inState('adopted').size,
  };
}

function countDeliveries({ attempts, followed }: CommitFacts): CommitDeliveries {
  const counts = { success: 0, inProgress: 0, failed: 0, unknown: 0 };
  for (const { id, points } of attempts) {
    const delivery = followed.get(id);
    if (!delivery) continue;
    const { record, open } = delivery;
    const { success = 0, failed = 0 } = record?.distribution ?? {};
    const rest = record ? record.distribution.inProgress + record.distribution.unknown : (points ?? 1);
    counts.success += success;
    counts.failed += failed;
    counts[open ? 'inProgress' : 'unknown'] += rest;
  }
  return counts;
}

function failedPoints({ attempts, followed }: CommitFacts): readonly FailedPoint[] {
  const failed = attempts
    .flatMap(({ id }) => followed.get(id)?.record?.distribution.points ?? [])
    .filter(({ state }) => state === 'failed');
  return [...Map.groupBy(failed, ({ name }) => name)]
    .map(([name, all]) => ({ name, deliveries: all.length, message: all[0]?.message ?? null }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function holdsOf(entries: readonly PlannedEntry[]): readonly CommitHold[] {
  const held = entries.flatMap(({ entry, held: hold }) => (hold ? [{ entry, hold }] : []));
  const groups = Map.groupBy(held, ({ hold }) => JSON.stringify([hold.by, hold.message, hold.remedy]));
  return [...groups.values()]
    .flatMap(([first, ...others]): CommitHold[] => {
      if (!first || first.hold.by === 'inFlight') return [];
      const { by, message, remedy } = first.hold;
      return [{ by, message, remedy, entries: others.length + 1, example: first.entry }];
    })
    .sort((one, other) => other.entries - one.entries)
    .slice(0, MOST_HOLDS);
}
