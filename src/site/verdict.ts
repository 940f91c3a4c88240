// What an error says of a call: said too hopefully here, an estate is sent twice; too darkly, an operator is woken.

import type { Failure } from '../model/failure.ts';
import type { Answer } from '../model/site/answer.ts';
import { SITE_ERRORS, type SiteErrorName } from './errors.ts';
import { recordError } from './site-error.ts';

/** The answer of a method that returned. */
export function answerOfReturn(returnValue: number): Answer {
  if (returnValue === 0) return { outcome: 'accepted', returnValue };
  return answerOfError('methodFailed', `it returned ${returnValue}`, returnValue);
}

/** The answer that an error's own page makes of it; what its page does not surely call rejected is unknown. */
export function answerOfError(
  name: SiteErrorName,
  detail: string,
  returnValue: number | null = null,
): Answer {
  const { verdict, scope } = SITE_ERRORS[name];
  const error = recordError(name, detail);
  if (verdict !== 'permanent' && verdict !== 'transient') return { outcome: 'unknown', error };
  return { outcome: 'rejected', finality: verdict, scope, returnValue, error };
}

/** The answer of a call that could not be sent, for a reason that is true of the whole site. */
export function answerOfUnsent({ code, message }: Failure): Answer {
  // What leaves a call in doubt leaves none here: there was no call yet.
  const page = Object.values(SITE_ERRORS).find((candidate) => candidate.code === code);
  if (page?.verdict === 'unknown') return answerOfError('notSent', message);
  return {
    outcome: 'rejected',
    finality: 'transient',
    scope: 'site',
    returnValue: null,
    error: { code, message },
  };
}
