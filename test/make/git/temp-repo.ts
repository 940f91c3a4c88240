import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeTempFolder } from '../temp-folder.ts';

/** What a commit changes: a text, or null for a file that goes. */
export type Files = Readonly<Record<string, string | null>>;

/** One entry of a tree that is written as it stands, whatever its path. */
export interface RawEntry {
  /** `100644`, `120000`, `160000` … */
  readonly mode: string;
  readonly path: string | Uint8Array;
  /** The text, or where a link points; of no use for a submodule. */
  readonly text?: string;
}

/** A commit that is written as it stands, without a work tree. */
export interface RawCommit {
  /** The whole tree. */
  readonly entries: readonly RawEntry[];
  /** The parent; default the branch's head, null for none. */
  readonly from?: string | null;
  readonly author?: string;
}

/** A bare remote with a work repository beside it, in a folder that goes at the end of the block. */
export interface TempRepo extends Disposable {
  /** The folder that holds both; free for a test's own files. */
  readonly folder: string;
  /** The remote, as a path. */
  readonly url: string;
  /** The work repository. */
  readonly work: string;
  /** Runs git in the work repository and gives what it said, trimmed. */
  git(...verb: readonly string[]): string;
  /** Changes files, commits, pushes by force; gives the commit. */
  commit(files: Files, message?: string): string;
  /** Makes a commit the head of the remote's `main`; gives it. */
  commitRaw(commit: RawCommit): string;
}

const WHO = {
  GIT_AUTHOR_NAME: 'Ada Example',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada Example',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

/** Makes an empty remote, and a work repository on branch `main`. */
export function makeTempRepo(): TempRepo {
  const temp = makeTempFolder();
  const url = join(temp.path, 'remote.git');
  const work = join(temp.path, 'work');
  const git = (...verb: readonly string[]) => runGit(work, verb);
  runGit(temp.path, ['init', '--quiet', '--bare', '--initial-branch=main', url]);
  runGit(temp.path, ['init', '--quiet', '--initial-branch=main', work]);
  git('remote', 'add', 'origin', url);
  return {
    folder: temp.path,
    url,
    work,
    git,
    commit(files, message = 'a change') {
      writeFiles(work, files);
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', `--message=${message}`);
      git('push', '--quiet', '--force', 'origin', 'HEAD');
      return git('rev-parse', 'HEAD');
    },
    commitRaw: (commit) => commitRaw(url, commit),
    [Symbol.dispose]: () => temp[Symbol.dispose](),
  };
}

/** Runs git in a folder, cut off from this machine's configuration, and gives what it said, trimmed. */
export function runGit(folder: string, verb: readonly string[], input: string | Uint8Array = ''): string {
  const env = { ...process.env, ...WHO };
  return execFileSync('git', verb, { cwd: folder, env, input, encoding: 'utf8', stdio: 'pipe' }).trim();
}

function writeFiles(work: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    const place = join(work, path);
    if (text === null) rmSync(place, { recursive: true, force: true });
    else {
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, text);
    }
  }
}

function commitRaw(url: string, { entries, from, author = WHO.GIT_AUTHOR_NAME }: RawCommit): string {
  const head = runGit(url, ['for-each-ref', '--format=%(objectname)', 'refs/heads/main']);
  const parent = from === undefined ? head : (from ?? '');
  const lines = [
    ...['commit refs/heads/main', `author ${author} <ada@example.com> 1700000000 +0000`],
    ...[`committer Ada Example <ada@example.com> 1700000000 +0000`, 'data 1', 'x'],
    // git-fast-import(1) begins a history of its own only where the ref is not there.
    ...(parent === '' ? [] : [`from ${parent}`]),
    ...['deleteall', ...entries.flatMap(importLines), ''],
  ];
  if (parent === '' && head !== '') runGit(url, ['update-ref', '-d', 'refs/heads/main']);
  runGit(url, ['fast-import', '--quiet', '--force'], lines.join('\n'));
  return runGit(url, ['rev-parse', 'refs/heads/main']);
}

const SUBMODULE = '0123456789012345678901234567890123456789';

function importLines({ mode, path, text = '' }: RawEntry): readonly string[] {
  const bytes = Array.from(Buffer.from(path), (byte) => `\\${byte.toString(8).padStart(3, '0')}`);
  const quoted = `"${bytes.join('')}"`;
  if (mode === '160000') return [`M ${mode} ${SUBMODULE} ${quoted}`];
  return [`M ${mode} inline ${quoted}`, `data ${Buffer.byteLength(text)}`, text];
}
