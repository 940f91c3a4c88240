// What is asked of a site after its calls: whether an unknown outcome can be settled, and how far the content is.
import type { Attempt } from '../../model/attempt.ts';
import { dueAfter } from '../../model/units/due-after.ts';
import type { Parts } from '../parts.ts';
import { isPending } from '../pass/run-views.ts';
import { pauseBefore } from '../times.ts';
import { checkHealth, type Delivery, nextCheck, openDeliveries } from './health.ts';
import { settleUnknown } from './settle.ts';

/** Follows calls until nothing of them is open. */
interface FollowUp {
  /** When something is to be asked next, in milliseconds since 1970; null where nothing is open. */
  next(): Promise<number | null>;
  /** Asks about what it is time for, among what `next` found open. True where something is known now that was not. */
  ask(): Promise<boolean>;
}

/** What is still open of the calls that are followed. */
interface Open {
  readonly unknown: readonly Attempt[];
  readonly deliveries: readonly Delivery[];
}

/** How often something was asked, and when last. */
interface Asked {
  readonly rounds: number;
  readonly at: number;
}

/** Follows the attempts that `follows` picks. */
export function follow(follows: (attempt: Attempt) => boolean, parts: Parts): FollowUp {
  const asked = new Map<number, Asked>();
  // What is given up between the two is asked about once more: its last answer is its health.
  let open: Open = { unknown: [], deliveries: [] };
  const nextSettle = ({ id, finishedAt, startedAt }: Attempt) => {
    const before = asked.get(id);
    const { after } = parts.times.settle;
    const now = parts.clock();
    return before
      ? dueAfter(before.at, pauseBefore(before.rounds, after), now)
      : dueAfter(finishedAt ?? startedAt, after, now);
  };
  const nextLook = (delivery: Delivery) => {
    // A site that does not answer leaves no record to count from.
    const before = asked.get(delivery.attempt.id)?.at ?? 0;
    return Math.max(nextCheck(delivery, parts), dueAfter(before, parts.times.health.interval, parts.clock()));
  };
  const note = (ids: readonly number[], at: number) => {
    for (const id of ids) asked.set(id, { rounds: (asked.get(id)?.rounds ?? 0) + 1, at });
  };
  return {
    async next() {
      open = await readOpen(follows, parts);
      const { unknown, deliveries } = open;
      forget(asked, [...unknown, ...deliveries.map(({ attempt }) => attempt)]);
      const times = [...unknown.map(nextSettle), ...deliveries.map(nextLook)];
      return times.length === 0 ? null : times.reduce((first, at) => Math.min(first, at));
    },
    async ask() {
      const now = parts.clock();
      const unknown = open.unknown.filter((attempt) => nextSettle(attempt) <= now);
      const deliveries = open.deliveries.filter((delivery) => nextLook(delivery) <= now);
      note(
        [...unknown, ...deliveries.map(({ attempt }) => attempt)].map(({ id }) => id),
        now,
      );
      const settled = await settleUnknown(unknown, parts);
      const records = await checkHealth(deliveries, parts);
      const arrived = records.some((record) => !isPending(record) || record.distribution.failed > 0);
      return settled.length > 0 || arrived;
    },
  };
}

/** Keeps nothing of what is not open any more: a daemon follows calls for years. */
function forget(asked: Map<number, Asked>, open: readonly Attempt[]): void {
  const ids = new Set(open.map(({ id }) => id));
  for (const id of asked.keys()) if (!ids.has(id)) asked.delete(id);
}

/** The attempts that something may still become known of. */
async function readOpen(follows: (attempt: Attempt) => boolean, parts: Parts): Promise<Open> {
  const now = parts.clock();
  const unsettled = await parts.ledger.unsettled();
  const unknown = unsettled.filter(
    (attempt) =>
      attempt.outcome === 'unknown' &&
      now - attempt.startedAt < parts.times.settle.giveUp &&
      follows(attempt),
  );
  const open = await openDeliveries(parts);
  const deliveries = open.filter(({ attempt, health }) => isPending(health) && follows(attempt));
  return { unknown, deliveries };
}
