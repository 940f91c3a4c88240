// What this machine lends: where state is kept, who runs, and how time passes.
import { mkdirSync } from 'node:fs';
import { homedir, hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Environment } from '../model/config/environment.ts';

/** The state folder, made where it is not there. */
export function makeStateFolder(environment: Environment): string {
  const folder = stateFolder(environment);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Where mirrors, the reader's cache and what this machine saw of each ledger are kept. */
export function stateFolder(environment: Environment): string {
  const { DPSYNC_HOME, LOCALAPPDATA, XDG_STATE_HOME } = environment;
  if (DPSYNC_HOME) return DPSYNC_HOME;
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'dpsync');
  return join(XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'dpsync');
}

/** Waits, or stops waiting where the signal says so. */
export async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  // A timer cannot be longer than this; who waits longer is woken for nothing once in a while.
  const bounded = Math.min(milliseconds, 2_147_483_647);
  await pause(bounded, undefined, { signal }).catch(() => undefined);
}

/** `user@host`, for the record. */
export function whoAmI(): string {
  try {
    return `${userInfo().username}@${hostname()}`;
  } catch {
    // A user without an entry in the system's list, as in some containers.
    return `uid-${process.getuid?.() ?? 'unknown'}@${hostname()}`;
  }
}
