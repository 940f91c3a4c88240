import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { runGit } from '../make/git/temp-repo.ts';
import type { Case } from './case.ts';
import { declarationPath, declarationText } from './declaration.ts';
import { MAIN } from './estate.ts';
import { runProgram } from './run-node.ts';

const FILES = 1000;

/** How soon a commit is called that a daemon sees by watching the repository, against the push that brings it. */
export const daemon: Case = {
  name: 'daemon',
  title:
    '1,000 files: from the start of a git push into a local bare repository to its call / the push alone',
  target: { kind: 'atMost', ratio: 10 },
  runs: 15,
  async prepare(folder) {
    let called = Promise.withResolvers<void>();
    const site = await startSimulator({
      ...{ packages: FILES, groups: 10 },
      watch: ({ method }) => method === 'POST' && called.resolve(),
    });
    const { change, push } = makeRepository(folder);
    writeFileSync(join(folder, 'dpsync.yaml'), configText(site.url));
    const running = spawn(process.execPath, [MAIN, '--config', join(folder, 'dpsync.yaml'), 'run'], {
      env: { ...process.env, DPSYNC_HOME: join(folder, 'state') },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await passed(running.stderr.setEncoding('utf8'));
    running.stderr.resume();
    return {
      async ours() {
        called = Promise.withResolvers<void>();
        change();
        const begun = performance.now();
        await push();
        await called.promise;
        return performance.now() - begun;
      },
      // The daemon sees these too; the next one waits until it has called them.
      async baseline() {
        called = Promise.withResolvers<void>();
        change();
        const took = await push();
        await called.promise;
        return took;
      },
      peak: async () => 0,
      async end() {
        running.kill('SIGTERM');
        await once(running, 'close');
        await site.close();
      },
    };
  },
};

/** Waits for the first pass, whose entries are recorded as applied. */
async function passed(log: Readable): Promise<void> {
  let said = '';
  for await (const part of log.iterator({ destroyOnReturn: false })) {
    said += part;
    if (said.includes('"passed"')) return;
  }
  throw new Error(`the daemon ended: ${said}`);
}

/** A work tree and the bare repository that it pushes to. */
interface Repository {
  /** Commits one file with a revision that it did not have before. */
  change(): void;
  /** How long the push took. */
  push(): Promise<number>;
}

function makeRepository(folder: string): Repository {
  const tree = join(folder, 'tree');
  mkdirSync(tree);
  runGit(folder, ['init', '--quiet', '--bare', '--initial-branch=main', 'content.git']);
  runGit(tree, ['init', '--quiet', '--initial-branch=main']);
  runGit(tree, ['remote', 'add', 'origin', '../content.git']);
  const write = (number: number, revision: number) => {
    const file = join(tree, declarationPath(number));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, declarationText(number, String(revision)));
  };
  const commit = () => {
    runGit(tree, ['add', '--all']);
    runGit(tree, ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', 'commit', '--quiet', '-m', 'x']);
  };
  for (let number = 0; number < FILES; number += 1) write(number, 1);
  commit();
  runGit(tree, ['push', '--quiet', 'origin', 'main']);
  let next = 0;
  return {
    change() {
      write(next, 2);
      next += 1;
      commit();
    },
    push: async () => (await runProgram('git', ['-C', tree, 'push', '--quiet', 'origin', 'main'])).took,
  };
}

function configText(url: string): string {
  return `apiVersion: dpsync/v1
kind: Config
ledger: sqlite:dpsync.db
sources: [{name: content, url: ./content.git, branch: main, interval: 1h}]
sites: [{code: P01, provider: {type: adminservice, url: "${url}", auth: {type: none}}}]
guards: {firstRun: adopt}
`;
}
