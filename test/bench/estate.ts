import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runGit } from '../make/git/temp-repo.ts';
import { declarationPath, declarationText } from './declaration.ts';
import { type Finished, type RunOptions, runNode } from './run-node.ts';

/** A remote with many files, a config and a state folder of its own. */
export interface Estate {
  /** The remote, a bare repository. */
  readonly remote: string;
  /** Commits the first file with a revision that it did not have before. */
  commitOne(): void;
  /** Puts one commit on a branch `topic`: these files, by their numbers, with another revision. */
  propose(numbers: readonly number[]): void;
  /** Runs the built dpsync with this estate's config. Throws where it does not end with 0. */
  dpsync(words: readonly string[], options?: Pick<RunOptions, 'peak'>): Promise<Finished>;
  /** Forgets what was read and recorded; the mirror stays. */
  forget(): void;
}

/** What an estate is made with. */
export interface EstateOptions {
  /** Where it is put. */
  readonly folder: string;
  readonly files: number;
  /** The simulated site's url; left out: one where nobody listens. */
  readonly url?: string;
  /** How the site is reached, as a config says it; left out: by its AdminService, at `url`. */
  readonly provider?: string;
  /** How many calls may be in flight at once; left out: 10. */
  readonly slots?: number;
  /** Further variables of dpsync's environment. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** The built dpsync. */
export const MAIN = join(import.meta.dirname, '../../dist/main.js');
const NOBODY = 'http://127.0.0.1:9/AdminService';
const COMMITTER = 'Ada Example <ada@example.com> 1700000000 +0000';

/** Makes a remote with one commit of so many files, and a config for it. */
export function makeEstate(options: EstateOptions): Estate {
  const { folder: parent, files, url = NOBODY } = options;
  const folder = mkdtempSync(join(parent, `estate-${files}-`));
  const remote = join(folder, 'content.git');
  const configFile = join(folder, 'dpsync.yaml');
  const state = join(folder, 'state');
  mkdirSync(state);
  runGit(folder, ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  importFiles(remote, files);
  writeFileSync(configFile, configText(options.provider ?? adminService(url), options.slots ?? 10));
  const environment = { ...process.env, DPSYNC_HOME: state, ...options.environment };
  let revision = 1;
  return {
    remote,
    dpsync: (words, options) =>
      runNode([MAIN, '--config', configFile, ...words], { environment, ...options }),
    commitOne() {
      revision += 1;
      const files: readonly File[] = [[declarationPath(0), declarationText(0, String(revision))]];
      importCommit(remote, { files, parent: 'main' });
    },
    propose(numbers) {
      const files = numbers.map((number): File => [declarationPath(number), declarationText(number, '2')]);
      importCommit(remote, { files, parent: 'main', branch: 'topic' });
    },
    forget() {
      for (const name of ['dpsync.db', 'state/cache.db', 'state/seen.db']) {
        for (const suffix of ['', '-wal', '-shm', '.lock'])
          rmSync(join(folder, name + suffix), { force: true });
      }
    },
  };
}

function adminService(url: string): string {
  return `{type: adminservice, url: "${url}", auth: {type: none}}`;
}

function configText(provider: string, slots: number): string {
  return `apiVersion: dpsync/v1
kind: Config
ledger: sqlite:dpsync.db
sources:
  - {name: content, url: ./content.git, branch: main}
sites:
  - code: P01
    maxConcurrentCalls: ${slots}
    provider: ${provider}
guards: {maxCallsPerRun: 1000000}
`;
}

type File = readonly [path: string, text: string];

function importFiles(remote: string, count: number): void {
  const files = Array.from(
    { length: count },
    (_, number): File => [declarationPath(number), declarationText(number)],
  );
  importCommit(remote, { files });
}

interface Commit {
  readonly files: readonly File[];
  /** The branch that it follows; left out: a history of its own. */
  readonly parent?: string;
  /** The branch that it becomes the head of; left out: main. */
  readonly branch?: string;
}

function importCommit(remote: string, { files, parent, branch = 'main' }: Commit): void {
  const lines = [
    ...[`commit refs/heads/${branch}`, `committer ${COMMITTER}`, 'data 6', 'change'],
    ...(parent === undefined ? [] : [`from refs/heads/${parent}^0`]),
    ...files.flatMap(([path, text]) => [`M 100644 inline ${path}`, `data ${Buffer.byteLength(text)}`, text]),
    '',
  ];
  runGit(remote, ['fast-import', '--quiet'], lines.join('\n'));
}
