import { Failure, type FailureKind } from '../../model/failure.ts';
import { LEDGER_ERRORS } from '../errors.ts';

interface SqliteFault {
  readonly error: FailureKind;
  /** What follows the file's name in the message. */
  readonly text: string;
}

/** The log of the damaged file would be taken for that of the copy, and damage it too. */
const RESTORE =
  'put its last backup in its place and remove its -wal and -shm files; every source is then on its first run';

const UNUSABLE: SqliteFault = {
  error: LEDGER_ERRORS.unopenable,
  text: 'cannot be opened: check that this user may read and write the file and its folder',
};

/** By SQLite's primary result code: https://sqlite.org/rescode.html */
const FAULTS: Readonly<Record<number, SqliteFault>> = {
  5: { error: LEDGER_ERRORS.busy, text: 'is busy: another process is writing to it; try again' },
  8: {
    error: LEDGER_ERRORS.unwritable,
    text: 'cannot be written: check the permissions of the file and its folder',
  },
  10: {
    error: LEDGER_ERRORS.diskFails,
    text: 'cannot be read or written: check the disk',
  },
  11: { error: LEDGER_ERRORS.damaged, text: `is damaged: ${RESTORE}` },
  13: {
    error: LEDGER_ERRORS.diskFull,
    text: 'cannot grow: the disk is full; make room and start again',
  },
  14: UNUSABLE,
  23: UNUSABLE,
  26: {
    error: LEDGER_ERRORS.damaged,
    text: `is no SQLite file, or is damaged: name another file, or ${RESTORE}`,
  },
};

/** SQLite's primary result code of an error, or undefined where it is not one of SQLite's. */
export function findResultCode(error: unknown): number | undefined {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  // The upper bits say where in SQLite it happened.
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** What an error of SQLite means for the work. `what` and `path` begin the message. A Failure stays what it is. */
export function toFailure(error: unknown, what: string, path: string): Failure {
  if (error instanceof Failure) return error;
  const fault = FAULTS[findResultCode(error) ?? -1];
  if (fault) return new Failure(fault.error, `${what} ${path} ${fault.text}.`, error);
  const detail = error instanceof Error ? error.message : String(error);
  return new Failure(LEDGER_ERRORS.unforeseen, `${what} ${path} failed: ${detail}.`, error);
}
