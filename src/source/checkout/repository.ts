// Whose repository it is decides what its configuration may do: git itself judges that, before anything of it is read.
import { realpath } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { Environment } from '../../model/config/environment.ts';
import { Failure } from '../../model/failure.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import { unreadable } from '../folder/file-text.ts';
import { findingEnvironment, type GitConfig, localEnvironment } from '../git/environment.ts';
import { runGit } from '../git/run.ts';
import type { Mirror } from '../mirror/folder.ts';

/** Where to look for a repository, and what its git may know. */
export interface CheckoutPlace {
  /** The folder to begin in; the repository may be around it. */
  readonly folder: string;
  readonly outer: Environment;
  /** Milliseconds that one git process may take. */
  readonly limit: number;
}

/** A repository on this machine that is not ours. */
export interface CheckoutRepository {
  /** What it is called: by its folder. */
  readonly name: string;
  /** The folder of the work tree; null where there is none. */
  readonly top: string | null;
  /** Commits are missing: it was cloned with a depth. */
  readonly shallow: boolean;
  /** How it is read. */
  readonly objects: Mirror;
}

// What somebody set in the repository for themselves must neither start a program nor change what git prints.
const CONFIG: GitConfig = [
  ['core.fsmonitor', 'false'],
  ['log.showSignature', 'false'],
  ['diff.relative', 'false'],
  ...['color.ui', 'color.diff', 'color.grep'].map((key) => [key, 'false'] as const),
];

/** Finds the repository around a folder. Throws a Failure where there is none, or git does not trust its owner. */
export async function findRepository({
  folder: given,
  outer,
  limit,
}: CheckoutPlace): Promise<CheckoutRepository> {
  const folder = await realpath(given).catch((cause: unknown) => {
    throw unreadable(given, cause);
  });
  const verb = [
    'rev-parse',
    '--is-shallow-repository',
    '--is-inside-work-tree',
    '--absolute-git-dir',
    '--show-cdup',
  ];
  const { code, stdout, stderr } = await runGit({
    ...{ doing: `git rev-parse in ${folder}`, folder, arguments: verb, limit },
    environment: findingEnvironment(outer),
  });
  if (code !== 0) throw notFound(folder, stderr);
  const [shallow, inside, gitFolder = '', up = ''] = stdout.split('\n');
  const top = inside === 'true' ? resolve(folder, up) : null;
  const environment = { ...localEnvironment(outer, gitFolder, CONFIG), GIT_OPTIONAL_LOCKS: '0' };
  const explain = (said: string) => unreadableObjects(top ?? gitFolder, said);
  return {
    name: nameOf(top ?? gitFolder),
    top,
    shallow: shallow === 'true',
    objects: { folder: gitFolder, environment, limit, explain },
  };
}

function nameOf(folder: string): string {
  const name = basename(folder).replace(/\.git$/, '');
  return name === '' ? basename(dirname(folder)) || 'checkout' : name;
}

function notFound(folder: string, stderr: string): Failure {
  const cause = new Error(stderr.trim());
  if (/dubious ownership|unsafe repository/.test(stderr)) {
    const what = `the repository around ${folder} belongs to another user, and git does not trust it`;
    const remedy = `if you do, as in a container of a pipeline: git config --global --add safe.directory ${folder}`;
    return new Failure(SOURCE_ERRORS.repositoryNotTrusted, `${what}; ${remedy}`, cause);
  }
  const what = `there is no git repository in or around ${folder}`;
  return new Failure(
    SOURCE_ERRORS.noRepository,
    `${what}; work in a checkout of the content repository`,
    cause,
  );
}

function unreadableObjects(folder: string, stderr: string): Failure {
  const what = `git cannot read all of the repository ${folder}`;
  const remedy =
    'clone it whole, without a depth and without --filter, and check the disk and its permissions';
  return new Failure(SOURCE_ERRORS.objectsMissing, `${what}; ${remedy}`, new Error(stderr.trim()));
}
