import { describe, expect, it } from 'vitest';
import { checkJobs } from '../../src/inspect/unexplained-jobs.ts';
import type { Attempt } from '../../src/model/attempt.ts';
import { parseEntry } from '../../src/model/entry.ts';
import type { Point, SiteJob } from '../../src/model/site/facts.ts';
import { attempt } from '../make/noun/plan.ts';
import { makeLedger } from './make/ledger.ts';
import { makeSite } from './make/site.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 12);
const CAMPUS = '{CAMPUS}';
const point = (id: string): Point => ({ id, name: id, onSiteServer: false });
const entries = ['P01/P0100012/Campus', 'P01/P0100013/Campus'].flatMap((text) => parseEntry(text) ?? []);

let jobs = 0;
function job(packageId: string, at: string, createdAt: number): SiteJob {
  jobs += 1;
  const [entry] = entries.filter((one) => one.package === packageId);
  if (!entry) throw new Error(`${packageId} is not declared here`);
  return { id: String(jobs), package: entry.package, point: at, state: 'done', sendsAll: true, createdAt };
}

/** What is found where the group Campus has DP1 and DP2. */
async function found(
  shown: readonly SiteJob[],
  calls: readonly Attempt[],
  clockOffset = 0,
): Promise<readonly string[]> {
  const site = makeSite({
    clockOffset,
    readJobs: async () => shown,
    readMembers: async () => new Map([[CAMPUS, [point('DP1'), point('DP2')]]]),
  });
  const ledger = makeLedger([], {
    attemptsOfPackages: async (_site, _packages, since) =>
      calls.filter(({ startedAt }) => startedAt >= since),
  });
  const findings = await checkJobs('site P01', { site, ledger, entries, now: NOW, signal: undefined });
  return findings.map(({ kind, detail }) => `${kind} ${detail}`.trim());
}

const call = (startedAt: number, entry = 'P01/P0100012/Campus') =>
  attempt({ entry, startedAt, groupId: CAMPUS });

const unexplained = (list: string) => [
  `warning No call of this ledger explains these distribution jobs: ${list}.`,
];

describe('jobs of others', () => {
  it('are none where each is explained by a call that came before it', async () => {
    const at = NOW - HOUR;
    const shown = [job('P0100012', 'DP1', at + 1000), job('P0100012', 'DP2', at + 5 * 60_000)];
    expect(await found(shown, [call(at)])).toEqual(['ok']);
  });

  it('are those of a package that was not called, by package and number', async () => {
    const at = NOW - HOUR;
    const shown = [job('P0100012', 'DP1', at), job('P0100013', 'DP1', at), job('P0100013', 'DP2', at)];
    expect(await found(shown, [call(at)])).toEqual(unexplained('P0100013 (2 jobs)'));
  });

  it('are those on a point that the call did not reach', async () => {
    const at = NOW - HOUR;
    expect(await found([job('P0100012', 'DP9', at)], [call(at)])).toEqual(unexplained('P0100012 (1 job)'));
  });

  it('are those from before the call', async () => {
    const at = NOW - HOUR;
    expect(await found([job('P0100012', 'DP1', at - 60_000)], [call(at)])).toEqual(
      unexplained('P0100012 (1 job)'),
    );
  });

  it('are more jobs at a point than calls', async () => {
    const at = NOW - HOUR;
    const shown = [1, 2, 3].map((minute) => job('P0100012', 'DP1', at + minute * 60_000));
    expect(await found(shown, [call(at), call(at + 1)])).toEqual(unexplained('P0100012 (1 job)'));
  });

  it('do not count after a day, and a call from just before it explains its own', async () => {
    const day = NOW - 24 * HOUR;
    expect(await found([job('P0100012', 'DP1', day - 1000)], [])).toEqual(['ok']);
    expect(await found([job('P0100012', 'DP1', day + 1000)], [call(day - 1000)])).toEqual(['ok']);
  });

  it("are judged by the site's clock", async () => {
    const ahead = 10 * 60_000;
    const at = NOW - HOUR;
    expect(await found([job('P0100012', 'DP1', at + ahead)], [call(at)], ahead)).toEqual(['ok']);
    expect(await found([job('P0100012', 'DP1', at)], [call(at)], ahead)).toEqual(
      unexplained('P0100012 (1 job)'),
    );
  });

  it('are not looked for where nothing is declared', async () => {
    const calls = { site: makeSite(), ledger: makeLedger(), entries: [], now: NOW, signal: undefined };
    expect(await checkJobs('site P01', calls)).toEqual([]);
  });
});
