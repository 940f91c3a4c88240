import { Failure } from '../model/failure.ts';
import { LEDGER_ERRORS } from './errors.ts';
import type { RollbackCheck } from './ledger.ts';
import { checkRollback } from './rollback/check.ts';
import { readHighWaterMark } from './rollback/high-water-mark.ts';
import type { RollbackGuard } from './rollback/rollback-guard.ts';
import type { Db } from './schema.ts';

/** The lock that lets one writer in. It ends with the process that holds it. */
interface WriterLock {
  /** False where someone holds it. */
  take(): boolean;
  give(): void;
  isHeld(): boolean;
}

/** What differs between the engines: how queries reach the tables, and what keeps a second writer out. */
export interface Engine {
  readonly db: Db;
  /** Where the ledger is, for messages. */
  readonly place: string;
  readonly mode: 'read' | 'write';
  readonly lock: WriterLock;
  readonly rollbackGuard: RollbackGuard;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** `user@host`. */
  readonly actor: string;
  /** Throws a Failure where what is open is not any more what lies at the place. */
  assertInPlace(): void;
  /** Writes a consistent copy to a file that is not there yet. Throws a Failure, and leaves no file, where it cannot. */
  backup(file: string): void;
  close(): Promise<void>;
}

/** How the open ledger stands to what this machine saw last at its place. */
export async function readRollbackCheck({ db, rollbackGuard }: Engine): Promise<RollbackCheck> {
  return rollbackGuard.doubt ?? checkRollback(rollbackGuard.find(), await readHighWaterMark(db));
}

/** Throws a Failure where the ledger was opened for reading only. */
export function refuseReading({ mode, place }: Engine): void {
  if (mode === 'write') return;
  const message = `The ledger ${place} is open for reading only; nothing was recorded.`;
  throw new Failure(LEDGER_ERRORS.unwritable, message);
}
