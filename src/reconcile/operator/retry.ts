import type { Digest } from '../../model/digest.ts';
import { type Entry, entryKey, showEntry } from '../../model/entry.ts';
import { Failure } from '../../model/failure.ts';
import type { Parts } from '../parts.ts';
import { PLAIN, planAt } from '../pass/plan-pass.ts';

/** Lets failed entries be called again at the next pass. All of them, or a Failure that names the first that is not failed. */
export async function retry(entries: readonly Entry[], reason: string | null, parts: Parts): Promise<void> {
  const keys = entries.map(entryKey);
  const { planned } = await planAt(new Map(), { ...PLAIN, also: keys }, parts);
  const failed = entries.map((entry): { key: ReturnType<typeof entryKey>; digest: Digest } => {
    const found = planned.plan.entries.find(({ key }) => key === entryKey(entry));
    const name = showEntry(entry);
    if (!found || found.action === 'forget')
      throw new Failure('DPS5104', `nothing declares ${name}; see dpsync status --all`, 'stop');
    if (found.held?.by === 'failed' && found.digest) return { key: found.key, digest: found.digest };
    const state = found.held ? `held (${found.held.by}): ${found.held.remedy}` : 'not failed';
    throw new Failure('DPS5107', `${name} is ${state}; retry is for entries that failed`, 'stop');
  });
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
}
