// How git proves who it is. Read anew at each fetch, so that a rotated token is taken up.

import type { FindToken, NoToken, TokenPlace } from '../../model/config/token.ts';
import { Failure, type FailureKind } from '../../model/failure.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import type { GitAccess, GitConfig } from '../git/environment.ts';
import { checkFile } from '../readable.ts';
import type { SourceSettings } from '../settings.ts';
import { writeSshConfig } from './ssh-config.ts';

/** What git is given to reach the remote. Everything in `secrets` is kept out of messages. */
export interface Access extends GitAccess {
  readonly secrets: readonly string[];
}

/**
 * Reads the token or writes the ssh configuration into the mirror's folder. Throws a Failure where a variable or file
 * is missing or unusable.
 */
export async function readAccess(
  settings: SourceSettings,
  findToken: FindToken,
  mirror: string,
): Promise<Access> {
  const { auth, caFile } = settings;
  const trust = caFile === undefined ? [] : await caConfig(caFile);
  if (auth?.type === 'system') return { config: trust, secrets: [], system: true };
  const { config, secrets } = await readProof(settings, findToken, mirror);
  return { config: [...trust, ['credential.helper', ''], ...config], secrets, system: false };
}

async function readProof(
  { auth, url }: SourceSettings,
  findToken: FindToken,
  mirror: string,
): Promise<Pick<Access, 'config' | 'secrets'>> {
  if (auth?.type === 'ssh') {
    const command = await writeSshConfig(auth, mirror);
    return {
      config: [
        ['core.sshCommand', command],
        ['ssh.variant', 'ssh'],
      ],
      secrets: [],
    };
  }
  if (auth?.type !== 'token') return { config: [], secrets: [] };
  const token = await readToken(auth, findToken);
  const basic = Buffer.from(`${auth.user}:${token}`).toString('base64');
  const key = `http.${new URL(url).origin}/.extraHeader`;
  return { config: [[key, `Authorization: Basic ${basic}`]], secrets: [token, basic] };
}

const TOKEN_ERRORS: Readonly<Record<NoToken['kind'], FailureKind>> = {
  unreadable: SOURCE_ERRORS.fileUnreadable,
  notSet: SOURCE_ERRORS.noToken,
  empty: SOURCE_ERRORS.badToken,
  malformed: SOURCE_ERRORS.badToken,
};

async function readToken(place: TokenPlace, findToken: FindToken): Promise<string> {
  const found = await findToken(place);
  if (found.kind === 'found') return found.token;
  const { kind, where, detail, cause } = found;
  throw new Failure(TOKEN_ERRORS[kind], `${where} holds no token; ${detail}`, cause);
}

async function caConfig(caFile: string): Promise<GitConfig> {
  await checkFile({ file: caFile, key: 'caFile', use: 'authorities' });
  const schannel = ['http.schannelUseSSLCAInfo', 'true'] as const;
  return [['http.sslCAInfo', caFile], ...(process.platform === 'win32' ? [schannel] : [])];
}
