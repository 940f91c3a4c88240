import { Failure } from '../model/failure.ts';
import type { Mark } from './ledger.ts';
import { markOf } from './rollback/mark.ts';
import type { Seen } from './rollback/seen.ts';
import { readSighting } from './rollback/sighting.ts';
import type { Db } from './schema.ts';

/** The lock that lets one writer in. It ends with the process that holds it. */
export interface WriterLock {
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
  readonly seen: Seen;
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
export async function readMark({ db, seen }: Engine): Promise<Mark> {
  return seen.doubt ?? markOf(seen.find(), await readSighting(db));
}

/** Throws a Failure where the ledger was opened for reading only. */
export function refuseReading({ mode, place }: Engine): void {
  if (mode === 'write') return;
  const message = `The ledger ${place} is open for reading only; nothing was recorded.`;
  throw new Failure('DPS2502', message, 'stop');
}
