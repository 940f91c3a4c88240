import type { Environment } from '../model/config/environment.ts';
import { type FindToken, type NoToken, type TokenPlace, tokenIn } from '../model/config/token.ts';
import { hostFailure } from './failure.ts';

/** The first token that one of these variables holds; null where none does. Throws a Failure where it is no token. */
export function findPipelineToken(names: readonly string[], environment: Environment): string | null {
  for (const name of names) {
    const found = tokenIn(environment[name] ?? '', `the environment variable ${name}`);
    if (found.kind === 'malformed') throw failureOf(found);
    // Azure Pipelines leaves $(System.AccessToken) as it stands where there is none.
    if (found.kind === 'found' && !found.token.startsWith('$(')) return found.token;
  }
  return null;
}

/** The token that reports what became of commits. Throws a Failure that names its place, and never the token. */
export async function readReportToken(place: TokenPlace, findToken: FindToken): Promise<string> {
  const found = await findToken(place);
  if (found.kind === 'found') return found.token;
  throw failureOf(found);
}

function failureOf({ kind, where, detail, cause }: NoToken): Error {
  return hostFailure(kind === 'malformed' ? 'badToken' : 'noToken', { where, detail, cause });
}
