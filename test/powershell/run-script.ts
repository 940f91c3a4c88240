import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type FarEnd, pwshEnvironment } from '../make/pwsh.ts';

const run = promisify(execFile);

/** Runs a script as people write one, in an engine of its own; gives what it wrote as lines. */
export async function runScript(pwsh: string, script: string, farEnd: FarEnd): Promise<readonly string[]> {
  const words = ['-NoProfile', '-NonInteractive', '-NoLogo', '-Command', `${PREFACE}\n${script}`];
  const { stdout } = await run(pwsh, words, {
    env: { ...pwshEnvironment(farEnd), NO_COLOR: '1' },
    maxBuffer: 64 * 2 ** 20,
  });
  return stdout.split('\n').filter((line) => line !== '');
}

const PREFACE = `
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$site = @{ Namespace = 'root\\SMS\\site_P01'; OperationTimeoutSec = 10 }`;
