import { open } from 'node:fs/promises';
import type { Environment } from '../../model/environment.ts';
import { Failure } from '../../model/failure.ts';
import { checkReadable } from '../readable.ts';

const LONGEST_TOKEN = 8192;

/** Where a token is kept: in one of the two. */
export interface TokenPlace {
  readonly tokenEnv?: string | undefined;
  readonly tokenFile?: string | undefined;
}

/** Reads a token as it is now, trimmed. Throws a Failure where there is none, or it is no single line of text. */
export async function readToken(
  { tokenEnv, tokenFile = '' }: TokenPlace,
  outer: Environment,
): Promise<string> {
  return tokenEnv === undefined ? await readFileToken(tokenFile) : readEnvToken(outer, tokenEnv);
}

function readEnvToken(outer: Environment, name: string): string {
  const token = outer[name];
  if (token === undefined) {
    throw new Failure('DPS3021', `the environment has no ${name}; set it to the token (tokenEnv)`, 'wait');
  }
  return checkToken(token, `the environment variable ${name}`);
}

async function readFileToken(file: string): Promise<string> {
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
