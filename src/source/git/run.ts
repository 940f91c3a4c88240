import { Failure } from '../../model/failure.ts';
import { showDuration } from '../../model/units/duration.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import { type Ending, type GitCall, GitProcess } from './process.ts';

/** What a git said, to its end. */
interface GitAnswer extends Ending {
  readonly stdout: string;
}

const LONGEST_ANSWER = 1024 * 1024;

/**
 * Runs git to its end and gives what it said, whatever its exit code. Throws a Failure where it cannot be started,
 * takes longer than the limit or says more than 1 MiB, and the signal's reason where that ends it.
 */
export async function runGit(call: GitCall): Promise<GitAnswer> {
  call.signal?.throwIfAborted();
  const git = new GitProcess(call);
  let failure: Failure | undefined;
  const stop = (why?: Failure) => {
    failure ??= why;
    git.stop();
  };
  const timer = setTimeout(() => stop(tookTooLong(call)), call.limit);
  const abort = () => stop();
  call.signal?.addEventListener('abort', abort, { once: true });
  const parts: Buffer[] = [];
  let size = 0;
  git.stdout.on('data', (part: Buffer) => {
    size += part.length;
    if (size > LONGEST_ANSWER) stop(saidTooMuch(call));
    else parts.push(part);
  });
  git.stdin.end();
  try {
    const ending = await git.ended;
    if (failure) throw failure;
    call.signal?.throwIfAborted();
    return { ...ending, stdout: Buffer.concat(parts).toString('utf8') };
  } finally {
    clearTimeout(timer);
    call.signal?.removeEventListener('abort', abort);
  }
}

/** The Failure of a git that was stopped at its time limit. */
export function tookTooLong({ doing, limit }: Pick<GitCall, 'doing' | 'limit'>): Failure {
  const what = `git was stopped after ${showDuration(limit)} of ${doing}`;
  return new Failure(
    SOURCE_ERRORS.gitTooSlow,
    `${what}; check the connection and the remote, or raise the limit`,
  );
}

function saidTooMuch({ doing }: GitCall): Failure {
  return new Failure(SOURCE_ERRORS.gitSaidTooMuch, `git was stopped: it said more than 1 MiB when ${doing}`);
}
