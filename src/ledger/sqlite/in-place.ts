// What is open goes on to answer after its file, or the log beside it, was removed: from there on nobody sees it.
import { statSync } from 'node:fs';
import { Failure } from '../../model/failure.ts';
import { LEDGER_ERRORS } from '../errors.ts';

/** The files that one open ledger consists of, by what their names end with: the file itself, its log, the log's index. */
const PARTS = ['', '-wal', '-shm'] as const;

/**
 * Remembers which files lie at a ledger's place now, and gives what throws a Failure once one of them is not that file
 * any more. `mode`: who only reads may come before the log is made, so there only the ledger itself counts.
 */
export function watchPlace(path: string, mode: 'read' | 'write'): () => void {
  const parts = (mode === 'read' ? PARTS.slice(0, 1) : PARTS).map((suffix) => `${path}${suffix}`);
  const opened = parts.map(identityOf);
  return () => {
    const at = parts.findIndex((part, index) => identityOf(part) !== opened[index]);
    if (at >= 0) throw displaced(path, parts[at] ?? path);
  };
}

/** Tells a file from another one that was put in its place. */
function identityOf(path: string): string | undefined {
  const file = statSync(path, { bigint: true, throwIfNoEntry: false });
  return file && `${file.dev}:${file.ino}`;
}

function displaced(path: string, part: string): Failure {
  const what = part === path ? `The ledger ${path}` : `${part}, a part of the ledger ${path},`;
  const message = `${what} was removed or replaced while dpsync had it open: start dpsync again, which looks at what is there now.`;
  return new Failure(LEDGER_ERRORS.replaced, message);
}
