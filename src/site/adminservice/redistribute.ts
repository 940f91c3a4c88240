import type { Answer } from '../../model/site/answer.ts';
import type { Call } from '../site.ts';
import { answerOf } from './answer.ts';
import { pathKey } from './filter.ts';
import type { Session } from './session.ts';

/** Calls ReDistributePackage, once. Whatever happens is an Answer. */
export async function redistribute(session: Session, call: Call): Promise<Answer> {
  const { groupId, package: packageId, deadline } = call;
  const group = `${session.url}/wmi/SMS_DistributionPointGroup${pathKey(groupId)}`;
  const body = JSON.stringify({ PackageID: packageId });
  return answerOf(await session.call(`${group}/AdminService.ReDistributePackage`, body, deadline));
}
