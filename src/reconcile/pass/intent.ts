import type { Intent } from '../../model/attempt.ts';
import type { PlannedEntry } from '../../model/plan.ts';
import type { Snapshot } from '../../model/site/facts.ts';

/**
 * How long after its intent a call may still leave, in milliseconds. Short against `callTimeout` + 60 s, after which an
 * operator may say that it was not sent.
 */
export const LEAVES_WITHIN = 30_000;

interface Circumstances {
  readonly groupId: string | null;
  /** What the site showed before; null where it was not asked. */
  readonly snapshot: Snapshot | null;
  readonly now: number;
  readonly actor: string;
}

/** What is recorded of an entry before its call leaves. */
export function intentOf(entry: PlannedEntry, { groupId, snapshot, now, actor }: Circumstances): Intent {
  const { digest, run, revision, declaredAt, cause } = entry;
  const [declared] = declaredAt;
  if (digest === null || revision.to === null || declared === undefined) {
    throw new Error(`${entry.key} has no digest to call`);
  }
  return {
    run: run ?? '',
    key: entry.key,
    entry: entry.entry,
    digest,
    revision: revision.to,
    groupId,
    commit: declared.commit,
    author: declared.author,
    reason: entry.reason,
    cause: cause === 'changed' || cause === 'retry' ? cause : 'new',
    wave: entry.wave,
    bytes: entry.cost?.bytes ?? null,
    points: entry.cost?.distributionPoints ?? null,
    snapshot,
    actor,
    startedAt: now,
    deadline: now + LEAVES_WITHIN,
  };
}
