import { sql } from 'kysely';
import type { Attempt } from '../../model/attempt.ts';
import type { EntryKey, PackageId, SiteCode } from '../../model/entry.ts';
import type { Pair } from '../../model/site/facts.ts';
import { readInChunks } from '../chunks.ts';
import type { Db, Row } from '../schema.ts';
import { toAttempt } from './attempt-row.ts';

/** Every attempt of these entries, oldest first. */
export async function readAttempts(db: Db, keys: readonly EntryKey[]): Promise<Attempt[]> {
  const rows = await readInChunks(keys, (chunk) =>
    db.selectFrom('attempts').selectAll().where('key', 'in', chunk).execute(),
  );
  return oldestFirst(rows);
}

/** Open and unknown attempts, oldest first. */
export async function readUnsettled(db: Db): Promise<Attempt[]> {
  const rows = await db
    .selectFrom('attempts')
    .selectAll()
    .where('outcome', 'in', ['open', 'unknown'])
    .execute();
  return oldestFirst(rows);
}

/** Calls of these packages that the site may have and that began at `since` or later, oldest first. */
export async function readAttemptsOfPackages(
  db: Db,
  site: SiteCode,
  packages: readonly PackageId[],
  since: number,
): Promise<Attempt[]> {
  const rows = await readInChunks([...new Set(packages)], (chunk) =>
    notRejected(db)
      .where('site', '=', site)
      .where('package', 'in', chunk)
      .where('started_at', '>=', since)
      // Nothing was called: no job of the site is explained by it.
      .where('outcome', '!=', 'adopted')
      .execute(),
  );
  return oldestFirst(rows);
}

/** Attempts of these packages at these groups that the site may have, oldest first. */
export async function readAttemptsOfGroups(
  db: Db,
  site: SiteCode,
  pairs: readonly Pair[],
): Promise<Attempt[]> {
  const rows: Row<'attempts'>[] = [];
  for (const [group, own] of Map.groupBy(pairs, ({ groupId }) => groupId.toUpperCase())) {
    const packages = new Set(own.map((pair) => pair.package));
    const found = await readInChunks([...packages], (chunk) =>
      notRejected(db)
        .where('site', '=', site)
        .where(sql<string>`upper(group_id)`, '=', group)
        .where('package', 'in', chunk)
        .execute(),
    );
    for (const row of found) rows.push(row);
  }
  return oldestFirst(rows);
}

/** Attempts of these runs that the site may have, oldest first. */
export async function readAttemptsOfRuns(db: Db, runs: readonly string[]): Promise<Attempt[]> {
  const rows = await readInChunks([...new Set(runs)], (chunk) =>
    notRejected(db).where('run', 'in', chunk).execute(),
  );
  return oldestFirst(rows);
}

/** One attempt by its id, or undefined where there is none. */
export async function findAttempt(db: Db, id: number): Promise<Attempt | undefined> {
  const row = await db.selectFrom('attempts').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toAttempt(row);
}

function notRejected(db: Db) {
  return db.selectFrom('attempts').selectAll().where('outcome', '!=', 'rejected');
}

function oldestFirst(rows: Row<'attempts'>[]): Attempt[] {
  return rows.sort((a, b) => a.id - b.id).map(toAttempt);
}
