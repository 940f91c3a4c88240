// Nothing of a source is called before somebody said what its first pass means.
import type { LedgerWriter } from '../../ledger/ledger.ts';
import type { Intent } from '../../model/attempt.ts';
import type { PlannedEntry } from '../../model/plan.ts';
import type { OperatorCommand } from '../../model/views/history.ts';
import type { Subject } from '../../plan/plan.ts';
import type { Parts } from '../parts.ts';
import { intentOf } from '../pass/intent.ts';
import type { Pass } from '../pass/pass.ts';
import { findGroupIds } from './group-ids.ts';

/** Takes every release back where the ledger is not the one that this machine saw last. True where it did. */
export async function quarantineIfDoubted(writer: LedgerWriter, parts: Parts): Promise<boolean> {
  const { rollbackCheck } = await parts.ledger.state();
  if (rollbackCheck === 'fits' || rollbackCheck === 'first') return false;
  const reason =
    rollbackCheck === 'older'
      ? 'the ledger is older than this machine saw it'
      : 'another ledger stood here before';
  const command: OperatorCommand = {
    at: parts.clock(),
    actor: parts.actor,
    command: 'quarantine',
    target: 'ledger',
    reason,
  };
  await writer.quarantine(
    command,
    parts.sources.map(({ id, name }) => ({ id, name })),
  );
  return true;
}

/** What one source's entries are recorded as applied with, or its release alone. */
interface Release {
  /** The sources' names. */
  readonly names: readonly string[];
  readonly command: 'adopt' | 'firstRun';
  readonly reason: string | null;
}

/** Ends the first run of these sources: their entries may be called. */
export async function release(writer: LedgerWriter, what: Release, parts: Parts): Promise<void> {
  if (what.names.length === 0) return;
  await writer.release(idsOf(what.names, parts), commandsOf(what, parts));
}

/**
 * Ends the first run of these sources by recording every entry that is due as applied, whatever else holds it, but for
 * those in conflict or in a file with a problem. Gives what it recorded.
 */
export async function adoptDue(
  writer: LedgerWriter,
  pass: Pass,
  what: Release,
  parts: Parts,
): Promise<readonly PlannedEntry[]> {
  const unclear = new Set(pass.input.subjects.filter(isUnclear).map(({ key }) => key));
  const entries = pass.planned.plan.entries.filter(
    (entry) => what.names.includes(entry.source) && isAdoptable(entry) && !unclear.has(entry.key),
  );
  const groupIdOf = await findGroupIds(
    entries.map(({ entry }) => entry),
    parts,
  );
  const intents: Intent[] = entries.map((entry) => ({
    ...intentOf(entry, {
      groupId: groupIdOf(entry.entry),
      snapshot: null,
      now: parts.clock(),
      actor: parts.actor,
    }),
    cause: 'adopted',
  }));
  await writer.adopt(intents, idsOf(what.names, parts), commandsOf(what, parts));
  return entries;
}

function isAdoptable({ action, held, digest }: PlannedEntry): boolean {
  if (digest === null || (action !== 'redistribute' && action !== 'hold')) return false;
  return held?.by !== 'inFlight' && held?.by !== 'unknownOutcome';
}

/** In conflict, or in a file with a problem: nobody can say what is meant. */
function isUnclear({ declared }: Subject): boolean {
  return declared.length > 1 || declared.some(({ outdated }) => outdated);
}

function idsOf(names: readonly string[], { sources }: Parts): string[] {
  return sources.filter(({ name }) => names.includes(name)).map(({ id }) => id);
}

function commandsOf({ names, command, reason }: Release, { clock, actor }: Parts): OperatorCommand[] {
  return names.map((target) => ({ at: clock(), actor, command, target, reason }));
}
