import { isatty } from 'node:tty';
import type { Environment } from '../model/environment.ts';
import { Failure } from '../model/failure.ts';
import { wantsColour } from '../report/text/layout/colour.ts';

/** What a command may write to and ask, and what it was told for all commands. */
export interface Terminal {
  readonly environment: Environment;
  readonly folder: string;
  /** Columns of standard output; null where it is no terminal. */
  readonly width: number | null;
  /** Standard error is a terminal: progress may be shown there. */
  readonly interactive: boolean;
  readonly colour: boolean;
  out(text: string): Promise<void>;
  error(text: string): void;
  /** Asks on the terminal, and gives nothing where Ctrl-C or Ctrl-D is the answer; undefined where nobody can be asked. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
}

/** The process's own terminal. */
export function openTerminal(options: {
  readonly colour: boolean;
  readonly environment: Terminal['environment'];
}): Terminal {
  const { stdout, stderr } = process;
  const { environment } = options;
  return {
    environment,
    folder: process.cwd(),
    width: stdout.isTTY ? (stdout.columns ?? 80) : null,
    interactive: stderr.isTTY === true,
    colour: wantsColour({
      terminal: stdout.isTTY === true,
      noColor: environment.NO_COLOR,
      refused: !options.colour,
    }),
    out: writeOut,
    error: (text) => void stderr.write(text),
    // Not by `process.stdin`: who takes hold of it opens it.
    ask: isatty(0) && stderr.isTTY ? ask : undefined,
  };
}

/** A reader that went away (`| head`) must not end a pass between two calls: what cannot be written is dropped. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.off('error', ignore).on('error', ignore);
}

function ignore(): void {
  // The write itself is told of its error.
}

/** Resolves once the text has left: a pipe that is closed (`| head`) ends the writing without an error. */
function writeOut(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (!error || ('code' in error && error.code === 'EPIPE')) resolve();
      else reject(unwritable(error));
    });
  });
}

function unwritable(error: Error): Failure {
  const message = `standard output cannot be written (${error.message}); what was called and said is in dpsync history`;
  return new Failure('DPS5015', message, 'stop', error);
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
    process.stderr.write('\n');
    return '';
  } finally {
    lines.close();
  }
}
