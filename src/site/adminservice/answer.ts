// The contract's section 2, case by case: said too hopefully here, an estate is sent twice; too darkly, an operator is woken.
import { z } from 'zod';
import type { Answer } from '../../model/answer.ts';
import { Failure, messageOf } from '../../model/failure.ts';
import { SITE_ERRORS, type SiteErrorName } from '../../model/site-errors.ts';
import { errorOfStatus } from '../error-table.ts';
import { recordError } from '../site-error.ts';
import type { Exchange } from './exchange.ts';
import { lostName, unsentName } from './fault-name.ts';
import { parseJson, siteMessage } from './json.ts';

const methodResult = z.object({ ReturnValue: z.number() });

/** What a call of ReDistributePackage came to. */
export function answerOf(result: Exchange): Answer {
  switch (result.kind) {
    case 'dropped':
      return answerWith('dropped', '');
    case 'notSent':
      return unsent(result.error);
    case 'lost':
      return answerWith(lostName(result.error), messageOf(result.error));
    case 'answered':
      return result.status >= 200 && result.status < 300 ? returned(result.text) : failed(result);
  }
}

function returned(text: string): Answer {
  const result = methodResult.safeParse(parseJson(text));
  if (!result.success) return answerWith('unreadable', text);
  const { ReturnValue: returnValue } = result.data;
  if (returnValue === 0) return { outcome: 'accepted', returnValue };
  return answerWith('methodFailed', `it returned ${returnValue}`, returnValue);
}

function failed({ status, text }: { readonly status: number; readonly text: string }): Answer {
  const message = siteMessage(text);
  const name = errorOfStatus(status, message !== undefined);
  return answerWith(name, showStatus(status, message));
}

/** An HTTP status and what the site says of it. */
export function showStatus(status: number, message: string | undefined): string {
  return message === undefined ? `HTTP ${status}` : `HTTP ${status}, ${message}`;
}

function unsent(error: unknown): Answer {
  if (!(error instanceof Failure)) return answerWith(unsentName(error), messageOf(error));
  const { code, message } = error;
  return {
    outcome: 'rejected',
    finality: 'forNow',
    scope: 'site',
    returnValue: null,
    error: { code, message },
  };
}

/** The answer that an error's own page makes of it; what its page does not surely call rejected is unknown. */
function answerWith(name: SiteErrorName, detail: string, returnValue: number | null = null): Answer {
  const { verdict, scope } = SITE_ERRORS[name];
  const error = recordError(name, detail);
  if (verdict !== 'forGood' && verdict !== 'forNow') return { outcome: 'unknown', error };
  return { outcome: 'rejected', finality: verdict, scope, returnValue, error };
}
