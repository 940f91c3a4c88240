import { execFile } from 'node:child_process';
import { windowsProgram } from './windows-program.ts';

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
  const taskkill = windowsProgram('taskkill.exe');
  return new Promise((resolve) => {
    execFile(taskkill, ['/PID', String(id), '/T', '/F'], { timeout: TIMEOUT, windowsHide: true }, () =>
      resolve(),
    );
  });
}
