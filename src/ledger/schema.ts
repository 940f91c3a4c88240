// The tables as queries see them: one text for every engine. What makes them is in migrations/.
import type { ColumnType, Generated, Kysely, Selectable } from 'kysely';
import type { Attempt, Finality, Outcome } from '../model/attempt.ts';
import type { Digest } from '../model/digest.ts';
import type { EntryKey, GroupKey, GroupName, PackageId, SiteCode } from '../model/entry.ts';
import type { OperatorCommand } from '../model/views/history.ts';
import type { Health } from '../model/views/status.ts';

/** Given by the ledger, never by us, never changed, never used twice. */
type Numbered = ColumnType<number, never, never>;
/** 0 or 1. */
type Flag = number;
/** Milliseconds since 1970. */
type Time = number;
/** JSON text. */
type Json = string;

/** One row: which ledger this is. */
interface LedgerTable {
  id: string;
}

/** Everyone who ever held the lock. */
interface WritersTable {
  number: Numbered;
  actor: string;
  host: string;
  pid: number;
  command: string;
  since: Time;
  /** Tells it from the writer that another copy of this ledger had under this number; empty in old rows. */
  token: string;
}

interface SourcesTable {
  id: string;
  name: string;
  commit: string | null;
  read_under: string | null;
  released_at: Time | null;
  quarantined: Flag;
  unverified: string | null;
}

interface FilesTable {
  id: Generated<number>;
  source_id: string;
  path: string;
  blob: string;
  commit: string;
  author: string;
  declares: Flag;
  /** null where there is none. */
  problems: Json | null;
  skipped: string | null;
}

/** What all entries of a document have in common, once. */
interface DocumentsTable {
  id: number;
  file_id: number;
  name: string;
  labels: Json;
  reason: string | null;
  wave: number;
  suspend: Flag;
  not_before: Time | null;
  not_after: Time | null;
}

interface DeclarationsTable {
  id: Generated<number>;
  file_id: number;
  document_id: number;
  key: EntryKey;
  site: SiteCode;
  package: PackageId;
  group_name: GroupName;
  digest: Digest;
  revision: string;
  line: number;
  column: number;
}

interface PendingTable {
  key: EntryKey;
  digest: Digest | null;
  run: string | null;
  since: Time;
  trusted: Flag;
}

interface RunsTable {
  id: string;
  source: string;
  commit: string;
  recorded_at: Time;
  approved_at: Time | null;
  calls: number;
}

/** What operators approved: these entries at these digests, and nothing else of their run. */
interface ApprovalsTable {
  run: string;
  key: EntryKey;
  digest: Digest;
}

interface AttemptsTable {
  id: Numbered;
  run: string;
  key: EntryKey;
  site: SiteCode;
  package: PackageId;
  group_name: GroupName;
  group_key: GroupKey;
  digest: Digest;
  revision: string;
  group_id: string | null;
  commit: string;
  author: string;
  reason: string | null;
  cause: Attempt['cause'];
  actor: string;
  writer: number;
  started_at: Time;
  deadline: Time;
  finished_at: Time | null;
  outcome: Outcome;
  finality: Finality | null;
  counts: Flag;
  return_value: number | null;
  error: Json | null;
  evidence: Json | null;
  wave: number;
  bytes: number | null;
  points: number | null;
  snapshot: Json | null;
}

/** The newest of each attempt. */
interface HealthTable {
  attempt: number;
  health: Health;
  distribution: Json;
  checked_at: Time;
  checks: number;
  done: Flag;
}

interface OperatorCommandsTable {
  id: Generated<number>;
  at: Time;
  actor: string;
  command: OperatorCommand['command'];
  target: string;
  reason: string | null;
  approval: Json | null;
  /** As a writer's. */
  token: string;
}

interface SuspensionsTable {
  selector: string;
  since: Time;
  until: Time | null;
  actor: string;
  reason: string | null;
}

/** What a site held when it was asked last; `site` is the one that said so. */
interface HoldsTable {
  key: EntryKey;
  site: SiteCode;
  digest: Digest;
  held: Json;
}

/** The waves of a run that need not be through any more. */
interface WaivedWavesTable {
  run: string;
  wave: number;
}

/** The steps that brought the tables here. */
interface MigrationsTable {
  name: string;
  at: Time;
}

/** Every table of the ledger. */
export interface Tables {
  migrations: MigrationsTable;
  ledger: LedgerTable;
  writers: WritersTable;
  sources: SourcesTable;
  files: FilesTable;
  documents: DocumentsTable;
  declarations: DeclarationsTable;
  pending: PendingTable;
  runs: RunsTable;
  approvals: ApprovalsTable;
  attempts: AttemptsTable;
  health: HealthTable;
  operator_commands: OperatorCommandsTable;
  suspensions: SuspensionsTable;
  waived_waves: WaivedWavesTable;
  holds: HoldsTable;
}

/** A row as a query gives it. */
export type Row<Table extends keyof Tables> = Selectable<Tables[Table]>;

/** What queries are written on: the whole ledger, or one transaction of it. */
export type Db = Kysely<Tables>;
