import { z } from 'zod';
import type { SiteCode } from '../../model/entry.ts';
import { siteFailure } from '../site-error.ts';
import type { StartOptions } from './engine/start.ts';
import type { EngineExchange, Request } from './exchange.ts';
import { readName } from './fault.ts';
import { siteNamespace } from './namespace.ts';
import { resultOf, unreadable } from './rows.ts';

/** What ReDistributePackage takes: Microsoft's page says both that it is a text and that it is a list. */
export type MethodParameter = 'String' | 'StringArray';

const typeForm = z.object({ type: z.string().nullable() });

/** How the site's class describes the method. Throws a Failure (`stop`) where it is neither of the two. */
export async function readParameter(
  step: (request: Request) => Promise<EngineExchange>,
  { code, name, signal }: Pick<StartOptions, 'name' | 'signal'> & { readonly code: SiteCode },
): Promise<MethodParameter> {
  const texts = { namespace: siteNamespace(code) };
  const result = resultOf(await step({ action: 'describe', texts }), { name, signal, nameOf: readName });
  const answer = typeForm.safeParse(result);
  if (!answer.success) throw unreadable(name, result);
  const { type } = answer.data;
  if (type === 'String' || type === 'StringArray') return type;
  const detail = type === null ? 'there is none' : `its type is ${type}`;
  throw siteFailure('strangeParameter', { where: name, detail, consequence: 'stop' });
}
