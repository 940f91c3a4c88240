import { execFile } from 'node:child_process';
import { treeKill } from '../../../model/windows.ts';

/** Longest that Windows may take to end a process, in milliseconds. */
const TIMEOUT = 5000;

/** Ends a process at once, on Windows with all that it started. Never throws: it may have ended by itself. */
export async function endProcess(id: number): Promise<void> {
  if (process.platform === 'win32') return endTree(id);
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // It is gone.
  }
}

function endTree(id: number): Promise<void> {
  const [program, words] = treeKill(id, process.env.SystemRoot);
  return new Promise((resolve) => {
    execFile(program, words, { timeout: TIMEOUT, windowsHide: true }, () => resolve());
  });
}
