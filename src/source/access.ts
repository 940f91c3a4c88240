// How git proves who it is. Read anew at each fetch, so that a rotated token is taken up.
import { open } from 'node:fs/promises';
import { Failure } from '../model/failure.ts';
import type { Environment, GitConfig } from './git-environment.ts';
import { checkReadable } from './readable.ts';
import type { SourceSettings } from './settings.ts';
import { writeSshConfig } from './ssh-config.ts';

/** What git is given to reach the remote. Everything in `secrets` is kept out of messages. */
export interface Access {
  readonly config: GitConfig;
  readonly secrets: readonly string[];
  /** The user's own git configuration, helpers and agents take part. */
  readonly system: boolean;
}

const LONGEST_TOKEN = 8192;

/**
 * Reads the token or writes the ssh configuration into the mirror's folder. Throws a Failure where a variable or file
 * is missing or unusable.
 */
export async function readAccess(
  settings: SourceSettings,
  outer: Environment,
  mirror: string,
): Promise<Access> {
  const { auth, caFile } = settings;
  const trust = caFile === undefined ? [] : await caConfig(caFile);
  if (auth?.type === 'system') return { config: trust, secrets: [], system: true };
  const config: GitConfig = [...trust, ['credential.helper', '']];
  if (auth?.type === 'ssh') {
    const command = await writeSshConfig(auth, mirror);
    return {
      config: [...config, ['core.sshCommand', command], ['ssh.variant', 'ssh']],
      secrets: [],
      system: false,
    };
  }
  if (auth?.type !== 'token') return { config, secrets: [], system: false };
  const token =
    auth.tokenEnv === undefined ? await readFileToken(auth.tokenFile) : readEnvToken(outer, auth.tokenEnv);
  const basic = Buffer.from(`${auth.user}:${token}`).toString('base64');
  const header = [
    `http.${new URL(settings.url).origin}/.extraHeader`,
    `Authorization: Basic ${basic}`,
  ] as const;
  return { config: [...config, header], secrets: [token, basic], system: false };
}

async function caConfig(caFile: string): Promise<GitConfig> {
  await checkReadable(caFile, 'caFile');
  const schannel = ['http.schannelUseSSLCAInfo', 'true'] as const;
  return [['http.sslCAInfo', caFile], ...(process.platform === 'win32' ? [schannel] : [])];
}

function readEnvToken(outer: Environment, name: string): string {
  const token = outer[name];
  if (token === undefined) {
    throw new Failure('DPS3021', `the environment has no ${name}; set it to the token (tokenEnv)`, 'wait');
  }
  return checkToken(token, `the environment variable ${name}`);
}

async function readFileToken(file = ''): Promise<string> {
  await checkReadable(file, 'tokenFile');
  const handle = await open(file);
  try {
    const buffer = Buffer.alloc(LONGEST_TOKEN + 1);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return checkToken(buffer.toString('utf8', 0, bytesRead), file);
  } finally {
    await handle.close();
  }
}

function checkToken(text: string, where: string): string {
  const token = text.trim();
  if (token === '') throw new Failure('DPS3022', `${where} holds no token; it is empty`, 'wait');
  if (token.length > LONGEST_TOKEN || /[^\x21-\x7e]/.test(token)) {
    throw new Failure(
      'DPS3022',
      `${where} holds no token; it must be one line of at most 8192 characters`,
      'wait',
    );
  }
  return token;
}
