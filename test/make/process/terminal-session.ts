import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Estate } from '../estate.ts';
import { MAIN } from './built.ts';

/** A dpsync that runs in a terminal of its own. */
export interface TerminalSession {
  /** Resolves with all that was shown once this was. Rejects where the process ends before. */
  shown(text: string): Promise<string>;
  /** Types on the keyboard; `\u0003` is Ctrl-C. */
  type(keys: string): void;
  /** The exit code, and all that was shown. */
  readonly ended: Promise<{ readonly code: number | null; readonly screen: string }>;
}

/** A terminal of 80 columns; the words come by the environment, quoted for it. */
const COMMAND = 'stty cols 80 rows 24; eval "exec $DPSYNC_WORDS"';

/** How a terminal session differs from the plainest one. */
export interface SessionOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** The file that standard output goes to, in place of the terminal. */
  readonly into?: string;
}

/** Runs a command line in a pseudo-terminal of 80 columns, by util-linux's script(1). */
export function startInTerminal(
  estate: Pick<Estate, 'folder' | 'configFile'>,
  words: readonly string[],
  { environment = {}, into }: SessionOptions = {},
): TerminalSession {
  const { NO_COLOR: _, ...inherited } = process.env;
  const redirection = into === undefined ? [] : ['>', quoted(into)];
  const child = spawn(
    'script',
    ['--quiet', '--return', '--echo', 'never', '--command', COMMAND, '/dev/null'],
    {
      cwd: estate.folder,
      env: {
        ...inherited,
        TERM: 'xterm',
        DPSYNC_HOME: join(estate.folder, 'state'),
        DPSYNC_CONFIG: estate.configFile,
        DPSYNC_WORDS: [...[process.execPath, MAIN, ...words].map(quoted), ...redirection].join(' '),
        ...environment,
      },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  let screen = '';
  const listeners = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
    for (const listener of listeners) listener();
  });
  const ended = new Promise<{ readonly code: number | null; readonly screen: string }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, screen }));
  });
  return {
    shown: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (screen.includes(text)) resolve(screen);
        };
        listeners.add(look);
        ended.then(() => reject(new Error(`it ended without showing "${text}": ${screen}`)), reject);
        look();
      }),
    type: (keys) => void child.stdin.write(keys),
    ended,
  };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
