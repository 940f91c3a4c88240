import { type GitConfig, type GitEnvironment, localEnvironment } from '../git/environment.ts';
import { runGit } from '../git/run.ts';
import type { Mirror, MirrorPlace } from '../mirror/folder.ts';

/** A commit whose signature is looked at. */
export interface Signed {
  readonly commit: string;
  readonly mirror: Mirror;
  readonly place: MirrorPlace;
}

/** What git's helper is told for one look. */
interface Lent {
  readonly config: GitConfig;
  readonly environment?: GitEnvironment;
}

/** What git's helper said of a signature, line by line. `good` is git's own word, which is not enough. */
interface Said {
  readonly good: boolean;
  readonly lines: readonly string[];
}

// The end of what is said is kept: where its beginning may be missing, nothing of it counts.
const MOST_SAID = 16_000;

/** Runs `git verify-commit --raw`. Throws a Failure where git cannot be run. */
export async function askForSignature({ commit, mirror, place }: Signed, lent: Lent): Promise<Said> {
  const { folder, limit } = mirror;
  const { code, stderr } = await runGit({
    doing: `git verify-commit in ${folder}`,
    folder,
    arguments: ['verify-commit', '--raw', commit],
    environment: { ...localEnvironment(place.outer, folder, lent.config), ...lent.environment },
    limit,
  });
  const whole = stderr.length < MOST_SAID;
  return { good: code === 0 && whole, lines: whole ? stderr.split(/\r?\n/) : [] };
}
