// A token is changed in place, so it is read anew for every report.
import { readFileSync, statSync } from 'node:fs';
import type { Environment } from '../../model/environment.ts';
import { messageOf } from '../../model/failure.ts';
import { hostFailure } from '../failure.ts';
import { findToken } from '../token.ts';

/** Where a token is. */
export interface TokenPlace {
  readonly tokenEnv?: string | undefined;
  readonly tokenFile?: string | undefined;
}

const LARGEST_FILE = 64 * 1024;

/** The token as it is now. Throws a Failure that names its place, and never the token. */
export function readReportToken({ tokenEnv, tokenFile }: TokenPlace, environment: Environment): string {
  const name = tokenEnv ?? tokenFile ?? '';
  const place = tokenFile === undefined ? environment : { [name]: readText(tokenFile) };
  const token = findToken([name], place);
  if (token === null) throw hostFailure('noToken', { where: name });
  return token;
}

function readText(file: string): string {
  try {
    if (statSync(file).size > LARGEST_FILE) throw new Error('it is larger than 64 KiB');
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw hostFailure('noToken', { where: file, detail: messageOf(cause), cause });
  }
}
