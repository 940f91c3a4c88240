import { Failure } from '../../model/failure.ts';
import { SOURCE_ERRORS } from '../errors.ts';

/** The Failure where git cannot be started. */
export function gitMissing(cause: unknown): Failure {
  const what = 'git could not be started; install git 2.32 or newer and put it on the PATH';
  return new Failure(SOURCE_ERRORS.gitMissing, what, cause);
}
