import type { Environment } from '../model/environment.ts';
import { hostFailure } from './failure.ts';

/** The first token that one of these variables holds; null where none does. Throws a Failure where it is no token. */
export function findToken(names: readonly string[], environment: Environment): string | null {
  for (const name of names) {
    const token = environment[name]?.trim() ?? '';
    // Azure Pipelines leaves $(System.AccessToken) as it stands where there is none.
    if (token === '' || token.startsWith('$(')) continue;
    if (/^[\x21-\x7e]{1,10000}$/.test(token)) return token;
    throw hostFailure('badToken', { where: name });
  }
  return null;
}
