import type { DescribedParameter } from '../site.ts';
import { textOf } from './rows.ts';
import type { Session } from './session.ts';

const METHOD = /<Action\s[^>]*Name="ReDistributePackage"[^>]*>(?<body>[\s\S]{0,4000}?)<\/Action>/;
const PARAMETER = /<Parameter\s[^>]*Name="PackageID"[^>]*Type="(?<type>[^"]{1,100})"/;

/**
 * How `$metadata` describes the method: Microsoft's page says both that it takes a text and that it takes a list.
 * Throws a Failure where the site does not answer, or says more than is ever read.
 */
export async function readMethodParameter(
  session: Session,
  signal?: AbortSignal,
): Promise<DescribedParameter | null> {
  const text = textOf(await session.read(`${session.url}/wmi/$metadata`, signal), session, signal);
  const type = PARAMETER.exec(METHOD.exec(text)?.groups?.body ?? '')?.groups?.type;
  if (type === undefined) return null;
  const isList = type.startsWith('Collection(');
  return { type: isList ? 'StringArray' : 'String', sent: !isList };
}
