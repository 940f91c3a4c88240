import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import type { Environment } from '../../model/environment.ts';
import { messageOf } from '../../model/failure.ts';
import type { AuthSettings } from '../settings.ts';
import { siteFailure } from '../site-error.ts';

/** Where the bearer token comes from. */
export interface TokenSource {
  /** The token; undefined where none is needed. Throws a Failure (`wait`) where it cannot be had. */
  read(): Promise<string | undefined>;
  /** The site refused the token: ask for a new one next time. */
  forget(): void;
}

const LARGEST_TOKEN = 64 * 1024;
const COMMAND_TIMEOUT = 30_000;
/** What a command said is used for so long, in milliseconds. */
const KEPT_FOR = 300_000;

/** The token source that the settings describe. Variables and files are read anew each time, since tokens are changed in place. */
export function makeTokenSource(
  auth: AuthSettings,
  environment: Environment,
  clock: () => number,
): TokenSource {
  if (auth.type !== 'bearer') return { read: async () => undefined, forget: () => undefined };
  const { tokenEnv, tokenFile = '', tokenCommand } = auth;
  if (tokenCommand) return keep(() => runCommand(tokenCommand, environment), clock);
  const read = async () =>
    tokenEnv === undefined
      ? checked(readFile(tokenFile), `tokenFile ${tokenFile}`)
      : checked(environment[tokenEnv] ?? '', `tokenEnv ${tokenEnv}`);
  return { read, forget: () => undefined };
}

function keep(ask: () => Promise<string>, clock: () => number): TokenSource {
  let kept: { readonly token: Promise<string>; readonly until: number } | undefined;
  const forget = () => {
    kept = undefined;
  };
  return {
    read() {
      if (!kept || kept.until < clock()) {
        kept = { token: ask(), until: clock() + KEPT_FOR };
        kept.token.catch(forget);
      }
      return kept.token;
    },
    forget,
  };
}

function runCommand(command: readonly string[], environment: Environment): Promise<string> {
  const [program = '', ...parameters] = command;
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      parameters,
      {
        env: { ...environment },
        timeout: COMMAND_TIMEOUT,
        killSignal: 'SIGKILL',
        maxBuffer: LARGEST_TOKEN,
        windowsHide: true,
      },
      (error, stdout) => {
        // The error's own message holds the whole command line and what it wrote: neither is for our logs.
        if (error) reject(missing('tokenCommand', `it ended with ${error.code ?? error.signal}`));
        else resolve(stdout);
      },
    );
    // A command that asks a question must not wait for an answer.
    child.stdin?.end();
  }).then((text) => checked(String(text), 'tokenCommand'));
}

function readFile(file: string): string {
  try {
    if (statSync(file).size > LARGEST_TOKEN) throw new Error('it is larger than 64 KiB');
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw missing(`tokenFile ${file}`, messageOf(cause), cause);
  }
}

/** The token without the space around it; anything that could end a header is refused. */
function checked(text: string, where: string): string {
  const token = text.trim();
  if (token === '') throw missing(where, 'it is empty');
  if (!/^[\x21-\x7e]+$/.test(token)) throw missing(where, 'it holds something other than one token');
  return token;
}

function missing(where: string, detail: string, cause?: unknown): Error {
  return siteFailure('tokenMissing', { where, detail, consequence: 'wait', cause });
}
