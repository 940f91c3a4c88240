import type { Case } from './case.ts';
import { makeEstate } from './estate.ts';
import { runNode, runProgram } from './run-node.ts';

/** A plan that finds nothing to do, against starting node and asking git twice. */
export const warm: Case = {
  name: 'warm',
  title: 'plan with nothing new, 100,000 files / node -e 0 + git rev-parse + git ls-remote',
  target: { kind: 'atMost', ratio: 2.5 },
  runs: 15,
  async prepare(folder) {
    const estate = makeEstate({ folder, files: 100_000 });
    await estate.dpsync(['adopt']);
    await estate.dpsync(['plan']);
    const git = async (...words: readonly string[]) => (await runProgram('git', words)).took;
    return {
      ours: async () => (await estate.dpsync(['plan'])).took,
      async baseline() {
        const node = (await runNode(['--eval', '0'])).took;
        const head = await git('-C', estate.remote, 'rev-parse', 'refs/heads/main');
        return node + head + (await git('ls-remote', estate.remote, 'refs/heads/main'));
      },
      peak: async () => (await estate.dpsync(['plan'], { peak: true })).peak,
    };
  },
};
