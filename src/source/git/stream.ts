import type { Failure } from '../../model/failure.ts';
import { BUDGET, type GitBudget, overBudget } from './budget.ts';
import { type Ending, type GitCall, GitProcess } from './process.ts';
import { tookTooLong } from './run.ts';

/** A git that is read while it runs. */
export interface GitStream extends GitCall {
  /** Lines for its stdin, fed as fast as it takes them. */
  readonly input?: Iterable<string>;
  /** An exit code beside 0 that is no fault. */
  readonly alsoFine?: number;
  /** Left out: what every source has. */
  readonly budget?: GitBudget | undefined;
  /** The Failure for an exit code other than 0. */
  readonly explain: (ending: Ending) => Failure;
}

/**
 * What git writes, piece by piece. The limit is on each wait for git, the budget on all of them: a slow reader uses up neither. A reader that
 * leaves early ends git.
 */
export async function* streamGit(stream: GitStream): AsyncGenerator<Buffer, void, undefined> {
  const { doing, budget = BUDGET } = stream;
  const git = new GitProcess(stream);
  let late = false;
  let bytes = 0;
  let waited = 0;
  let since = performance.now();
  const arm = () =>
    setTimeout(() => {
      late = true;
      git.stop();
    }, stream.limit);
  let timer = arm();
  void feed(git, stream.input ?? []);
  try {
    for await (const piece of readPieces(git)) {
      clearTimeout(timer);
      bytes += piece.length;
      waited += performance.now() - since;
      if (bytes > budget.bytes) throw overBudget(doing, 'it wrote more than a source may have');
      if (waited > budget.time) throw overBudget(doing, 'it wrote for longer than a source may take');
      yield piece;
      since = performance.now();
      timer = arm();
    }
    const ending = await git.ended;
    if (late) throw tookTooLong(stream);
    if (ending.code !== 0 && ending.code !== stream.alsoFine) throw stream.explain(ending);
  } finally {
    clearTimeout(timer);
    git.stop();
  }
}

// A stream that is destroyed under its reader throws; how git ended says what happened.
async function* readPieces({ stdout }: GitProcess): AsyncGenerator<Buffer, void, undefined> {
  try {
    for await (const piece of stdout) yield piece as Buffer;
  } catch (error) {
    if (!stdout.destroyed) throw error;
  }
}

async function feed({ stdin }: GitProcess, lines: Iterable<string>): Promise<void> {
  for (const line of lines) {
    if (stdin.destroyed) return;
    if (!stdin.write(line)) await drained(stdin);
  }
  stdin.end();
}

function drained(stdin: GitProcess['stdin']): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stdin.off('drain', done).off('close', done);
      resolve();
    };
    stdin.on('drain', done).on('close', done);
  });
}
