// Short questions to the mirror itself, through simple-git. What asks the remote or may be long is not for it: it ends
// git without git's children, keeps all output, and with DEBUG set it prints the environment, which may hold a token.
import { messageOf } from '../../model/failure.ts';
import { mirrorFailure } from '../mirror/broken.ts';
import type { GitEnvironment } from './environment.ts';
import { gitMissing } from './missing.ts';
import { tookTooLong } from './run.ts';

/** A bare repository that git keeps for us, and how git reads it. */
export interface Repository {
  readonly folder: string;
  /** For processes that reach nobody. */
  readonly environment: GitEnvironment;
  /** Milliseconds that one git process, or one wait for it, may take. */
  readonly limit: number;
}

/**
 * Runs one git verb in a mirror and gives what it said; an exit code with nothing on stderr is an empty answer. Throws
 * a Failure where git is missing, too slow, or cannot read the mirror.
 */
export async function askGit(mirror: Repository, verb: readonly string[]): Promise<string> {
  // Loaded where it is used: commands that touch no git start faster.
  const { simpleGit, GitPluginError } = await import('simple-git');
  try {
    const git = simpleGit({
      baseDir: mirror.folder,
      trimmed: true,
      completion: { onClose: true, onExit: false },
      timeout: { block: mirror.limit },
      allowEnvironment: Object.keys(mirror.environment),
      unsafe: {
        allowUnsafeAskPass: true,
        allowUnsafeConfigPaths: true,
        allowUnsafeConfigEnvCount: true,
        allowUnsafeHooksPath: true,
        allowUnsafeTemplateDir: true,
      },
    });
    return await git.env({ ...mirror.environment }).raw([...verb]);
  } catch (error) {
    const text = messageOf(error);
    if (/spawn git ENOENT/.test(text)) throw gitMissing(error);
    if (error instanceof GitPluginError && error.plugin === 'timeout') {
      throw tookTooLong({ doing: `git ${verb[0] ?? ''} in ${mirror.folder}`, limit: mirror.limit });
    }
    throw mirrorFailure(mirror.folder, text, 1);
  }
}
