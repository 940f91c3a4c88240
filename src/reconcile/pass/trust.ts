// What a verified commit planned goes on; what another one brings waits, and so does what it would set free.
import type { DeclarationRecord, PendingEntry } from '../../ledger/ledger.ts';
import { callId } from '../../model/approval.ts';
import type { Declared } from '../../model/declaration.ts';
import type { EntryKey } from '../../model/entry.ts';
import type { Parts } from '../parts.ts';
import type { SourceDiff } from './diff.ts';

/** What a pass knows before it judges. */
interface Evidence {
  readonly diffs: readonly SourceDiff[];
  /** The names of the sources whose head is not verified. */
  readonly unverified: ReadonlySet<string>;
  /** What the files that were looked at declare, now and at the last recorded pass. */
  readonly rows: readonly (readonly Declared[])[];
  /** What every place declared at the last recorded pass. */
  readonly recorded: readonly DeclarationRecord[];
  readonly pending: readonly PendingEntry[];
}

/** What speaks against calling something. */
interface Judge {
  readonly unverified: ReadonlySet<string>;
  /** Entries of files that an unverified commit changed or removed. */
  readonly touched: ReadonlySet<EntryKey>;
  /** Run → the lowest wave of which such a commit changed an entry: higher ones waited for it. */
  readonly waves: ReadonlyMap<string, number>;
  /** Runs from which such a commit took something, and that were or may have been over their budget. */
  readonly loosened: ReadonlySet<string>;
}

/** An entry, and where it is declared now. */
interface Judged {
  readonly key: EntryKey;
  readonly declared: readonly Declared[];
  readonly due: PendingEntry | undefined;
}

/** Whether an entry may be called: every source that declares it vouches for it now, or did when it was planned. */
export function isTrusted(
  { key, declared, due }: Judged,
  { unverified, touched, waves, loosened }: Judge,
): boolean {
  if (declared.every(({ source }) => !unverified.has(source))) return true;
  if (!due?.trusted || touched.has(key)) return false;
  if (due.run === null) return true;
  const lowest = waves.get(due.run) ?? Number.POSITIVE_INFINITY;
  return !loosened.has(due.run) && declared.every(({ wave }) => wave <= lowest);
}

/** Looks for what unverified commits changed in this pass, and what that would set free. */
export async function openJudge(evidence: Evidence, parts: Parts): Promise<Judge> {
  const { unverified, pending, recorded } = evidence;
  const touched = touchedIn(evidence);
  const taken = pending.filter(({ key }) => touched.has(key));
  const waves = lowestWaves(taken, recorded);
  const loosened = await findOverBudget([...waves.keys()], pending, parts);
  return { unverified, touched, waves, loosened };
}

function touchedIn({ diffs, rows }: Evidence): ReadonlySet<EntryKey> {
  const paths = new Set(diffs.flatMap(changedPlaces));
  if (paths.size === 0) return new Set();
  const isTouched = ({ source, file }: Declared) => paths.has(place(source, file));
  return new Set(rows.flatMap((some) => some.filter(isTouched).map(({ key }) => key)));
}

const place = (source: string, file: string) => `${source}\0${file}`;

function changedPlaces({ source, unverified, files, removed, same }: SourceDiff): readonly string[] {
  if (unverified === null) return [];
  const changed = files.map(({ path }) => path).filter((path) => !same.has(path));
  return [...changed, ...removed].map((path) => place(source.name, path));
}

function lowestWaves(
  taken: readonly PendingEntry[],
  recorded: readonly DeclarationRecord[],
): ReadonlyMap<string, number> {
  const runs = new Map(taken.map(({ key, run }) => [key, run]));
  const waves = new Map<string, number>();
  for (const { key, wave } of recorded) {
    const run = runs.get(key);
    if (run != null) waves.set(run, Math.min(waves.get(run) ?? wave, wave));
  }
  return waves;
}

async function findOverBudget(
  ids: readonly string[],
  pending: readonly PendingEntry[],
  { ledger, guards }: Parts,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const [runs, called, approved] = await Promise.all([
    ledger.runs(ids),
    ledger.calledIn(ids),
    ledger.approvals(ids),
  ]);
  // How many bytes they were, and what was free that day, only the sites and the day could say.
  const { maxCallsPerRun, maxBytesPerRun, maxCallsPerDay, maxBytesPerDay } = guards;
  const maybe = (maxBytesPerRun ?? maxCallsPerDay ?? maxBytesPerDay) !== undefined;
  const due = Map.groupBy(pending, ({ run }) => run);
  const over = runs.filter(({ id, calls }) => {
    const own = due.get(id) ?? [];
    const waits = own.some(({ key, digest }) => !digest || !approved.get(id)?.has(callId({ key, digest })));
    return waits && (maybe || Math.max(calls, (called.get(id) ?? 0) + own.length) > maxCallsPerRun);
  });
  return new Set(over.map(({ id }) => id));
}
