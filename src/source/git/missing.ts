import { Failure, messageOf } from '../../model/failure.ts';
import { SOURCE_ERRORS } from '../errors.ts';

/** The Failure where git cannot be started. */
export function gitMissing(cause: unknown): Failure {
  const what = 'git could not be started; install git 2.32 or newer and put it on the PATH';
  return new Failure(SOURCE_ERRORS.gitMissing, what, cause);
}

/** The Failure of a git that did not start: it is not there, or the machine has no room for it now. */
export function notStarted(cause: unknown): Failure {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOENT') return gitMissing(cause);
  const what = `git could not be started (${code === '' ? messageOf(cause) : code})`;
  return new Failure(
    SOURCE_ERRORS.gitNotStarted,
    `${what}; see the limits of this account and what else runs`,
    cause,
  );
}
