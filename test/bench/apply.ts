import { join } from 'node:path';
import type { Case } from './case.ts';
import { makeEstate } from './estate.ts';
import { runNode } from './run-node.ts';
import { findFreePort, startSimulated } from './simulated.ts';

const ENTRIES = 2000;

interface Attempt {
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** How fast calls are made that are recorded before and after, against the same calls that nobody records. */
export const apply: Case = {
  name: 'apply',
  title:
    '2,000 calls at 20 ms, 10 at once, first intent to last outcome / the same by undici without a ledger',
  target: { kind: 'atLeast', ratio: 0.9 },
  runs: 5,
  async prepare(folder) {
    const port = await findFreePort();
    const estate = makeEstate({ folder, files: ENTRIES, url: `http://127.0.0.1:${port}/AdminService` });
    // Fetches; what it selects does not exist, so no site is asked.
    await estate.dpsync(['plan', '--only', 'P01/P01FFFFF/*']);
    const words = ['apply', '--first-run', '--yes', '--no-fetch'];
    // Each has a site of its own: where something is being distributed already, it is not called again.
    const onNewSite = async <Result>(work: (url: string) => Promise<Result>): Promise<Result> => {
      const site = await startSimulated({ port, packages: ENTRIES, latency: '20ms' });
      try {
        return await work(site.url);
      } finally {
        await site.end();
      }
    };
    return {
      ours: () =>
        onNewSite(async () => {
          estate.forget();
          await estate.dpsync(words);
          return readDuration((await estate.dpsync(['history', '-o', 'json'])).stdout);
        }),
      baseline: () =>
        onNewSite(async (url) => {
          const bare = await runNode([join(import.meta.dirname, 'bare-calls.ts'), url, String(ENTRIES)]);
          return Number(bare.stdout);
        }),
      peak: () =>
        onNewSite(async () => {
          estate.forget();
          return (await estate.dpsync(words, { peak: true })).peak;
        }),
    };
  },
};

/** From the first intent to the last outcome, in milliseconds. Throws where not everything was called. */
function readDuration(history: string): number {
  const { attempts } = JSON.parse(history) as { readonly attempts: readonly Attempt[] };
  if (attempts.length !== ENTRIES) throw new Error(`${attempts.length} calls instead of ${ENTRIES}`);
  const begun = Math.min(...attempts.map(({ startedAt }) => Date.parse(startedAt)));
  return Math.max(...attempts.map(({ finishedAt }) => Date.parse(finishedAt))) - begun;
}
