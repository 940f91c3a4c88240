// A copy that was killed half-way would lie beside the whole ones for ever, as large as they are.
import { readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Whose part it is: machines that share a folder know nothing of each other's processes. */
const MACHINE = hostname().replaceAll(/[^A-Za-z0-9-]/g, '_');
const PART = /\.([A-Za-z0-9_-]+)\.(\d+)\.[0-9a-f-]{36}\.part(?:-journal)?$/;

/** Where a copy is made before it gets its name: beside it, under the name of this process. */
export function partOf(file: string): string {
  return `${file}.${MACHINE}.${process.pid}.${crypto.randomUUID()}.part`;
}

/** Removes what processes of this machine left in a folder that do not live any more. One that cannot be removed stays. */
export function sweepParts(folder: string): void {
  for (const name of namesIn(folder)) {
    const [, machine, pid] = PART.exec(name) ?? [];
    if (machine !== MACHINE || isAlive(Number(pid))) continue;
    try {
      rmSync(join(folder, name), { force: true });
    } catch {
      // Another user's; the next copy of theirs removes it.
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // What is wrong with the folder is told by the copy.
    return [];
  }
}

/** This process makes one copy at a time, so a part with its number was left by an earlier one. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
