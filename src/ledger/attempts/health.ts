import type { Attempt } from '../../model/attempt.ts';
import type { Distribution } from '../../model/views/status.ts';
import { chunksOf, IN_ONE_INSERT, readInChunks } from '../chunks.ts';
import { readJson } from '../json.ts';
import type { HealthRecord } from '../ledger.ts';
import type { Db, Row } from '../schema.ts';
import { toAttempt } from './attempt-row.ts';

/** The newest health of these attempts; one whose site was not asked yet is left out. */
export async function readHealth(
  db: Db,
  attempts: readonly number[],
): Promise<ReadonlyMap<number, HealthRecord>> {
  const rows = await readInChunks(attempts, (chunk) =>
    db.selectFrom('health').selectAll().where('attempt', 'in', chunk).execute(),
  );
  return new Map(rows.map((row) => [row.attempt, toRecord(row)]));
}

/** A call that the site took, and what is known so far of its content. */
interface Undelivered {
  readonly attempt: Attempt;
  readonly health: HealthRecord | null;
}

/** Accepted attempts that began at `since` or later and whose health is not done, oldest first. */
export async function readUndelivered(db: Db, since: number): Promise<Undelivered[]> {
  const rows = await db
    .selectFrom('attempts')
    .selectAll()
    .where('outcome', '=', 'accepted')
    .where('started_at', '>=', since)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('health')
            .select('health.attempt')
            .whereRef('health.attempt', '=', 'attempts.id')
            .where('health.done', '=', 1),
        ),
      ),
    )
    .orderBy('id')
    .execute();
  const known = await readHealth(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ attempt: toAttempt(row), health: known.get(row.id) ?? null }));
}

/** Records what the site shows of attempts now, in the place of what it showed before. */
export async function recordHealth(db: Db, records: readonly HealthRecord[]): Promise<void> {
  for (const chunk of chunksOf(records, IN_ONE_INSERT)) {
    await db
      .insertInto('health')
      .values(chunk.map(toRow))
      .onConflict((conflict) =>
        conflict.column('attempt').doUpdateSet((query) => ({
          health: query.ref('excluded.health'),
          distribution: query.ref('excluded.distribution'),
          checked_at: query.ref('excluded.checked_at'),
          checks: query.ref('excluded.checks'),
          done: query.ref('excluded.done'),
        })),
      )
      .execute();
  }
}

function toRecord({ attempt, health, distribution, checked_at, checks, done }: Row<'health'>): HealthRecord {
  return {
    attempt,
    health,
    distribution: readJson<Distribution>(distribution),
    checkedAt: checked_at,
    checks,
    done: done === 1,
  };
}

function toRow({ attempt, health, distribution, checkedAt, checks, done }: HealthRecord): Row<'health'> {
  return {
    attempt,
    health,
    distribution: JSON.stringify(distribution),
    checked_at: checkedAt,
    checks,
    done: done ? 1 : 0,
  };
}
