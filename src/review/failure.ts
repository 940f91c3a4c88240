import { type Consequence, Failure } from '../model/failure.ts';
import { HOST_ERRORS, type HostErrorName } from './errors.ts';

/** What a failure of a host is made of. */
interface HostFault {
  /** The host and the request, or the variable, flag or file at fault. */
  readonly where: string;
  /** What was found there; never a secret. */
  readonly detail?: string | undefined;
  /** What to do, where it is known better than the page of the error. */
  readonly remedy?: string | undefined;
  /** `retry`: it may have been done all the same. Default `stop`. */
  readonly consequence?: Consequence;
  readonly cause?: unknown;
}

/** The Failure of a review: what, where, and what to do. */
export function hostFailure(name: HostErrorName, fault: HostFault): Failure {
  const { code, title, remedy } = HOST_ERRORS[name];
  const { where, detail, cause, consequence = 'stop' } = fault;
  const what = detail === undefined ? `${title}.` : `${title} (${detail}).`;
  return new Failure({ code, consequence }, `${where}: ${what} ${fault.remedy ?? remedy}`, cause);
}
