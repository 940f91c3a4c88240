import type { Approval } from '../model/approval.ts';
import type { Attempt, Conclusion, Evidence, Intent } from '../model/attempt.ts';
import type { Declaration, Declared } from '../model/declaration.ts';
import type { Digest } from '../model/digest.ts';
import type { EntryKey, PackageId, SiteCode } from '../model/entry.ts';
import type { Hold } from '../model/hold.ts';
import type { TextProblem } from '../model/problem.ts';
import type { PastCall, Run } from '../model/run.ts';
import type { Pair } from '../model/site/facts.ts';
import type { Suspension } from '../model/suspension.ts';
import type { History, OperatorCommand } from '../model/views/history.ts';
import type { Distribution, Health } from '../model/views/status.ts';

/** Whether this ledger is the one that this machine saw last, here or anywhere, and not an older copy of it. */
export type RollbackCheck = 'fits' | 'first' | 'older' | 'other';

/** Who holds or held the writer's lock. */
export interface Writer {
  readonly number: number;
  /** `user@host`. */
  readonly actor: string;
  readonly host: string;
  readonly pid: number;
  readonly command: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

export interface LedgerState {
  readonly rollbackCheck: RollbackCheck;
  /** The newest writer, and whether it holds the lock now. An open attempt of any other writer is nobody's any more. */
  readonly writer: (Writer & { readonly alive: boolean }) | null;
}

/** A source as of its last recorded pass. */
export interface SourceRecord {
  readonly id: string;
  readonly name: string;
  /** The head of the last recorded pass; null where there was none. */
  readonly commit: string | null;
  /** Fingerprint of what the tree was read under (reader version, rules); another one means: read all again. */
  readonly readUnder: string | null;
  /** When its first run was released; null while it is held. */
  readonly releasedAt: number | null;
  /** Its release was taken back because the ledger did not fit the high-water mark: only an operator releases it again. */
  readonly quarantined: boolean;
  /** What is wrong with the signature of `commit`; null where it is verified, or none was asked for. */
  readonly unverified: string | null;
}

/** A declaring file as of the last recorded pass. */
export interface FileRecord {
  readonly path: string;
  /** The blob id; empty where the path is skipped. */
  readonly blob: string;
  /** The last commit that changed it. */
  readonly commit: string;
  readonly author: string;
  /** It declares at least one entry. */
  readonly declares: boolean;
  /** Not empty: its declarations are those of its last text without a problem. */
  readonly problems: readonly TextProblem[];
  /** Why it is not read (a link, a submodule); null where it is. */
  readonly skipped: string | null;
}

/** A declaration with the id of its source; the name is the config's to say. */
export type DeclarationRecord = Omit<Declared, 'source'> & { readonly sourceId: string };

/** An entry that a pass looks at although nothing about it changed: due, in conflict, or worth saying. */
export interface PendingEntry {
  readonly key: EntryKey;
  /** null: declared with different digests. */
  readonly digest: Digest | null;
  /** The run in which this digest became due; null where it is not due. */
  readonly run: string | null;
  /** When it became due, in milliseconds since 1970. */
  readonly since: number;
  /** It was planned from a verified commit, and no other one changed what declares it since. */
  readonly trusted: boolean;
}

/** What one pass found, recorded in one transaction before its first call. */
export interface PassRecord {
  readonly sources: readonly {
    readonly id: string;
    readonly name: string;
    readonly commit: string;
    readonly readUnder: string;
    readonly unverified: string | null;
    /** New and changed files. `declarations` null keeps the ones that the file had (it has a problem now). */
    readonly files: readonly (FileRecord & { readonly declarations: readonly Declaration[] | null })[];
    readonly removed: readonly string[];
  }[];
  /** New runs; one that is there already stays as it is. */
  readonly runs: readonly Run[];
  /** What recorded runs came to in this pass, where that changed. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly pending: { readonly set: readonly PendingEntry[]; readonly clear: readonly EntryKey[] };
}

/** How far the content of an accepted attempt is, as of the last time that the site was asked. */
export interface HealthRecord {
  readonly attempt: number;
  readonly health: Health;
  readonly distribution: Distribution;
  /** Milliseconds since 1970. */
  readonly checkedAt: number;
  /** How often it was asked so far: what the back-off grows with. */
  readonly checks: number;
  /** Nobody asks any more: all arrived, something failed for good, or it was given up. */
  readonly done: boolean;
}

/** A due entry that its site keeps from being called, as of the last time that it was asked. */
export interface SiteHold {
  readonly key: EntryKey;
  readonly digest: Digest;
  readonly held: Hold;
}

/** A command, by its place in the order of all commands. */
export interface NumberedCommand extends OperatorCommand {
  readonly id: number;
}

export interface HistoryFilter {
  readonly package?: string | undefined;
  /** Compared as group keys. */
  readonly group?: string | undefined;
  /** Milliseconds since 1970. */
  readonly since?: number | undefined;
  readonly limit?: number | undefined;
}

/**
 * What was done. Every method throws a Failure where the ledger cannot be read or written; then no call may leave.
 * Reading and the operator commands need no lock; they work beside a writer.
 */
export interface Ledger {
  state(): Promise<LedgerState>;
  sources(): Promise<readonly SourceRecord[]>;
  /** Path → blob id of every recorded file of a source. */
  tree(sourceId: string): Promise<ReadonlyMap<string, string>>;
  files(sourceId: string, paths: readonly string[]): Promise<readonly FileRecord[]>;
  /** Files with a problem, and skipped ones: what every plan says again. */
  standing(sourceId: string): Promise<readonly FileRecord[]>;
  declarationsOfFiles(sourceId: string, paths: readonly string[]): Promise<readonly DeclarationRecord[]>;
  declarationsOfEntries(
    sourceIds: readonly string[],
    keys: readonly EntryKey[],
  ): Promise<readonly DeclarationRecord[]>;
  /** Every entry that these sources declare. */
  declaredKeys(sourceIds: readonly string[]): Promise<readonly EntryKey[]>;
  pending(): Promise<readonly PendingEntry[]>;
  /** Every attempt of these entries, oldest first. */
  attempts(keys: readonly EntryKey[]): Promise<readonly Attempt[]>;
  /** Attempts without a final outcome: open and unknown ones, oldest first. */
  unsettled(): Promise<readonly Attempt[]>;
  runs(ids: readonly string[]): Promise<readonly Run[]>;
  /** The newest runs of a source, by its name, newest first. */
  newestRuns(source: string, limit: number): Promise<readonly Run[]>;
  /** What each source sent since a time: calls that the site took or may have taken, by the source's name. */
  callsSince(since: number): Promise<ReadonlyMap<string, readonly PastCall[]>>;
  /** How many different entries of each run were called or settled so far. */
  calledIn(runs: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Calls of these packages of a site that are not rejected and began at `since` or later, oldest first; adopted ones are none. */
  attemptsOfPackages(
    site: SiteCode,
    packages: readonly PackageId[],
    since: number,
  ): Promise<readonly Attempt[]>;
  /** Attempts of these pairs of a site that are not rejected, under whatever name the group was declared. */
  attemptsOfGroups(site: SiteCode, pairs: readonly Pair[]): Promise<readonly Attempt[]>;
  /** The not rejected attempts of these runs: what their waves came to. */
  attemptsOfRuns(runs: readonly string[]): Promise<readonly Attempt[]>;
  /** The newest health of each of these attempts. */
  health(attempts: readonly number[]): Promise<ReadonlyMap<number, HealthRecord>>;
  /** Accepted attempts by a call since `since` whose health is not done, oldest first, with what is known so far. */
  undelivered(
    since: number,
  ): Promise<readonly { readonly attempt: Attempt; readonly health: HealthRecord | null }[]>;
  /** What is suspended by an operator command, also what has ended by now. */
  suspensions(): Promise<readonly Suspension[]>;
  /** The waves of each of these runs that an operator let pass. */
  waivedWaves(runs: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<number>>>;
  /** The calls of each of these runs that an operator approved, as {@link callId}s. */
  approvals(runs: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  /** How many entries these sources declare. */
  countDeclared(sourceIds: readonly string[]): Promise<number>;
  /** How many entries there are of each health, by the last call that the site took; a health without any is left out. */
  countHealth(): Promise<Readonly<Partial<Record<Health, number>>>>;
  /** What sites held when they were asked last. It may be outdated: the digest says of which revision it speaks. */
  holds(): Promise<readonly SiteHold[]>;
  /** The commands that came after this one (0: all), oldest first, at most 1,000; `newest` alone where `after` is null. */
  commandsAfter(
    after: number | null,
  ): Promise<{ readonly newest: number; readonly commands: readonly NumberedCommand[] }>;
  /** Newest first. */
  history(filter: HistoryFilter): Promise<History>;

  /** Records the run if it is new, and that these calls of it may pass its budget. */
  approve(run: Run, approval: Approval, command: OperatorCommand): Promise<void>;
  /** Settles unknown attempts by an operator command. Refuses (Failure `stop`) one that is settled or in flight by now. */
  resolve(conclusions: readonly Conclusion[], commands: readonly OperatorCommand[]): Promise<void>;

  /** Accepts unknown attempts by the site's evidence; one that is settled by now stays as it is and is left out. */
  settle(conclusions: readonly Conclusion[]): Promise<readonly Attempt[]>;
  /** Keeps why unknown attempts stay unknown. */
  noteEvidence(notes: readonly { readonly id: number; readonly evidence: Evidence }[]): Promise<void>;
  recordHealth(records: readonly HealthRecord[]): Promise<void>;
  /** Lets failed entries be called again: their rejected attempts of this digest stay on record and count no more. */
  retry(
    entries: readonly { readonly key: EntryKey; readonly digest: Digest }[],
    commands: readonly OperatorCommand[],
  ): Promise<void>;
  /** Takes entries out of work. The same selector again replaces what was said of it before. */
  suspend(suspension: Suspension, command: OperatorCommand): Promise<void>;
  /** Ends these suspensions, named by their selectors. */
  resume(selectors: readonly string[], command: OperatorCommand): Promise<void>;
  /** Records a command that asks for something and changes nothing by itself. */
  say(command: OperatorCommand): Promise<void>;
  /** Lets the waves above this one start, whatever became of it. */
  waiveWave(run: string, wave: number, command: OperatorCommand): Promise<void>;
  /** Writes a consistent copy to a file that is not there yet, beside whoever writes. Put back after more was done, it puts every source on its first run. */
  backup(file: string): Promise<void>;

  /** Takes the writer's lock, or throws a Failure that names who holds it. Open attempts of dead writers become unknown. */
  acquire(command: string): Promise<LedgerWriter>;
  close(): Promise<void>;
}

/** The one who may record passes and calls. Holds the operating system's lock until it is released or the process ends. */
export interface LedgerWriter {
  readonly number: number;
  recordPass(record: PassRecord): Promise<void>;
  /** Takes every release back, also of `sources` that it does not know yet, and remembers this ledger as the one seen last: see {@link LedgerState.rollbackCheck}. A copy that stands where it was never seen gets an id of its own. */
  quarantine(command: OperatorCommand, sources: readonly Pick<SourceRecord, 'id' | 'name'>[]): Promise<void>;
  /** Keeps what a site holds now, in the place of what it held before. */
  noteHolds(site: SiteCode, holds: readonly SiteHold[]): Promise<void>;
  /** Ends the first run of these sources. */
  release(sourceIds: readonly string[], commands: readonly OperatorCommand[]): Promise<void>;
  /** Records entries as applied without a call, and ends the first run of these sources, in one transaction. */
  adopt(
    intents: readonly Intent[],
    sourceIds: readonly string[],
    commands: readonly OperatorCommand[],
  ): Promise<void>;
  /**
   * Makes an intent durable. Resolves only once it is on disk; undefined where this entry and digest has an open,
   * accepted, adopted or unknown attempt already. What falls together shares a commit.
   */
  intend(intent: Intent): Promise<Attempt | undefined>;
  /** Makes an outcome durable, and gives the attempt as it now stands. A late answer is always recorded. */
  conclude(conclusion: Conclusion): Promise<Attempt>;
  /** Gives the lock back. */
  close(): Promise<void>;
}

/** Keeps readings by blob id and reader version. Anyone may delete it; what it lost is read again. */
export interface ReadingCache<Reading> {
  get(version: string, blobs: readonly string[]): ReadonlyMap<string, Reading>;
  put(version: string, readings: readonly { readonly blob: string; readonly reading: Reading }[]): void;
  close(): void;
}
