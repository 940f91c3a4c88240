import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, get, rows, start, where } from '../make/site/asked-simulator.ts';
import { makeTempFolder } from '../make/temp-folder.ts';

describe('what a site may be made with', () => {
  it('is packages without source files, task sequences, and sources that were changed', async () => {
    const simulator = await start({
      packages: 4,
      taskSequences: [1],
      withoutSource: [2],
      sourceChanged: [3],
    });
    const packages = await rows(simulator, 'SMS_PackageBaseclass');
    expect(packages.map(({ PackageType, PkgSourceFlag }) => [PackageType, PkgSourceFlag])).toEqual([
      [0, 2],
      [4, 1],
      [8, 1],
      [0, 2],
    ]);
    expect(packages.map(({ PackageSize }) => Number(PackageSize) > 0)).toEqual([true, false, false, true]);
    const changed = packages.map(
      ({ SourceDate, LastRefreshTime }) => String(SourceDate) > String(LastRefreshTime),
    );
    expect(changed).toEqual([false, false, false, true]);
    const status = await rows(simulator, 'SMS_DPGroupDistributionStatusDetails');
    expect(new Set(status.map((row) => row.PackageID))).toEqual(new Set(['P0100001', 'P0100004']));
  });

  it('is pairs that are not assigned, and groups without members', async () => {
    const simulator = await start({ groups: 2, packages: 2, unassigned: [[0, 1]], emptyGroups: [1] });
    const [first, second] = await rows(simulator, 'SMS_DistributionPointGroup');
    expect(first).toMatchObject({ ContentCount: 1, MemberCount: 4, HasMember: true });
    expect(second).toMatchObject({ ContentCount: 2, MemberCount: 0, HasMember: false });
    const pairs = await rows(simulator, 'SMS_DPGroupPackages');
    expect(pairs.map((row) => [row.GroupID === first?.GroupID, row.PkgID])).toEqual([
      [true, 'P0100001'],
      [false, 'P0100001'],
      [false, 'P0100002'],
    ]);
    expect(await rows(simulator, 'SMS_DPGroupMembers')).toHaveLength(4);
    const status = await rows(simulator, 'SMS_DPGroupDistributionStatusDetails');
    expect(new Set(status.map((row) => `${row.GroupID} ${row.PackageID}`))).toEqual(
      new Set([`${first?.GroupID} P0100001`]),
    );
  });
});

describe('another administrator', () => {
  it('redistributes what no call of ours did', async () => {
    using folder = makeTempFolder();
    const log = join(folder.path, 'calls.jsonl');
    let now = 1_800_000_000_000;
    const simulator = await start({ groups: 2, log, clock: () => now });
    await call(simulator);
    const [ours] = simulator.site.calls;
    now += 5000;
    simulator.site.redistributeByAnother('Branch Offices 02', 'p0100001');
    simulator.site.redistributeByAnother(simulator.site.groups[0]?.id ?? '', 'P0100001', now - 10_000);
    expect(simulator.site.calls).toEqual([ours]);
    expect(readFileSync(log, 'utf8').trimEnd().split('\n')).toHaveLength(1);
    const jobs = await rows(simulator, 'SMS_DistributionJob');
    const times = [...new Set(jobs.map((row) => Date.parse(String(row.CreationTime)) - now))];
    expect(times).toEqual([-10_000, -5000, 0]);
    expect(new Set(jobs.map((row) => row.JobID)).size).toBe(jobs.length);
  });

  it('redistributes so many in a minute, the same for the same seed, however often one looks', async () => {
    async function timesOf(seed: number, looks: number): Promise<readonly unknown[]> {
      let now = 1_800_000_000_000;
      const simulator = await start({ others: 4, seed, members: 2, clock: () => now });
      for (let look = 0; look < looks; look += 1) {
        now += (10 * 60_000) / looks;
        await rows(simulator, 'SMS_DistributionJob');
      }
      expect(simulator.site.calls).toEqual([]);
      const jobs = await rows(simulator, 'SMS_DistributionJob');
      return jobs.map((row) => `${row.PkgID} ${row.NALPath} ${row.CreationTime}`).sort();
    }
    const once = await timesOf(1, 1);
    expect(new Set(once.map((job) => String(job).split(' ').at(-1))).size).toBe(40);
    expect(await timesOf(1, 8)).toEqual(once);
    expect(await timesOf(2, 1)).not.toEqual(once);
  });

  it('cannot redistribute what is not there', async () => {
    const { site } = await start();
    const missing = expect.objectContaining({ code: 'DPS2903', consequence: 'stop' });
    expect(() => site.redistributeByAnother('Nowhere', 'P0100001')).toThrow(missing);
    expect(() => site.stick('Branch Offices 01', 'P01FFFFF')).toThrow(missing);
  });
});

describe('a pair that is stuck', () => {
  it('never ends, and no other is', async () => {
    let now = 1_800_000_000_000;
    const simulator = await start({ groups: 2, members: 2, keepJobs: 1000, clock: () => now });
    simulator.site.stick('Branch Offices 01', 'P0100001');
    await call(simulator, 0, 0);
    await call(simulator, 0, 1);
    await call(simulator, 1, 0);
    now += 50 * 3_600_000;
    const jobs = await rows(simulator, 'SMS_DistributionJob');
    expect(jobs.map((row) => [row.PkgID, row.State])).toEqual([['P0100001', 3]]);
    const query = where(`GroupID eq '${simulator.site.groups[0]?.id}' and PackageID eq 'P0100001'`);
    const status = await rows(simulator, `SMS_DPGroupDistributionStatusDetails${query}`);
    expect(status.map((row) => row.MessageState)).toEqual([1, 2]);
  });
});

describe('what a test sees', () => {
  it('is how many reads and calls came in, whatever became of them', async () => {
    const simulator = await start();
    await rows(simulator, 'SMS_Site');
    await get(simulator, 'SMS_Site?$top=x');
    simulator.site.script(() => ({ kind: 'drop', taken: false }));
    await expect(call(simulator)).rejects.toThrow();
    expect(simulator.site.requests).toEqual({ reads: 2, calls: 1 });
  });

  it("is the site's own clock in every answer", async () => {
    const simulator = await start({ clock: () => Date.UTC(2026, 10, 20, 8, 0, 0, 999) });
    for (const address of ['SMS_Site', 'SMS_Nothing']) {
      const { headers } = await fetch(`${simulator.url}/wmi/${address}`);
      expect(headers.get('date')).toBe('Fri, 20 Nov 2026 08:00:00 GMT');
    }
  });
});
