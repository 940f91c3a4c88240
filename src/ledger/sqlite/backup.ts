// A copy that is only half there is worse than none: it is made under another name, and gets its own once it is whole.
import { closeSync, fsyncSync, lstatSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Failure, messageOf } from '../../model/failure.ts';
import { LEDGER_ERRORS } from '../errors.ts';
import { partOf, sweepParts } from './backup-parts.ts';

/**
 * Copies the ledger at `path`, as it is at one moment, to a file that is not there yet. Waits for no writer and holds
 * none up. Throws a Failure, and leaves no file, where it cannot.
 */
export function backUp(path: string, file: string): void {
  const ledger = statSync(path, { throwIfNoEntry: false });
  if (!ledger?.size) throw nothingThere(path);
  refuseReplacing(file);
  sweepParts(dirname(file));
  const part = partOf(file);
  try {
    // Who may not read the ledger may not read its copy.
    closeSync(openSync(part, 'wx', ledger.mode));
    copy(path, part);
    flush(part);
    refuseReplacing(file);
    renameSync(part, file);
  } catch (error) {
    for (const left of [part, `${part}-journal`]) rmSync(left, { force: true });
    throw error instanceof Failure ? error : notCopied(path, file, error);
  }
}

/** No other program's file is ever replaced; a link that leads nowhere is a file too. */
function refuseReplacing(file: string): void {
  if (lstatSync(file, { throwIfNoEntry: false })) throw alreadyThere(file);
}

function copy(path: string, file: string): void {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    database.prepare('vacuum into ?').run(file);
  } finally {
    database.close();
  }
}

/** SQLite itself does not wait until a copy is on the disk. */
function flush(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function nothingThere(path: string): Failure {
  return new Failure(LEDGER_ERRORS.nothingToCopy, `There is no ledger at ${path}: there is nothing to copy.`);
}

function alreadyThere(file: string): Failure {
  const message = `${file} is there already, and a copy of the ledger replaces nothing: name another file.`;
  return new Failure(LEDGER_ERRORS.copyExists, message);
}

function notCopied(path: string, file: string, error: unknown): Failure {
  const message = `The ledger ${path} could not be copied to ${file}, and nothing was left there: ${messageOf(error)}. Check that the folder is there, that this user may write to it and that the disk has room.`;
  return new Failure(LEDGER_ERRORS.notCopied, message, error);
}
