import type { HealthRecord } from '../../ledger/ledger.ts';
import type { Attempt } from '../../model/attempt.ts';
import { DAY, type PlanInput, type RunView, type WaveView } from '../../plan/plan.ts';
import type { Parts } from '../parts.ts';

/** What is known of these runs; one that was never recorded is left out. */
export async function readRunViews(ids: readonly string[], { ledger }: Parts): Promise<PlanInput['runs']> {
  const [runs, called, attempts, waived, approved] = await Promise.all([
    ledger.runs(ids),
    ledger.calledIn(ids),
    ledger.attemptsOfRuns(ids),
    ledger.waivedWaves(ids),
    ledger.approvals(ids),
  ]);
  const byRun = Map.groupBy(
    attempts.filter(({ outcome }) => outcome !== 'adopted'),
    ({ run }) => run,
  );
  const accepted = attempts.filter(({ outcome }) => outcome === 'accepted');
  const health = await ledger.health(accepted.map(({ id }) => id));
  return new Map(
    runs.map(({ id, calls }): [string, RunView] => {
      const own = byRun.get(id) ?? [];
      const view = {
        approved: approved.get(id) ?? new Set<string>(),
        calls,
        called: called.get(id) ?? 0,
        bytes: bytesOf(own),
        waves: wavesOf(own, health),
        waived: waived.get(id) ?? new Set<number>(),
      };
      return [id, view];
    }),
  );
}

/** What each source sent in the last 24 hours, where the config limits that. */
export async function readDays({ ledger, guards, clock }: Parts): Promise<PlanInput['days']> {
  if (guards.maxCallsPerDay === undefined && guards.maxBytesPerDay === undefined) return new Map();
  return ledger.callsSince(clock() - DAY);
}

function bytesOf(attempts: readonly Attempt[]): number | null {
  return attempts.reduce<number | null>(
    (sum, { bytes }) => (sum === null || bytes === null ? null : sum + bytes),
    0,
  );
}

function wavesOf(attempts: readonly Attempt[], health: ReadonlyMap<number, HealthRecord>): WaveView[] {
  const accepted = attempts.filter(({ outcome }) => outcome === 'accepted');
  return [...Map.groupBy(accepted, ({ wave }) => wave)].map(([wave, own]) => {
    const records = own.map(({ id }) => health.get(id));
    const points = records.flatMap((record) => record?.distribution.points ?? []);
    return {
      wave,
      entries: own.length,
      pending: records.filter(isPending).length,
      points: points.length,
      failed: points.filter(({ state }) => state === 'failed').map(({ name }) => name),
      acceptedAt: Math.max(...own.map(({ finishedAt, startedAt }) => finishedAt ?? startedAt)),
    };
  });
}

/** True while a distribution point may still get it. */
export function isPending(record: HealthRecord | null | undefined): boolean {
  if (!record) return true;
  const { inProgress, unknown } = record.distribution;
  return inProgress + unknown > 0;
}
