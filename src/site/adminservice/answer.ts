// The contract's section 2, case by case, for what comes over HTTP.
import { z } from 'zod';
import { Failure, messageOf } from '../../model/failure.ts';
import type { Answer } from '../../model/site/answer.ts';
import { errorOfStatus } from '../error-table.ts';
import { answerOfError, answerOfReturn, answerOfUnsent } from '../verdict.ts';
import type { HttpExchange } from './exchange.ts';
import { lostName, unsentName } from './fault-name.ts';
import { parseJson, siteMessage } from './json.ts';

const methodResult = z.object({ ReturnValue: z.number() });

/** What a call of ReDistributePackage came to. */
export function answerOf(result: HttpExchange): Answer {
  switch (result.kind) {
    case 'dropped':
      return answerOfError('dropped', '');
    case 'notSent':
      return result.error instanceof Failure
        ? answerOfUnsent(result.error)
        : answerOfError(unsentName(result.error), messageOf(result.error));
    case 'lost':
      return answerOfError(lostName(result.error), messageOf(result.error));
    case 'answered':
      return result.status >= 200 && result.status < 300 ? returned(result.text) : failed(result);
  }
}

function returned(text: string): Answer {
  const result = methodResult.safeParse(parseJson(text));
  return result.success ? answerOfReturn(result.data.ReturnValue) : answerOfError('unreadable', text);
}

function failed({ status, text }: { readonly status: number; readonly text: string }): Answer {
  const message = siteMessage(text);
  return answerOfError(errorOfStatus(status, message !== undefined), showStatus(status, message));
}

/** An HTTP status and what the site says of it. */
export function showStatus(status: number, message: string | undefined): string {
  return message === undefined ? `HTTP ${status}` : `HTTP ${status}, ${message}`;
}
