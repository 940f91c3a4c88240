// The contract's section 2, case by case: said too hopefully here, an estate is sent twice; too darkly, an operator is woken.
import { z } from 'zod';
import type { Answer } from '../../model/answer.ts';
import type { RecordedError } from '../../model/attempt.ts';
import { Failure, messageOf } from '../../model/failure.ts';
import { type SiteErrorName, STATUS_RULES } from '../error-table.ts';
import { recordError } from '../site-error.ts';
import type { Exchange } from './exchange.ts';
import { lostName, unsentName } from './fault-name.ts';
import { parseJson, siteMessage } from './json.ts';

type Rejected = Extract<Answer, { outcome: 'rejected' }>;

const methodResult = z.object({ ReturnValue: z.number() });

/** What a call of ReDistributePackage came to. */
export function answerOf(result: Exchange): Answer {
  switch (result.kind) {
    case 'dropped':
      return rejected({ finality: 'forNow', scope: 'entry', error: recordError('dropped', '') });
    case 'notSent':
      return rejected({ finality: 'forNow', scope: 'site', error: recordUnsent(result.error) });
    case 'lost':
      return unknown(lostName(result.error), messageOf(result.error));
    case 'answered':
      return result.status >= 200 && result.status < 300 ? returned(result.text) : failed(result);
  }
}

function returned(text: string): Answer {
  const result = methodResult.safeParse(parseJson(text));
  if (!result.success) return unknown('unreadable', text);
  const { ReturnValue: returnValue } = result.data;
  if (returnValue === 0) return { outcome: 'accepted', returnValue: 0 };
  const error = recordError('methodFailed', `it returned ${returnValue}`);
  return { ...rejected({ finality: 'forGood', scope: 'entry', error }), returnValue };
}

function failed({ status, text }: { readonly status: number; readonly text: string }): Answer {
  const message = siteMessage(text);
  if (status === 500 && message !== undefined) {
    return rejected({ finality: 'forGood', scope: 'entry', error: recordError('providerError', message) });
  }
  const rule = STATUS_RULES.find(({ from, to }) => status >= from && status <= to);
  const detail = showStatus(status, message);
  if (!rule || rule.verdict === 'unknown') return unknown(rule?.error ?? 'unexpectedStatus', detail);
  return rejected({ finality: rule.verdict, scope: rule.scope, error: recordError(rule.error, detail) });
}

/** An HTTP status and what the site says of it. */
export function showStatus(status: number, message: string | undefined): string {
  return message === undefined ? `HTTP ${status}` : `HTTP ${status}, ${message}`;
}

function recordUnsent(error: unknown): RecordedError {
  if (error instanceof Failure) return { code: error.code, message: error.message };
  return recordError(unsentName(error), messageOf(error));
}

function rejected(how: Pick<Rejected, 'finality' | 'scope' | 'error'>): Rejected {
  return { outcome: 'rejected', returnValue: null, ...how };
}

function unknown(name: SiteErrorName, detail: string): Answer {
  return { outcome: 'unknown', error: recordError(name, detail) };
}
