// What a site shows of packages and groups together: assignment, members, jobs under way, and a snapshot for later.
import type { PackageId } from '../../model/entry.ts';
import { type Pair, type Point, pairKey, type SiteJob } from '../../model/site/facts.ts';
import { MADE_WITHIN, mayHaveMade, type Reach, reachesOf } from '../../model/site/reach.ts';
import type { PairFacts } from '../../plan/plan.ts';
import type { Site } from '../../site/site.ts';
import type { Parts } from '../parts.ts';
import { isUnderWay, snapshotOf } from './snapshot.ts';

/** What the site shows of these pairs, by pair key. Throws a Failure where it does not answer. */
export async function askPairs(
  site: Site,
  pairs: readonly Pair[],
  { ledger, clock, guards }: Parts,
  snapshots: boolean,
): Promise<ReadonlyMap<string, PairFacts>> {
  if (pairs.length === 0) return new Map();
  const packages = [...new Set(pairs.map((pair) => pair.package))];
  const now = clock();
  const [own, named] = await Promise.all([
    ledger.attemptsOfPackages(site.code, packages, now - guards.runningFor - MADE_WITHIN),
    ledger.attemptsOfGroups(site.code, pairs),
  ]);
  const groupIds = [
    ...new Set([...pairs.map(({ groupId }) => groupId), ...own.flatMap(({ groupId }) => groupId ?? [])]),
  ];
  const [assigned, members, jobs, statuses] = await Promise.all([
    site.findAssignments(pairs),
    site.readMembers(groupIds),
    site.readJobs(packages),
    snapshots ? site.readStatus(pairs) : [],
  ]);
  const { clockOffset } = site;
  const seen: Seen = {
    calls: reachesOf(own, (groupId) => members.get(groupId) ?? [], clockOffset),
    members,
    jobs: Map.groupBy(jobs, (job) => job.package),
  };
  const byPair = Map.groupBy(statuses, pairKey);
  const names = Map.groupBy(named, ({ groupId, entry }) =>
    pairKey({ groupId: groupId ?? '', package: entry.package }),
  );
  return new Map(
    pairs.map((pair) => {
      const key = pairKey(pair);
      const shown = {
        jobs: seen.jobs.get(pair.package) ?? [],
        statuses: byPair.get(key) ?? [],
        clockOffset,
      };
      const facts: PairFacts = {
        assigned: assigned.has(key),
        members: members.get(pair.groupId) ?? [],
        running: runningJobs(pair, seen),
        otherNames: names.get(key) ?? [],
        snapshot: snapshots ? snapshotOf(shown, now) : null,
      };
      return [key, facts];
    }),
  );
}

interface Seen {
  /** Our calls of these packages that may still have jobs under way. */
  readonly calls: readonly Reach[];
  readonly members: ReadonlyMap<string, readonly Point[]>;
  readonly jobs: ReadonlyMap<PackageId, readonly SiteJob[]>;
}

/** The jobs under way at members of the group, less those of our own calls: an older one never delays a newer. */
function runningJobs(pair: Pair, seen: Seen): readonly SiteJob[] {
  const points = new Set((seen.members.get(pair.groupId) ?? []).map(({ id }) => id));
  return (seen.jobs.get(pair.package) ?? []).filter(
    (job) => isUnderWay(job) && points.has(job.point) && !seen.calls.some((call) => mayHaveMade(call, job)),
  );
}
