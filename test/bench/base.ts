import type { Case } from './case.ts';
import { packageOf } from './declaration.ts';
import { MAIN, makeEstate } from './estate.ts';
import { type RunOptions, runNode, runProgram } from './run-node.ts';

const FILES = 100_000;
const CHANGED = Array.from({ length: 50 }, (_, index) => index * (FILES / 50));

/** A pull request against starting node, and asking git what differs and who else names a touched package. */
export const base: Case = {
  name: 'base',
  title: 'plan --base of a pull request of 50, 100,000 files / node -e 0 + git diff-tree + that git grep',
  target: { kind: 'atMost', ratio: 3 },
  runs: 15,
  async prepare(folder) {
    const { remote, propose } = makeEstate({ folder, files: FILES });
    propose(CHANGED);
    const plan = async (options: RunOptions = {}) =>
      await runNode([MAIN, 'plan', '--base', 'main', '--head', 'topic'], { folder: remote, ...options });
    const git = async (...words: readonly string[]) =>
      (await runProgram('git', words, { folder: remote })).took;
    const patterns = CHANGED.flatMap((number) => ['-e', packageOf(number)]);
    return {
      ours: async () => (await plan()).took,
      async baseline() {
        const node = (await runNode(['--eval', '0'])).took;
        const differs = await git('diff-tree', '-r', '-z', '--raw', 'main', 'topic');
        const names = await git('grep', '-l', '-z', '-F', '-i', ...patterns, 'main', '--', '*.yaml', '*.yml');
        return node + differs + names;
      },
      peak: async () => (await plan({ peak: true })).peak,
    };
  },
};
