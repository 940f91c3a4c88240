// A command that gives a token is not asked before every request, and asked again once the site refuses what it gave.
import type { FindToken, TokenPlace } from '../../model/config/token.ts';
import type { AuthSettings } from '../settings.ts';
import { siteFailure } from '../site-error.ts';

/** Where the bearer token comes from. */
export interface TokenSource {
  /** The token; undefined where none is needed. Throws a Failure (`wait`) where it cannot be had. */
  read(): Promise<string | undefined>;
  /** The site refused the token: ask for a new one next time. */
  forget(): void;
}

/** What a command said is used for so long, in milliseconds. */
const USED_FOR = 300_000;

/** The token source that the settings describe. Variables and files are read anew each time, since tokens are changed in place. */
export function makeTokenSource(auth: AuthSettings, findToken: FindToken, clock: () => number): TokenSource {
  if (auth.type !== 'bearer') return { read: async () => undefined, forget: () => undefined };
  const read = () => readToken(auth, findToken);
  return auth.tokenCommand ? cache(read, clock) : { read, forget: () => undefined };
}

function cache(ask: () => Promise<string>, clock: () => number): TokenSource {
  let cached: { readonly token: Promise<string>; readonly until: number } | undefined;
  const forget = () => {
    cached = undefined;
  };
  return {
    read() {
      if (!cached || cached.until < clock()) {
        cached = { token: ask(), until: clock() + USED_FOR };
        cached.token.catch(forget);
      }
      return cached.token;
    },
    forget,
  };
}

async function readToken(place: TokenPlace, findToken: FindToken): Promise<string> {
  const found = await findToken(place);
  if (found.kind === 'found') return found.token;
  const { where, detail, cause } = found;
  throw siteFailure('tokenMissing', { where, detail, consequence: 'wait', cause });
}
