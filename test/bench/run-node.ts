import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** A process that ended with 0. */
export interface Finished {
  /** Milliseconds from its start to its end. */
  readonly took: number;
  readonly stdout: string;
  /** The most memory that it had, in bytes, without the processes that it started; 0 where nobody asked. */
  readonly peak: number;
}

/** What a process runs in. */
export interface RunOptions {
  readonly folder?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Tell of its memory, for which it does a little more. */
  readonly peak?: boolean;
}

const ROOT = join(import.meta.dirname, '../..');
/** Says on descriptor 3, at the end, how much memory it took (KiB). */
const TELL_PEAK =
  'data:text/javascript,import{writeSync}from"node:fs";process.on("exit",()=>writeSync(3,`${process.resourceUsage().maxRSS}\\n`))';

/** Runs the node that runs this. */
export function runNode(words: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const preload = options.peak ? ['--import', TELL_PEAK] : [];
  return runProgram(process.execPath, [...preload, ...words], options);
}

/** Runs a program to its end. Throws where that is not 0, with what it said. */
export function runProgram(
  program: string,
  words: readonly string[],
  { folder = ROOT, environment = process.env }: RunOptions = {},
): Promise<Finished> {
  const begun = performance.now();
  const child = spawn(program, words, {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const said = ['', '', ''];
  for (const [index, stream] of child.stdio.slice(1).entries()) {
    stream?.on('data', (part: Buffer) => {
      said[index] += part.toString();
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const took = performance.now() - begun;
      const [stdout = '', stderr = '', peaks = ''] = said;
      const peak = Math.max(0, ...peaks.split('\n').map(Number)) * 1024;
      if (code === 0) resolve({ took, stdout, peak });
      else reject(new Error(`${program} ${words.join(' ')} ended with ${code}: ${stderr}${stdout}`));
    });
  });
}
