import { Failure } from '../../model/failure.ts';
import { SOURCE_ERRORS } from '../errors.ts';

/** Whether an error says that the mirror itself is damaged, and must be made anew. */
export function isBrokenMirror(error: unknown): boolean {
  return error instanceof Failure && error.code === SOURCE_ERRORS.mirrorDamaged.code;
}

/** Whether an error says that a ref of the mirror is locked: another process fetches, or one died and left its lock. */
export function isLockedMirror(error: unknown): boolean {
  return error instanceof Failure && error.code === SOURCE_ERRORS.mirrorInUse.code;
}

/** The Failure of a damaged mirror. It is only a cache: the next fetch makes it anew. */
export function brokenMirror(folder: string): Failure {
  return new Failure(
    SOURCE_ERRORS.mirrorDamaged,
    `the mirror ${folder} is damaged and is made anew by the next fetch`,
  );
}

/** The Failure of a locked mirror. */
export function lockedMirror(folder: string): Failure {
  return new Failure(
    SOURCE_ERRORS.mirrorInUse,
    `the mirror ${folder} is in use by another process; try again`,
  );
}

// The machine's trouble, not the mirror's: a new mirror would have it as well.
const MACHINE =
  /permission denied|no space left|cannot allocate|out of memory|too many open files|resource temp/i;

/**
 * The Failure for a git that only read the mirror, with arguments known to be right, and did not end well. `code` is
 * null where another ended it.
 */
export function mirrorFailure(folder: string, stderr: string, code: number | null): Failure {
  if (code !== null && !MACHINE.test(stderr)) return brokenMirror(folder);
  const what = `git could not read the mirror ${folder}; check the disk, its permissions and the memory`;
  return new Failure(SOURCE_ERRORS.mirrorUnreadable, what, new Error(stderr));
}

// What a git that talked to the remote says when it stumbled over its own side.
const DAMAGE =
  /bad object refs\/dpsync|not a git repository: '|bad config|broken ref|invalid sha1 pointer|(?:loose object|object file|packfile|pack index|index file|commit-graph) .*(?:corrupt|empty|too small|bad|invalid|mismatch|cannot)/i;
const LOCK = /cannot lock ref|unable to create '.*\.lock'|unable to update local ref/i;

/** What of the mirror's own files made a fetch fail, or undefined where it was the remote. */
export function findOwnFault(stderr: string): 'damage' | 'lock' | undefined {
  const own = withoutRemoteLines(stderr);
  if (DAMAGE.test(own)) return 'damage';
  return LOCK.test(own) ? 'lock' : undefined;
}

/** What git said itself: lines that the remote wrote are left out. */
export function withoutRemoteLines(stderr: string): string {
  return stderr
    .split(/[\r\n]+/)
    .filter((line) => !line.startsWith('remote:'))
    .join('\n');
}
