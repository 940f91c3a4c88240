// What an operator says of a run or of an outcome: recorded beside whoever holds the writer's lock.
import type { Attempt, Conclusion } from '../../model/attempt.ts';
import { type Entry, entryKey, type SiteCode, showEntry } from '../../model/entry.ts';
import { Failure } from '../../model/failure.ts';
import { dueAfter } from '../../model/units/due-after.ts';
import { showDuration } from '../../model/units/duration.ts';
import { PASS_ERRORS, RECONCILE_ERRORS } from '../errors.ts';
import type { Parts } from '../parts.ts';

/** Lets the waves above this one start, whatever became of it. */
export async function waiveWave(
  { run: id, wave, reason }: { readonly run: string; readonly wave: number; readonly reason: string | null },
  { ledger, clock, actor }: Parts,
): Promise<void> {
  const [run] = await ledger.runs([id]);
  if (!run)
    throw new Failure(
      RECONCILE_ERRORS.noRun,
      `there is no run ${id}; dpsync plan shows the runs that there are`,
    );
  const target = `${id} --wave ${wave}`;
  await ledger.waiveWave(id, wave, { at: clock(), actor, command: 'waiveWave', target, reason });
}

export interface ResolveOptions {
  readonly entries: readonly Entry[];
  readonly as: 'accepted' | 'not-sent';
  readonly reason: string | null;
}

/** Settles the unknown outcomes of these entries by an operator command. All of them, or a Failure and none. */
export async function resolve(
  { entries, as, reason }: ResolveOptions,
  parts: Parts,
): Promise<readonly Attempt[]> {
  const { writer } = await parts.ledger.state();
  const unsettled = await parts.ledger.unsettled();
  const isOrphan = ({ outcome, writer: number }: Attempt) =>
    outcome === 'unknown' || !(writer?.alive && writer.number === number);
  const named = new Map(entries.map((entry) => [entryKey(entry), entry]));
  const chosen = [...named].flatMap(([key, entry]) => {
    const own = unsettled.filter((attempt) => attempt.key === key && isOrphan(attempt));
    if (own.length > 0) return own;
    throw new Failure(
      RECONCILE_ERRORS.notUnknown,
      `${showEntry(entry)} has no unknown outcome; see dpsync status`,
    );
  });
  const now = parts.clock();
  if (as === 'not-sent') for (const attempt of chosen) refuseTooYoung(attempt, now, parts);
  const text = reason ?? `resolved as ${as}`;
  const conclusions = chosen.map(({ id }): Conclusion => {
    const base = {
      id,
      finishedAt: now,
      returnValue: null,
      evidence: { by: 'operator', text: `${parts.actor}: ${text}` },
    } as const;
    if (as === 'accepted') return { ...base, outcome: 'accepted', finality: null, counts: true, error: null };
    const error = { code: PASS_ERRORS.saidNotSent.code, message: 'an operator said that it was not sent' };
    return { ...base, outcome: 'rejected', finality: 'transient', counts: false, error };
  });
  const commands = chosen.map(({ entry }) => {
    return {
      at: now,
      actor: parts.actor,
      command: 'resolve',
      target: showEntry(entry),
      reason: `${as}: ${text}`,
    } as const;
  });
  await parts.ledger.resolve(conclusions, commands);
  return chosen;
}

/** A call may still be on its way to a site that is slow. */
function refuseTooYoung({ entry, startedAt }: Attempt, now: number, parts: Parts): void {
  const timeout = parts.sites.find(({ code }) => code === (entry.site as SiteCode))?.callTimeout ?? 0;
  const left = dueAfter(startedAt, timeout + 60_000, now) - now;
  if (left <= 0) return;
  const message = `${showEntry(entry)}: the call may still arrive; say not-sent in ${showDuration(left)} at the earliest`;
  throw new Failure(RECONCILE_ERRORS.mayArrive, message);
}
