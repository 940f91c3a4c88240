import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type FarEnd, pwshEnvironment } from '../make/site/pwsh.ts';

const run = promisify(execFile);

/** What an engine wrote. */
export interface Said {
  readonly stdout: string;
  readonly stderr: string;
}

const PREFACE = `
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$site = @{ Namespace = 'root\\SMS\\site_P01'; OperationTimeoutSec = 10 }`;

/** Runs a script as people write one, in an engine of its own, whose CIM cmdlets lead to a simulated site. */
export async function runEngine(
  pwsh: string,
  script: string,
  farEnd: FarEnd,
  signal?: AbortSignal,
): Promise<Said> {
  const words = ['-NoProfile', '-NonInteractive', '-NoLogo', '-Command', `${PREFACE}\n${script}`];
  const env = { ...pwshEnvironment(farEnd), NO_COLOR: '1' };
  const { stdout, stderr } = await run(pwsh, words, {
    env,
    maxBuffer: 64 * 2 ** 20,
    signal,
    killSignal: 'SIGKILL',
  });
  return { stdout, stderr };
}

/** The lines that a script writes. */
export async function runScript(pwsh: string, script: string, farEnd: FarEnd): Promise<readonly string[]> {
  const { stdout } = await runEngine(pwsh, script, farEnd);
  return stdout.split('\n').filter((line) => line !== '');
}
