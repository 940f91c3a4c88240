import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runHere } from './process/run-here.ts';
import { type Finished, type Running, startProcess } from './process/running.ts';

/** A folder with a content repository, a config and a state folder of its own: what an administrator has. */
export interface Estate {
  readonly folder: string;
  readonly content: string;
  readonly ledger: string;
  readonly configFile: string;
  /** Writes files (null removes one) and commits them; gives the commit's id. */
  commit(files: Readonly<Record<string, string | null>>, message?: string): string;
  git(...words: string[]): string;
  writeConfig(config: string): void;
  /** Starts dpsync as its own process. */
  start(...words: string[]): Running;
  /** Runs dpsync in this process. */
  dpsync(...words: string[]): Promise<Finished>;
  /** Ends what still runs, and removes the folder. */
  remove(): void;
}

export interface EstateOptions {
  /** The simulated site's url. */
  readonly url: string;
  /** Further lines of the config, at its top level. */
  readonly config?: string;
  /** Further lines of the site. */
  readonly site?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export function makeEstate(options: EstateOptions): Estate {
  const folder = mkdtempSync(join(tmpdir(), 'dpsync-estate-'));
  const content = join(folder, 'content');
  mkdirSync(content);
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', content, ...words], { encoding: 'utf8' }).trim();
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Ada Admin');
  git('config', 'user.email', 'ada@example.invalid');
  const configFile = join(folder, 'dpsync.yaml');
  writeFileSync(configFile, configOf(options));
  const environment = { ...process.env, DPSYNC_HOME: join(folder, 'state'), ...options.environment };
  const started: Running[] = [];
  const place = { folder, environment };
  const start = (...words: string[]) => {
    const running = startProcess(['--config', configFile, ...words], place);
    started.push(running);
    return running;
  };
  return {
    folder,
    content,
    ledger: join(folder, 'dpsync.db'),
    configFile,
    git,
    commit(files, message = 'Change') {
      for (const [path, text] of Object.entries(files)) {
        const file = join(content, path);
        if (text === null) rmSync(file);
        else {
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, text);
        }
      }
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', message);
      return git('rev-parse', 'HEAD');
    },
    writeConfig: (config) => writeFileSync(configFile, config),
    start,
    dpsync: (...words) => runHere(['--config', configFile, ...words], place),
    remove() {
      for (const running of started) running.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

export function configOf({ url, config = '', site = '' }: EstateOptions): string {
  return `apiVersion: dpsync/v1
kind: Config
ledger: sqlite:dpsync.db
sources:
  - {name: content, url: ./content, branch: main}
sites:
  - code: P01
${site}
    provider: {type: adminservice, url: "${url}", auth: {type: none}}
${config}
`;
}
