import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { run } from '../../../src/cli/run.ts';
import type { Finished, Place } from './running.ts';

/** Runs a command line in this process, a tenth of the work of one of its own; for what ends by itself and is never killed. */
export async function runHere(words: readonly string[], { folder, environment }: Place): Promise<Finished> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const said = Promise.all([text(stdout), text(stderr)]);
  const code = await run(words, {
    environment,
    folder,
    stdin: { isTTY: false, open: () => Readable.from([]) },
    stdout,
    stderr,
  });
  stdout.end();
  stderr.end();
  const [out, errors] = await said;
  return { code, stdout: out, stderr: errors };
}
