import type { SiteCode } from '../../model/entry.ts';
import { Failure } from '../../model/failure.ts';
import type { Answer } from '../../model/site/answer.ts';
import type { Call } from '../site.ts';
import { answerOfUnsent } from '../verdict.ts';
import { answerOf } from './answer.ts';
import { WQL } from './filter.ts';
import { siteNamespace } from './namespace.ts';
import type { Session } from './session.ts';

/** Calls ReDistributePackage, once. Whatever happens is an Answer. */
export async function redistribute(session: Session, code: SiteCode, call: Call): Promise<Answer> {
  const { groupId, package: packageId, deadline } = call;
  const condition = WQL.equals('GroupID', groupId);
  const query = `SELECT GroupID, Name FROM SMS_DistributionPointGroup WHERE ${condition}`;
  const texts = { namespace: siteNamespace(code), query, groupId, package: packageId };
  try {
    return answerOf(await session.call(texts, deadline));
  } catch (error) {
    if (error instanceof Failure) return answerOfUnsent(error);
    throw error;
  }
}
