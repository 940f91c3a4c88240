// The contract's section 2, case by case, for what comes over CIM.
import { z } from 'zod';
import type { Answer } from '../../model/site/answer.ts';
import { answerOfError, answerOfReturn } from '../verdict.ts';
import { calledName, faultDetail, unsentName } from './fault.ts';
import type { CallResult } from './session.ts';

/** What the script says of a call: what it returned, how many groups there are where it is not one, or that it was late. */
const resultForm = z.union([
  z.object({ returnValue: z.number() }),
  z.object({ groups: z.int() }),
  z.object({ late: z.literal(true) }),
]);

/** What a call of ReDistributePackage came to. */
export function answerOf(result: CallResult): Answer {
  switch (result.kind) {
    case 'dropped':
      return answerOfError('dropped', '');
    case 'lost':
      return answerOfError(result.name, result.detail);
    case 'tooLarge':
      return answerOfError('tooLarge', '');
    case 'failed': {
      const { fault, sent } = result;
      return answerOfError(sent ? calledName(fault) : unsentName(fault), faultDetail(fault));
    }
    case 'answered':
      return answerOfResult(result.result);
  }
}

function answerOfResult(result: unknown): Answer {
  const parsed = resultForm.safeParse(result);
  if (!parsed.success) return answerOfError('unreadable', JSON.stringify(result) ?? 'nothing');
  if ('returnValue' in parsed.data) return answerOfReturn(parsed.data.returnValue);
  if ('late' in parsed.data) return answerOfError('dropped', '');
  return answerOfError('notFound', `${parsed.data.groups} groups have this GroupID`);
}
