// What goes on after the calls: unknown outcomes settle, and content arrives. Only asks; the next wave is called elsewhere.
import type { Attempt } from '../model/attempt.ts';
import { checkHealth, type Delivery, nextCheck, openDeliveries } from './health.ts';
import type { Parts } from './parts.ts';
import { isPending } from './run-views.ts';
import { settleUnknown } from './settle.ts';
import { pauseBefore } from './times.ts';

/** Watches what a pass called. */
export interface Watch {
  /**
   * Waits for the next moment at which a site is to be asked, and asks. `changed`: something is known that was not;
   * `done`: nothing is open any more; `over`: the time is up or the signal came.
   */
  next(): Promise<'changed' | 'same' | 'done' | 'over'>;
}

interface WatchOptions {
  /** The attempts to watch, as ids; it may grow. */
  readonly ids: ReadonlySet<number>;
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly signal: AbortSignal;
}

/** Begins to watch. */
export function watchCalls({ ids, until, signal }: WatchOptions, parts: Parts): Watch {
  const asked = new Map<number, { readonly rounds: number; readonly at: number }>();
  const nextSettle = ({ id, finishedAt, startedAt }: Attempt) => {
    const before = asked.get(id);
    const { after } = parts.times.settle;
    return before ? before.at + pauseBefore(before.rounds, after) : (finishedAt ?? startedAt) + after;
  };
  const nextLook = (delivery: Delivery) => {
    // A site that does not answer leaves no record to count from.
    const before = asked.get(delivery.attempt.id)?.at ?? 0;
    return Math.max(nextCheck(delivery, parts), before + parts.times.health.interval);
  };
  const note = (id: number, at: number) => asked.set(id, { rounds: (asked.get(id)?.rounds ?? 0) + 1, at });
  return {
    async next() {
      const { unknown, deliveries } = await openThings(ids, parts);
      if (unknown.length + deliveries.length === 0) return 'done';
      const times = [...unknown.map(nextSettle), ...deliveries.map(nextLook)];
      const at = Math.min(until, ...times);
      await parts.sleep(Math.max(0, at - parts.clock()), signal);
      const now = parts.clock();
      if (signal.aborted || now >= until) return 'over';
      const toSettle = unknown.filter((attempt) => nextSettle(attempt) <= now);
      const due = deliveries.filter((delivery) => nextLook(delivery) <= now);
      for (const { id } of [...toSettle, ...due.map(({ attempt }) => attempt)]) note(id, now);
      const settled = await settleUnknown(toSettle, parts);
      const records = await checkHealth(due, parts);
      await tellProgress(ids, parts);
      const changed = records.some((record) => !isPending(record) || record.distribution.failed > 0);
      return settled.length > 0 || changed ? 'changed' : 'same';
    },
  };
}

/** Says how far the content of the watched calls is. */
async function tellProgress(ids: ReadonlySet<number>, { ledger, listen }: Parts): Promise<void> {
  const records = [...(await ledger.health([...ids])).values()];
  const sum = (state: 'success' | 'inProgress' | 'failed' | 'unknown') =>
    records.reduce((total, { distribution }) => total + distribution[state], 0);
  listen({
    type: 'delivering',
    success: sum('success'),
    inProgress: sum('inProgress'),
    failed: sum('failed'),
    unknown: sum('unknown'),
  });
}

/** The watched attempts that something may still become known of. */
async function openThings(
  ids: ReadonlySet<number>,
  parts: Parts,
): Promise<{ readonly unknown: readonly Attempt[]; readonly deliveries: readonly Delivery[] }> {
  const now = parts.clock();
  const unsettled = await parts.ledger.unsettled();
  const unknown = unsettled.filter(
    ({ id, outcome, startedAt }) =>
      ids.has(id) && outcome === 'unknown' && now - startedAt < parts.times.settle.giveUp,
  );
  const open = await openDeliveries(parts);
  const deliveries = open.filter(({ attempt, health }) => ids.has(attempt.id) && isPending(health));
  return { unknown, deliveries };
}
