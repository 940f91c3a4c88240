// Tokens of sources, sites and git hosts are read here and nowhere else; each module says what it means that one is not there.
import { execFile } from 'node:child_process';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { Environment } from '../model/config/environment.ts';
import { type FindToken, type FoundToken, tokenIn } from '../model/config/token.ts';
import { messageOf } from '../model/failure.ts';
import { decode } from '../model/files/decode.ts';
import { findFileMistake } from '../model/files/file-mistake.ts';

const LARGEST = 64 * 1024;
/** Milliseconds. */
const COMMAND_TIMEOUT = 30_000;

/** Looks for tokens with this environment. */
export function tokenFinder(environment: Environment): FindToken {
  return async ({ tokenEnv, tokenFile, tokenCommand = [] }) => {
    if (tokenEnv !== undefined) return inVariable(tokenEnv, environment);
    return tokenFile === undefined ? saidBy(tokenCommand, environment) : inFile(tokenFile);
  };
}

function inVariable(name: string, environment: Environment): FoundToken {
  const where = `the environment variable ${name}`;
  const text = environment[name];
  return text === undefined ? { kind: 'notSet', where, detail: 'it is not set' } : tokenIn(text, where);
}

function inFile(file: string): FoundToken {
  try {
    const bytes = readSecretFile(file);
    const mistake = findFileMistake('token', bytes, file);
    if (mistake !== undefined) return { kind: 'malformed', where: file, detail: `it ${mistake}` };
    return tokenIn(decode(bytes).text, file);
  } catch (cause) {
    return { kind: 'unreadable', where: file, detail: messageOf(cause), cause };
  }
}

/** What stands in a file that holds a secret. Throws where it cannot be read, or is too large for one. */
export function readSecretFile(file: string): Uint8Array {
  // Looked at first: to open a pipe waits for who writes into it.
  if (!statSync(file).isFile()) throw new Error('it is not a regular file');
  const opened = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(LARGEST + 1);
    // What it says of its size need not be true, as under /proc.
    let length = 0;
    for (let read = -1; read !== 0 && length <= LARGEST; length += read) {
      read = readSync(opened, bytes, length, bytes.length - length, null);
    }
    if (length > LARGEST) throw new Error('it is larger than 64 KiB');
    return bytes.subarray(0, length);
  } finally {
    closeSync(opened);
  }
}

function saidBy([program = '', ...words]: readonly string[], environment: Environment): Promise<FoundToken> {
  const where = 'tokenCommand';
  const options = {
    env: { ...environment },
    timeout: COMMAND_TIMEOUT,
    killSignal: 'SIGKILL',
    maxBuffer: LARGEST,
    windowsHide: true,
  } as const;
  return new Promise((resolve) => {
    const child = execFile(program, words, options, (error, stdout) => {
      // The error's own message holds the whole command line and what it wrote: neither is for our logs.
      if (!error) resolve(tokenIn(stdout, where));
      else resolve({ kind: 'unreadable', where, detail: `it ended with ${error.code ?? error.signal}` });
    });
    // A command that asks a question must not wait for an answer.
    child.stdin?.end();
  });
}
