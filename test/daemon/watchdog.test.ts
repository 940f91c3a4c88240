import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { rolldown } from 'rolldown';
import { describe, expect, it } from 'vitest';
import config from '../../rolldown.config.ts';
import { makeTempFolder } from '../make/temp-folder.ts';

const SOURCE = join(import.meta.dirname, 'watched-process.ts');
/** Milliseconds; long enough that a busy machine does not look like a process that hangs. */
const LIMIT = 1500;

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

const start = (what: string, file = SOURCE): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, [file, what, String(LIMIT)], { stdio: 'pipe' });

async function untilEnd(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text: Buffer) => {
    stdout += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString();
  });
  const [code, signal] = await once(child, 'close');
  return { code, signal, stdout, stderr };
}

const LAST_WORDS = /^these are the last words, at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\n$/;
const KILLED: Ended = {
  ...{ code: null, signal: 'SIGKILL', stdout: '' },
  stderr: expect.stringMatching(LAST_WORDS),
};
const ENDED: Ended = { code: 0, signal: null, stdout: '', stderr: '' };

describe.concurrent('a process with a watchdog', () => {
  it.each(['spin', 'hang'])('is killed where it does nothing but %s, and says so', async (what) => {
    expect(await untilEnd(start(what))).toEqual(KILLED);
  });

  it('is killed where it hangs because nobody reads what it says', async () => {
    const child = start('talk');
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    child.stderr.destroy();
  });

  it('ends by itself where nothing is left to do', async () => {
    expect(await untilEnd(start('idle'))).toEqual(ENDED);
  });

  it('may hang once the watchdog is closed', async () => {
    expect(await untilEnd(start('close'))).toEqual(ENDED);
  });

  it('is killed from the bundle as well', async () => {
    using folder = makeTempFolder();
    const { input, output, ...rest } = config;
    const inputs = typeof input === 'object' && !Array.isArray(input) ? input : {};
    const bundle = await rolldown({ ...rest, input: { ...inputs, main: SOURCE } });
    await bundle.write({ ...[output].flat()[0], dir: folder.path });
    expect(await untilEnd(start('hang', join(folder.path, 'main.js')))).toEqual(KILLED);
  });

  it('lives on where it was stopped for longer than the limit', async () => {
    const child = start('live');
    const ended = untilEnd(child);
    const beat = () => once(child.stdout, 'data');
    await beat();
    child.kill('SIGSTOP');
    // No wait for something to happen: that nothing may is what this is about.
    await pause(2 * LIMIT);
    child.kill('SIGCONT');
    for (let beats = 0; beats < LIMIT / 20; beats += 1) await beat();
    child.stdin.write('enough');
    expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  });
});
