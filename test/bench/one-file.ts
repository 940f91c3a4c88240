import type { Case } from './case.ts';
import { type Estate, makeEstate } from './estate.ts';
import { findFreePort, startSimulated } from './simulated.ts';

/** A plan after a commit of one file: what it costs must hang on the change, not on the tree. */
export const oneFile: Case = {
  name: 'one-file',
  title: 'plan after a commit of one file, 100,000 files / the same in 1,000 files',
  target: { kind: 'atMost', ratio: 1.6 },
  runs: 15,
  async prepare(folder) {
    // What is due is asked about; the site answers at once.
    const site = await startSimulated({ port: await findFreePort(), packages: 10, latency: '0ms' });
    const large = await makeAdopted(folder, 100_000, site.url);
    const small = await makeAdopted(folder, 1000, site.url);
    return {
      ours: () => planNewCommit(large),
      baseline: () => planNewCommit(small),
      async peak() {
        large.commitOne();
        return (await large.dpsync(['plan'], { peak: true })).peak;
      },
      end: site.end,
    };
  },
};

async function makeAdopted(folder: string, files: number, url: string): Promise<Estate> {
  const estate = makeEstate({ folder, files, url });
  await estate.dpsync(['adopt']);
  return estate;
}

/** A plan records nothing: each fetches one commit more, and finds one file that differs from the adopted tree. */
async function planNewCommit(estate: Estate): Promise<number> {
  estate.commitOne();
  return (await estate.dpsync(['plan'])).took;
}
