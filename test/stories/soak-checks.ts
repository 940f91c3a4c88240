import type { Attempt } from '../../src/model/attempt.ts';
import { showEntry } from '../../src/model/entry.ts';
import type { HeldBy } from '../../src/model/hold.ts';
import type { EntryStatus } from '../../src/model/views/status.ts';
import { showRemedy } from '../../src/report/remedy.ts';
import { SITES, type SoakWorld } from './soak-world.ts';

const pairOf = ({ entry }: Attempt) => `${entry.site} ${entry.package} ${entry.group}`;

/** Outcomes of calls that the site may have taken. */
const TAKEN: ReadonlySet<string> = new Set(['accepted', 'unknown', 'open']);

/** What speaks against "at most once", one line each; nothing where all is well. */
export function findTwice(world: SoakWorld, attempts: readonly Attempt[]): readonly string[] {
  const wrong: string[] = [];
  const standing = attempts.filter(({ outcome }) => TAKEN.has(outcome));
  for (const [digest, own] of Map.groupBy(standing, (attempt) => `${attempt.key} ${attempt.digest}`)) {
    if (own.length > 1) wrong.push(`${digest}: ${own.length} attempts that may have been taken`);
  }
  const byPair = Map.groupBy(standing, pairOf);
  const taken = takenBy(world);
  for (const [pair, calls] of taken) {
    const own = byPair.get(pair) ?? [];
    if (calls > own.length) wrong.push(`${pair}: the site took ${calls}, the ledger knows ${own.length}`);
  }
  for (const [pair, own] of byPair) {
    const accepted = own.filter(({ outcome }) => outcome === 'accepted').length;
    const calls = taken.get(pair) ?? 0;
    if (accepted > calls) wrong.push(`${pair}: ${accepted} accepted, and the site took ${calls}`);
  }
  return wrong;
}

/** How many calls each site took, by `SITE PACKAGE GROUP`. */
function takenBy({ conductor }: SoakWorld): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  for (const code of SITES) {
    for (const { package: content, group } of conductor.simulatorOf(code).site.calls) {
      const pair = `${code} ${content.id} ${group.name}`;
      taken.set(pair, (taken.get(pair) ?? 0) + 1);
    }
  }
  return taken;
}

/** What may hold an entry where nothing is wrong any more but what people have to mend. */
const FOR_PEOPLE: ReadonlySet<HeldBy> = new Set([
  'conflict',
  'problem',
  'suspended',
  'unknownOutcome',
  'failed',
  'wave',
]);

/** Entries that wait for nothing that has a name and a time or a remedy, one line each. */
export function findStuck(statuses: readonly EntryStatus[]): readonly string[] {
  return statuses.flatMap(({ entry, sync, held }) => {
    if (sync === 'Synced') return [];
    if (held && held.until !== null) return [];
    if (held && FOR_PEOPLE.has(held.by) && showRemedy(held.remedy) !== '' && held.message !== '') return [];
    return [`${showEntry(entry)} is ${sync}: ${held ? `${held.by}, ${held.message}` : 'held by nothing'}`];
  });
}

/** Entries that do not have the revision of their newest commit, one line each. */
export function findOutdated(world: SoakWorld, statuses: readonly EntryStatus[]): readonly string[] {
  const known = new Map(
    statuses.map(({ entry, revision }) => [`${entry.site} ${entry.package} ${entry.group}`, revision]),
  );
  return world.branches.flatMap(({ history }) =>
    [...history.newest].flatMap(([pair, revision]) =>
      known.get(pair) === revision ? [] : [`${pair}: ${known.get(pair)} in the place of ${revision}`],
    ),
  );
}
