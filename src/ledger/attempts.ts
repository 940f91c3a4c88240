import type { Attempt, Conclusion, Evidence, Intent, RecordedError } from '../model/attempt.ts';
import { type EntryKey, groupKey } from '../model/entry.ts';
import { readInChunks } from './chunks.ts';
import { readJson } from './json.ts';
import type { Db, Row } from './schema.ts';

/** Every attempt of these entries, oldest first. */
export async function readAttempts(db: Db, keys: readonly EntryKey[]): Promise<Attempt[]> {
  const rows = await readInChunks(keys, (chunk) =>
    db.selectFrom('attempts').selectAll().where('key', 'in', chunk).execute(),
  );
  return rows.sort((a, b) => a.id - b.id).map(toAttempt);
}

/** Open and unknown attempts, oldest first. */
export async function readUnsettled(db: Db): Promise<Attempt[]> {
  const rows = await db
    .selectFrom('attempts')
    .selectAll()
    .where('outcome', 'in', ['open', 'unknown'])
    .orderBy('id')
    .execute();
  return rows.map(toAttempt);
}

/** One attempt by its id, or undefined where there is none. */
export async function findAttempt(db: Db, id: number): Promise<Attempt | undefined> {
  const row = await db.selectFrom('attempts').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toAttempt(row);
}

/** The attempt in a row. */
export function toAttempt(row: Row<'attempts'>): Attempt {
  return {
    id: row.id,
    run: row.run,
    key: row.key,
    entry: { site: row.site, package: row.package, group: row.group_name },
    digest: row.digest,
    revision: row.revision,
    groupId: row.group_id,
    commit: row.commit,
    author: row.author,
    reason: row.reason,
    cause: row.cause,
    actor: row.actor,
    writer: row.writer,
    startedAt: row.started_at,
    deadline: row.deadline,
    finishedAt: row.finished_at,
    outcome: row.outcome,
    finality: row.finality,
    counts: row.counts === 1,
    returnValue: row.return_value,
    error: row.error === null ? null : readJson<RecordedError>(row.error),
    evidence: row.evidence === null ? null : readJson<Evidence>(row.evidence),
  };
}

/** The row of an attempt that is about to be made by a writer: open, or adopted. */
export function toNewRow(intent: Intent, writer: number, outcome: 'open' | 'adopted') {
  const { entry } = intent;
  return {
    run: intent.run,
    key: intent.key,
    site: entry.site,
    package: entry.package,
    group_name: entry.group,
    group_key: groupKey(entry.group),
    digest: intent.digest,
    revision: intent.revision,
    group_id: intent.groupId,
    commit: intent.commit,
    author: intent.author,
    reason: intent.reason,
    cause: intent.cause,
    actor: intent.actor,
    writer,
    started_at: intent.startedAt,
    deadline: intent.deadline,
    finished_at: outcome === 'adopted' ? intent.startedAt : null,
    outcome,
    finality: null,
    counts: 1,
    return_value: null,
    error: null,
    evidence: null,
  };
}

/** The columns that a conclusion changes. */
export function toOutcomeRow(ending: Pick<Attempt, keyof Conclusion>) {
  const { finishedAt, outcome, finality, counts, returnValue, error, evidence } = ending;
  return {
    finished_at: finishedAt,
    outcome,
    finality,
    counts: counts ? 1 : 0,
    return_value: returnValue,
    error: error && JSON.stringify(error),
    evidence: evidence && JSON.stringify(evidence),
  };
}
