import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { ledgerFile } from '../open-in.ts';

/** A process of its own that holds the lock and writes. */
export interface WritingChild {
  readonly process: ChildProcess;
  /** The ids that the process said, so far: each is on disk. */
  readonly said: readonly number[];
  /** Resolves once it has said so many. */
  saidSo(many: number): Promise<void>;
  kill(): Promise<void>;
}

/** Starts a writer of so many calls on the ledger of a folder. It is killed when the test ends. */
export function startWriter(folder: string, calls: number): WritingChild {
  const script = join(import.meta.dirname, 'writing-child.ts');
  const child = spawn(
    process.execPath,
    [script, ledgerFile(folder), join(folder, 'child state'), `${calls}`],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const said: number[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => said.push(Number(line)));
  const exited = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  const saidSo = async (many: number) => {
    while (said.length < many) await once(lines, 'line');
  };
  return { process: child, said, saidSo, kill };
}
