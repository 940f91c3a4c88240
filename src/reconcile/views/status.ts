import type { HealthRecord } from '../../ledger/ledger.ts';
import type { Attempt } from '../../model/attempt.ts';
import type { EntryKey } from '../../model/entry.ts';
import type { PlannedEntry } from '../../model/plan.ts';
import type { EntryStatus, Sync } from '../../model/views/status.ts';
import type { Subject } from '../../plan/plan.ts';
import { withSiteHolds } from '../call/site-holds.ts';
import { degradedEntries } from '../follow/health.ts';
import type { Parts } from '../parts.ts';
import { PLAIN, planAt } from '../pass/plan-pass.ts';

/** The ledger's view of the entries that need a look, of `entries`, or of every declared one. Asks neither git nor a site. */
export async function readStatus(
  entries: readonly EntryKey[] | 'all',
  parts: Parts,
): Promise<readonly EntryStatus[]> {
  const also = entries === 'all' ? entries : [...entries, ...(await degradedEntries(parts))];
  const { planned, input } = await planAt(new Map(), { ...PLAIN, also }, parts);
  const subjects = new Map(input.subjects.map((subject) => [subject.key, subject]));
  const applied = new Map(input.subjects.map(({ key, attempts }) => [key, attempts.findLast(isApplied)]));
  const health = await parts.ledger.health([...applied.values()].flatMap((attempt) => attempt?.id ?? []));
  return withSiteHolds(planned.plan.entries, await parts.ledger.holds()).flatMap((entry) => {
    const subject = subjects.get(entry.key);
    const attempt = applied.get(entry.key);
    return subject ? [statusOf(entry, subject, { attempt, health: attempt && health.get(attempt.id) })] : [];
  });
}

function isApplied({ outcome }: Attempt): boolean {
  return outcome === 'accepted' || outcome === 'adopted';
}

interface Applied {
  readonly attempt: Attempt | undefined;
  readonly health: HealthRecord | undefined;
}

function statusOf(entry: PlannedEntry, subject: Subject, { attempt: applied, health }: Applied): EntryStatus {
  return {
    key: entry.key,
    entry: entry.entry,
    sync: syncOf(entry),
    health: health?.health ?? 'Unknown',
    revision: entry.revision.to,
    appliedRevision: applied?.revision ?? null,
    appliedCommit: applied?.commit ?? null,
    appliedAt: applied?.finishedAt ?? null,
    message: messageFor(entry, subject),
    held: entry.held,
    distribution: health?.distribution ?? null,
  };
}

function syncOf({ action, held }: PlannedEntry): Sync {
  if (held?.by === 'failed') return 'Failed';
  if (held?.by === 'unknownOutcome') return 'Unknown';
  if (held && held.by !== 'inFlight') return 'Held';
  return held || action === 'redistribute' ? 'OutOfSync' : 'Synced';
}

function messageFor({ held, action, cause, revision }: PlannedEntry, { declared }: Subject): string {
  if (held) return held.message;
  if (action === 'redistribute') return 'due; the next apply calls it';
  if (action === 'forget') return 'not declared any more';
  if (declared.some(({ outdated }) => outdated)) return `${declared[0]?.file} has a problem by now`;
  return cause === 'sentBefore' ? `revision ${revision.to} was sent before; nothing is sent again` : '';
}
