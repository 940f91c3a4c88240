// A second name of the same file has another lock and another log beside it: two writers would work at once.
import { readFileSync, statSync } from 'node:fs';
import { Failure } from '../../model/failure.ts';
import { LEDGER_ERRORS } from '../errors.ts';

/** Throws a Failure where the file may be reached by another name than this one: a hard link, or a mount of the file. */
export function refuseOtherNames(path: string): void {
  const file = statSync(path, { throwIfNoEntry: false });
  if (!file?.isFile()) return;
  if (file.nlink > 1) throw severalNames(path, `has ${file.nlink} names (hard links)`);
  if (isMountPoint(path, readMounts())) throw severalNames(path, 'is another file that is mounted there');
}

/** Whether a file or folder is mounted at exactly this path. `mounts` is the text of Linux's `mountinfo`: proc(5). */
export function isMountPoint(path: string, mounts: string): boolean {
  return mounts.split('\n').some((line) => unquote(line.split(' ')[4] ?? '') === path);
}

function readMounts(): string {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8');
  } catch {
    // No other system mounts single files.
    return '';
  }
}

/** Blanks, line ends and backslashes are written as octal numbers; other bytes stand as they are. */
function unquote(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

function severalNames(path: string, what: string): Failure {
  const message = `The ledger ${path} ${what}: each name has a lock of its own, so two processes could write at once. Keep one name, and mount the folder instead of the file.`;
  return new Failure(LEDGER_ERRORS.severalNames, message);
}
