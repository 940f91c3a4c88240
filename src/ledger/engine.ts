import { Failure } from '../model/failure.ts';
import { LEDGER_ERRORS } from './errors.ts';
import type { RollbackCheck } from './ledger.ts';
import { checkRollback } from './rollback/check.ts';
import {
  type HighWaterMark,
  readHighWaterMark,
  readTokensAt,
  type TokensAt,
} from './rollback/high-water-mark.ts';
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
  /** Throws a Failure where another name leads to the same file, which would have another lock. */
  assertOneName(): void;
  /** Writes a consistent copy to a file that is not there yet. Throws a Failure, and leaves no file, where it cannot. */
  backup(file: string): void;
  close(): Promise<void>;
}

/** How the open ledger stands to what this machine saw of it, wherever it stood, and of its place. */
export async function readRollbackCheck({ db, rollbackGuard }: Engine): Promise<RollbackCheck> {
  if (rollbackGuard.doubt) return rollbackGuard.doubt;
  const { ledger } = await readHighWaterMark(db);
  // What was seen comes first: a writer beside this process records before it notes.
  const seen = rollbackGuard.find(ledger);
  const tokens = new Map<HighWaterMark, TokensAt>();
  for (const mark of seen === 'unreadable' ? [] : seen.marks) tokens.set(mark, await readTokensAt(db, mark));
  const at = (mark: HighWaterMark) => tokens.get(mark) ?? NO_TOKENS;
  return checkRollback(seen, { mark: await readHighWaterMark(db), at });
}

const NO_TOKENS: TokensAt = { writer: undefined, command: undefined };

/** Notes on this machine what was just said: a copy that lacks it is an older one. */
export async function noteCommands({ db, rollbackGuard }: Engine): Promise<void> {
  rollbackGuard.advanceCommand(await readHighWaterMark(db));
}

/** Throws a Failure where the ledger was opened for reading only. */
export function refuseReading({ mode, place }: Engine): void {
  if (mode === 'write') return;
  const message = `The ledger ${place} is open for reading only; nothing was recorded.`;
  throw new Failure(LEDGER_ERRORS.unwritable, message);
}
