import type { Digest } from '../../model/digest.ts';
import { type Entry, type EntryKey, entryKey, showEntry } from '../../model/entry.ts';
import { Failure } from '../../model/failure.ts';
import type { PlannedEntry } from '../../model/plan.ts';
import { RECONCILE_ERRORS } from '../errors.ts';
import type { Parts } from '../parts.ts';
import { PLAIN, planAt } from '../pass/plan-pass.ts';

/**
 * Lets failed entries be called again at the next pass: all of them and null, or none and the first that did not fail.
 * Throws a Failure that names the first that nothing declares.
 */
export async function retry(
  entries: readonly Entry[],
  reason: string | null,
  parts: Parts,
): Promise<PlannedEntry | null> {
  const keys = entries.map(entryKey);
  const { planned } = await planAt(new Map(), { ...PLAIN, also: keys }, parts);
  const failed: { key: EntryKey; digest: Digest }[] = [];
  for (const entry of entries) {
    const found = planned.plan.entries.find(({ key }) => key === entryKey(entry));
    if (!found || found.action === 'forget')
      throw new Failure(
        RECONCILE_ERRORS.notUnknown,
        `nothing declares ${showEntry(entry)}; see dpsync status --all`,
      );
    if (found.held?.by !== 'failed' || !found.digest) return found;
    failed.push({ key: found.key, digest: found.digest });
  }
  const commands = entries.map((entry) => {
    return {
      at: parts.clock(),
      actor: parts.actor,
      command: 'retry',
      target: showEntry(entry),
      reason,
    } as const;
  });
  await parts.ledger.retry(failed, commands);
  return null;
}
