import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stateFolder } from '../compose/machine.ts';
import type { Environment } from '../model/config/environment.ts';

/** Where Node keeps compiled code, in the state folder; undefined where that cannot be written: starting takes longer then. */
export function compiledCodeFolder(environment: Environment): string | undefined {
  const folder = join(stateFolder(environment), 'compiled');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch {
    return undefined;
  }
}
