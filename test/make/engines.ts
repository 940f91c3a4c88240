// Which PowerShells a test has started: what a site's url in the environment marks, whoever their parent is by now.
import { execFileSync } from 'node:child_process';
import { expect } from 'vitest';

/** The ids of the engines that lead to the simulated site at this url. */
export function enginesOf(url: string): readonly number[] {
  // The environment stands behind the arguments, which only `ps` shows of processes that are not our children.
  const shown = execFileSync('ps', ['axeww', '-o', 'pid=,comm=,args='], {
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  return shown.split('\n').flatMap((line) => {
    const [, pid, program] = /^\s*(\d+) (pwsh|dotnet) /.exec(line) ?? [];
    const isOurs = program !== undefined && line.includes(`DPSYNC_STAND_IN_SITE=${url}`);
    return isOurs ? [Number(pid)] : [];
  });
}

/** Ends every engine that leads to this site, as a machine that is short of memory would. */
export function killEngines(url: string): number {
  const engines = enginesOf(url);
  for (const pid of engines) process.kill(pid, 'SIGKILL');
  return engines.length;
}

/** Waits until no engine that leads to this site is left. */
export async function expectNoEngines(url: string): Promise<void> {
  await expect.poll(() => enginesOf(url), { timeout: 20_000, interval: 100 }).toEqual([]);
}
