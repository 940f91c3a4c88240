// Accepted says that the provider took the call; whether the content arrived is asked of each distribution point.
import type { HealthRecord } from '../../ledger/ledger.ts';
import type { Attempt } from '../../model/attempt.ts';
import type { EntryKey, SiteCode } from '../../model/entry.ts';
import { Failure } from '../../model/failure.ts';
import { type Point, type PointStatus, pairKey } from '../../model/site/facts.ts';
import { MESSAGE_IDS } from '../../model/site/message-ids.ts';
import { CLOCK_SLACK } from '../../model/site/reach.ts';
import { dueAfter } from '../../model/units/due-after.ts';
import type { Distribution, Health, PointHealth } from '../../model/views/status.ts';
import type { Parts } from '../parts.ts';
import { pauseBefore } from '../times.ts';

/** An accepted attempt, and what was known of its content. */
export interface Delivery {
  readonly attempt: Attempt;
  readonly health: HealthRecord | null;
}

/** A failure that nobody mended for so long is no news any more. */
const LOOKED_AT_FOR = 30 * 86_400_000;

/** The deliveries that are not done, the newest of each entry. */
export async function openDeliveries({
  ledger,
  clock,
  times: { health },
}: Parts): Promise<readonly Delivery[]> {
  const open = await ledger.undelivered(clock() - health.giveUp);
  return [...new Map(open.map((delivery) => [delivery.attempt.key, delivery])).values()];
}

/** Entries whose content failed somewhere when the site was asked last, as far back as anybody still looks. */
export async function degradedEntries({ ledger, clock }: Parts): Promise<readonly EntryKey[]> {
  const open = await ledger.undelivered(clock() - LOOKED_AT_FOR);
  return open.filter(({ health }) => health?.health === 'Degraded').map(({ attempt }) => attempt.key);
}

/** When a delivery is asked about next, in milliseconds since 1970. */
export function nextCheck({ attempt, health }: Delivery, { times, clock }: Parts): number {
  const now = clock();
  if (!health) return dueAfter(attempt.finishedAt ?? attempt.startedAt, times.health.after, now);
  return dueAfter(health.checkedAt, pauseBefore(health.checks, times.health.interval), now);
}

/** Asks the sites how far these deliveries are, a few requests for all of them, and records it. */
export async function checkHealth(
  deliveries: readonly Delivery[],
  parts: Parts,
): Promise<readonly HealthRecord[]> {
  const bySite = Map.groupBy(deliveries, ({ attempt }) => attempt.entry.site);
  const records = (await Promise.all([...bySite].map(([site, own]) => checkAtSite(site, own, parts)))).flat();
  await parts.ledger.recordHealth(records);
  tellNews(deliveries, records, parts);
  return records;
}

/** Tells whose content is in another state by now. */
function tellNews(
  deliveries: readonly Delivery[],
  records: readonly HealthRecord[],
  { listen }: Parts,
): void {
  const now = new Map(records.map(({ attempt, health }) => [attempt, health]));
  for (const { attempt, health: before } of deliveries) {
    const health = now.get(attempt.id);
    if (health !== undefined && health !== before?.health) listen({ type: 'checked', attempt, health });
  }
}

async function checkAtSite(
  code: SiteCode,
  deliveries: readonly Delivery[],
  parts: Parts,
): Promise<HealthRecord[]> {
  const site = parts.sites.find((candidate) => candidate.code === code);
  if (!site) return [];
  const pairs = deliveries.flatMap(({ attempt: { groupId, entry } }) =>
    groupId === null ? [] : [{ groupId, package: entry.package }],
  );
  try {
    const [members, statuses] = await Promise.all([
      site.readMembers([...new Set(pairs.map(({ groupId }) => groupId))]),
      site.readStatus(pairs),
    ]);
    const byPair = Map.groupBy(statuses, pairKey);
    return deliveries.map((delivery) => {
      const { groupId, entry } = delivery.attempt;
      const key = pairKey({ groupId: groupId ?? '', package: entry.package });
      const seen = {
        members: members.get(groupId ?? '') ?? [],
        statuses: byPair.get(key) ?? [],
        offset: site.clockOffset,
      };
      return recordOf(delivery, seen, parts);
    });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    parts.listen({ type: 'siteHeld', site: code, code: error.code, message: error.message });
    return [];
  }
}

interface Seen {
  readonly members: readonly Point[];
  readonly statuses: readonly PointStatus[];
  readonly offset: number;
}

function recordOf({ attempt, health: before }: Delivery, seen: Seen, { clock, times }: Parts): HealthRecord {
  const distribution = distributionOf(attempt, seen);
  const now = clock();
  const arrived = distribution.success === distribution.points.length;
  const givenUp = now - attempt.startedAt >= times.health.giveUp;
  return {
    attempt: attempt.id,
    health: healthOf(distribution, givenUp),
    distribution,
    checkedAt: now,
    checks: (before?.checks ?? 0) + 1,
    done: arrived,
  };
}

/** How far each member is that a redistribution reaches. What was said before the call says nothing of it. */
function distributionOf({ startedAt, snapshot }: Attempt, { members, statuses, offset }: Seen): Distribution {
  const from = startedAt + (snapshot?.clockOffset ?? offset) - CLOCK_SLACK;
  const newest = new Map<string, PointStatus>();
  for (const status of statuses) {
    const other = newest.get(status.point);
    if (status.at >= from && (!other || status.at > other.at)) newest.set(status.point, status);
  }
  const points = members
    .filter(({ onSiteServer }) => !onSiteServer)
    .map(({ id, name }) => pointHealth(name, newest.get(id) ?? newest.get(name)));
  const count = (state: PointHealth['state']) => points.filter((point) => point.state === state).length;
  return {
    success: count('success'),
    inProgress: count('inProgress'),
    failed: count('failed'),
    unknown: count('unknown'),
    points,
  };
}

function pointHealth(name: string, status: PointStatus | undefined): PointHealth {
  if (!status) return { name, state: 'unknown', messageId: null, message: null, at: null };
  const { state, messageId, at } = status;
  return {
    name,
    state,
    messageId,
    message: messageId === null ? null : (MESSAGE_IDS[messageId] ?? null),
    at,
  };
}

function healthOf({ failed, success, points }: Distribution, givenUp: boolean): Health {
  if (failed > 0) return 'Degraded';
  if (success === points.length) return 'Healthy';
  return givenUp ? 'Unknown' : 'Progressing';
}
