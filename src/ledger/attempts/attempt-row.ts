import type { Attempt, Conclusion, Evidence, Intent, RecordedError } from '../../model/attempt.ts';
import { groupKey } from '../../model/entry.ts';
import type { Snapshot } from '../../model/site/facts.ts';
import { readJson } from '../json.ts';
import type { Row } from '../schema.ts';

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
    wave: row.wave,
    bytes: row.bytes,
    points: row.points,
    snapshot: row.snapshot === null ? null : readJson<Snapshot>(row.snapshot),
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
    wave: intent.wave,
    bytes: intent.bytes,
    points: intent.points,
    snapshot: intent.snapshot && JSON.stringify(intent.snapshot),
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
