import { isatty } from 'node:tty';
import type { Environment } from '../model/config/environment.ts';
import { Failure } from '../model/failure.ts';
import { wantsColour } from '../report/text/layout/colour.ts';
import { COMMAND_ERRORS } from './errors.ts';

/** What a command line runs in: a process, or what stands for one. */
export interface Surroundings {
  readonly environment: Environment;
  /** The working folder. */
  readonly folder: string;
  readonly stdin: { readonly isTTY: boolean; readonly open: () => NodeJS.ReadableStream };
  readonly stdout: Output;
  readonly stderr: Output;
  /** Ends the process at once, on a second Ctrl-C. */
  readonly exit?: (code: number) => never;
}

/** This process. Its standard input stays closed until somebody is asked: who takes hold of it opens it. */
export function thisProcess(): Surroundings {
  const { env: environment, stdout, stderr, exit } = process;
  const stdin = { isTTY: isatty(0), open: () => process.stdin };
  return { environment, folder: process.cwd(), stdin, stdout, stderr, exit };
}

interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What a command may write to and ask, and what it was told for all commands. */
export interface Terminal extends Pick<Surroundings, 'environment' | 'folder'> {
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

/** The terminal of a process. */
export function openTerminal(
  { environment, folder, stdin, stdout, stderr }: Surroundings,
  { colour }: { readonly colour: boolean },
): Terminal {
  return {
    environment,
    folder,
    width: stdout.isTTY ? (stdout.columns ?? 80) : null,
    interactive: stderr.isTTY === true,
    colour: wantsColour({
      terminal: stdout.isTTY === true,
      noColor: environment.NO_COLOR,
      refused: !colour,
    }),
    out: (text) => writeTo(stdout, text),
    error: (text) => void stderr.write(text),
    ask: stdin.isTTY && stderr.isTTY ? (question) => ask(question, stdin.open(), stderr) : undefined,
  };
}

/** A reader that went away (`| head`) must not end a pass between two calls: what cannot be written is dropped. */
export function outliveReaders({ stdout, stderr }: Surroundings): void {
  for (const stream of [stdout, stderr]) stream.off('error', ignore).on('error', ignore);
}

function ignore(): void {
  // The write itself is told of its error.
}

/** Resolves once the text has left: a pipe that is closed (`| head`) ends the writing without an error. */
function writeTo(stdout: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stdout.write(text, (error) => {
      if (!error || ('code' in error && error.code === 'EPIPE')) resolve();
      else reject(unwritable(error));
    });
  });
}

function unwritable(error: Error): Failure {
  const message = `standard output cannot be written (${error.message}); what was called and said is in dpsync history`;
  return new Failure(COMMAND_ERRORS.outputUnwritable, message, error);
}

async function ask(question: string, input: NodeJS.ReadableStream, stderr: Output): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input, output: stderr });
  try {
    return await lines.question(question);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
    stderr.write('\n');
    return '';
  } finally {
    lines.close();
  }
}
