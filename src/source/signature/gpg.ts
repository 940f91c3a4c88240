import { execFile } from 'node:child_process';
import { Failure } from '../../model/failure.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import { localEnvironment } from '../git/environment.ts';
import type { MirrorPlace } from '../mirror/folder.ts';

const LONGEST_ANSWER = 8 * 1024 * 1024;

/**
 * Runs gpg on a home of its own and gives its status lines, whatever its exit code. Throws a Failure where it cannot be
 * started, takes longer than the limit or says more than 8 MiB.
 */
export function runGpg(words: readonly string[], home: string, place: MirrorPlace): Promise<string> {
  const env = { ...localEnvironment(place.outer, home), GNUPGHOME: home };
  const options = { env, timeout: place.limit, maxBuffer: LONGEST_ANSWER, windowsHide: true };
  return new Promise((resolve, reject) => {
    execFile('gpg', ['--batch', '--no-tty', ...words], options, (error, stdout) => {
      if (error === null || typeof error.code === 'number') resolve(stdout);
      else reject(error.code === 'ENOENT' ? gpgMissing(error) : gpgBroke(error));
    });
  });
}

function gpgMissing(cause: unknown): Failure {
  const what = 'gpg could not be started, and verify has gpgKeys; install GnuPG 2.2 or newer';
  return new Failure(SOURCE_ERRORS.gpgMissing, `${what} and put it on the PATH`, cause);
}

function gpgBroke(cause: unknown): Failure {
  return new Failure(SOURCE_ERRORS.gpgStuck, 'gpg did not end by itself; check the file of gpgKeys', cause);
}
