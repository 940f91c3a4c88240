// One suite for what every way to a site shows: pre-flight, cost, evidence and health stand on it.
import { describe, expect, it, onTestFinished } from 'vitest';
import { type PackageId, toPackageId } from '../../src/model/entry.ts';
import { type Pair, pairKey } from '../../src/model/site/facts.ts';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import type { Open } from './contract.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = 1_800_000_000_000;
const NOWHERE = '{00000000-0000-0000-0000-000000000000}';

/** What every Site shows of itself, whatever it speaks. */
export function siteFactsContract(open: Open): void {
  async function make(simulation: SimulatorOptions = {}) {
    const simulator = await startSimulator(simulation);
    onTestFinished(() => simulator.close());
    const connector = open(simulator, { code: 'P01', callTimeout: 10_000 });
    onTestFinished(() => connector.close());
    return { site: simulator.site, connector };
  }

  /** A site whose clock the test moves. */
  async function makeAt(simulation: SimulatorOptions = {}) {
    let now = START;
    const made = await make({ lag: 1000, distribute: 4000, clock: () => now, ...simulation });
    return {
      ...made,
      pass(milliseconds: number) {
        now += milliseconds;
      },
    };
  }

  describe('findPackages', () => {
    it('shows what a package is, and leaves out what is not there', async () => {
      const { site, connector } = await makeAt({ sourceChanged: [1] });
      const [first, second] = [packageAt(site, 0), packageAt(site, 1)];
      const found = await connector.findPackages([first, packageId('P01FFFFF')]);
      const { name, size, version } = site.packages[0] ?? {};
      expect([...found]).toEqual([
        [
          first,
          {
            id: first,
            name,
            bytes: (size ?? 0) * 1024,
            content: 'files',
            sourceVersion: version,
            refreshedAt: START - 30 * DAY,
            sourceChangedAt: START - 31 * DAY,
          },
        ],
      ]);
      const changed = (await connector.findPackages([second])).get(second);
      expect(changed?.sourceChangedAt).toBe((changed?.refreshedAt ?? 0) + DAY);
    });

    it('tells task sequences and packages without source files from the rest', async () => {
      const { site, connector } = await make({ packages: 4, taskSequences: [1], withoutSource: [3] });
      const found = await connector.findPackages(packageIds(site));
      expect([...found.values()].map(({ content }) => content)).toEqual([
        'files',
        'taskSequence',
        'files',
        'none',
      ]);
    });

    it('finds a thousand packages at once', async () => {
      const { site, connector } = await make({ groups: 1, members: 1, packages: 1000 });
      const ids = packageIds(site);
      expect([...(await connector.findPackages(ids)).keys()]).toEqual(ids);
    });
  });

  describe('findAssignments', () => {
    it('finds which of the pairs are assigned, whatever the case of their ids', async () => {
      const { site, connector } = await make({ groups: 2, packages: 2, unassigned: [[1, 0]] });
      const pairs = pairsOf(site);
      const lower = pairs.map((pair) => ({ ...pair, groupId: pair.groupId.toLowerCase() }));
      const assigned = pairs.filter((_pair, index) => index !== 2).map(pairKey);
      expect([...(await connector.findAssignments(lower))].sort()).toEqual(assigned.sort());
    });

    it('speaks only of the pairs that were asked for', async () => {
      const { site, connector } = await make({ groups: 3, packages: 3 });
      // Every group with one package, and the first with two: no cross product.
      const pairs = pairsOf(site).filter((_pair, index) => [0, 1, 4, 8].includes(index));
      const unknown = { groupId: NOWHERE, package: packageAt(site, 0) };
      const found = await connector.findAssignments([...pairs, unknown]);
      expect([...found].sort()).toEqual(pairs.map(pairKey).sort());
    });
  });

  describe('readMembers', () => {
    it('lists the members of each group, under the ids that were given', async () => {
      const { site, connector } = await make({ groups: 3, members: 4, emptyGroups: [2] });
      const ids = site.groups.map(({ id }, index) => (index === 1 ? id.toLowerCase() : id));
      const found = await connector.readMembers([...ids, NOWHERE]);
      expect([...found.keys()]).toEqual([...ids, NOWHERE]);
      const paths = [...found.values()].map((points) => points.map(({ id }) => id));
      const members = site.groups.map(({ points }) => points.map(({ nalPath }) => nalPath));
      expect(paths).toEqual([...members, []]);
    });

    it('tells the member that shares its site server from the rest', async () => {
      const { site, connector } = await make({ groups: 1, members: 3 });
      const [group] = site.groups;
      const points = (await connector.readMembers([group?.id ?? ''])).get(group?.id ?? '');
      expect(points?.map(({ name, onSiteServer }) => [name, onSiteServer])).toEqual([
        ['CM01.corp.example', true],
        ['DP0001.corp.example', false],
        ['DP0002.corp.example', false],
      ]);
    });

    it('lists a point in every group that it is in', async () => {
      const { site, connector } = await make({ groups: 2, members: 3 });
      const found = await connector.readMembers(site.groups.map(({ id }) => id));
      const [first, second] = [...found.values()];
      expect(first?.at(-1)).toEqual(second?.at(0));
    });
  });

  describe('readJobs', () => {
    it('shows each job from its beginning to its end', async () => {
      const { site, connector, pass } = await makeAt({ groups: 1, members: 3, brokenPoints: 1 });
      const id = packageAt(site, 0);
      const states = async () => (await connector.readJobs([id])).map(({ state }) => state);
      expect(await states()).toEqual([]);
      site.redistributeByAnother('Branch Offices 01', id);
      expect(await states()).toEqual(['waiting', 'waiting']);
      pass(2000);
      expect(await states()).toEqual(['running', 'running']);
      pass(4000);
      expect(await states()).toEqual(['done', 'failed']);
    });

    it('says which package, which point and since when', async () => {
      const { site, connector, pass } = await makeAt({ groups: 2, members: 2 });
      const [first, second, third] = [packageAt(site, 0), packageAt(site, 1), packageAt(site, 2)];
      site.redistributeByAnother('Branch Offices 01', first);
      pass(MINUTE);
      site.redistributeByAnother(site.groups[1]?.id ?? '', second);
      site.redistributeByAnother('Branch Offices 01', third);
      const jobs = await connector.readJobs([first, second]);
      const points = [site.groups[0]?.points[1], ...(site.groups[1]?.points ?? [])];
      expect(jobs.map(({ package: content, point, createdAt }) => [content, point, createdAt])).toEqual([
        [first, points[0]?.nalPath, START],
        [second, points[1]?.nalPath, START + MINUTE],
        [second, points[2]?.nalPath, START + MINUTE],
      ]);
      expect(new Set(jobs.map((job) => job.id)).size).toBe(3);
    });

    it('shows one that never ends', async () => {
      const { site, connector, pass } = await makeAt({ groups: 1, members: 2 });
      const id = packageAt(site, 0);
      site.stick('Branch Offices 01', id);
      site.redistributeByAnother('Branch Offices 01', id);
      pass(50 * HOUR);
      expect(await connector.readJobs([id])).toMatchObject([{ state: 'running', createdAt: START }]);
    });

    it('shows none of those that the site has dropped', async () => {
      const { site, connector, pass } = await makeAt({ groups: 1, members: 2, keepJobs: HOUR });
      const id = packageAt(site, 0);
      site.redistributeByAnother('Branch Offices 01', id);
      pass(HOUR + 5000);
      expect(await connector.readJobs([id])).toHaveLength(1);
      pass(1);
      expect(await connector.readJobs([id])).toEqual([]);
    });
  });

  describe('readStatus', () => {
    it('shows the newest status at each member, once the site has caught up', async () => {
      const { site, connector, pass } = await makeAt({ groups: 1, packages: 2, members: 4, brokenPoints: 2 });
      const pair = pairAt(site, 0, 0);
      const read = async () =>
        (await connector.readStatus([pair])).map(({ state, at }) => [state, at - START]);
      const first = ['success', -30 * DAY];
      await connector.redistribute({ ...pair, deadline: Number.MAX_SAFE_INTEGER });
      expect(await read()).toEqual([first, first, first, first]);
      pass(2000);
      expect(await read()).toEqual([first, ...Array(3).fill(['inProgress', 1000])]);
      pass(4000);
      // One says it failed by 3, the other by 4.
      expect(await read()).toEqual([first, ['success', 5000], ['failed', 5000], ['failed', 5000]]);
    });

    it('names the pair, the point as its members are named, and the message', async () => {
      const { site, connector } = await makeAt({ groups: 1, packages: 1, members: 2 });
      const pair = pairAt(site, 0, 0);
      const points = (await connector.readMembers([pair.groupId])).get(pair.groupId);
      expect(await connector.readStatus([pair])).toEqual(
        points?.map(({ id, name }) => ({
          ...pair,
          point: id,
          name,
          state: 'success',
          messageId: 2330,
          at: START - 30 * DAY,
        })),
      );
    });

    it('speaks only of the pairs that were asked for', async () => {
      const { site, connector } = await make({ groups: 3, packages: 3, members: 2 });
      const pairs = pairsOf(site).filter((_pair, index) => [0, 1, 4, 8].includes(index));
      const lower = pairs.map((pair) => ({ ...pair, groupId: pair.groupId.toLowerCase() }));
      const found = (await connector.readStatus(lower)).map(pairKey);
      expect(found.sort()).toEqual(pairs.flatMap((pair) => [pairKey(pair), pairKey(pair)]).sort());
    });

    it('shows nothing of what was never distributed', async () => {
      const { site, connector } = await make({
        ...{ groups: 1, packages: 4, taskSequences: [1], withoutSource: [2] },
        unassigned: [[0, 3]],
      });
      const found = await connector.readStatus(pairsOf(site));
      expect(new Set(found.map((status) => status.package))).toEqual(new Set([packageAt(site, 0)]));
    });

    it('ends with the reason of its signal', async () => {
      const { site, connector } = await make({ latency: 60_000 });
      const reason = new Error('enough');
      const stop = new AbortController();
      const ending = expect(connector.readStatus(pairsOf(site), stop.signal)).rejects.toBe(reason);
      stop.abort(reason);
      await ending;
    });
  });

  describe('readStatusOfPackages', () => {
    it('shows what somebody else redistributed to other groups', async () => {
      const { site, connector, pass } = await makeAt({ groups: 3, packages: 2, members: 2 });
      const id = packageAt(site, 0);
      site.redistributeByAnother('Branch Offices 03', id);
      pass(2000);
      const found = await connector.readStatusOfPackages([id]);
      const running = found.filter(({ state }) => state === 'inProgress');
      expect(found).toHaveLength(6);
      expect(running.map(({ groupId, point }) => [groupId, point])).toEqual(
        site.groups[2]?.points.map(({ nalPath }) => [site.groups[2]?.id, nalPath]),
      );
    });
  });

  describe('clockOffset', () => {
    it('is nothing before the site told its time', async () => {
      expect((await make()).connector.clockOffset).toBe(0);
    });

    it.each([HOUR, -HOUR])('is what the site is ahead by: %i', async (ahead) => {
      const { connector } = await make({ clock: () => Date.now() + ahead });
      await connector.probe();
      // The time is told in whole seconds, and a slow machine may take some to ask.
      expect(Math.abs(connector.clockOffset - ahead)).toBeLessThan(MINUTE);
    });
  });

  describe('every read', () => {
    it('asks nothing where nothing is asked', async () => {
      const { site, connector } = await make();
      expect(await connector.findPackages([])).toEqual(new Map());
      expect(await connector.findAssignments([])).toEqual(new Set());
      expect(await connector.readMembers([])).toEqual(new Map());
      expect(await connector.readJobs([])).toEqual([]);
      expect(await connector.readStatus([])).toEqual([]);
      expect(await connector.readStatusOfPackages([])).toEqual([]);
      expect(site.requests.reads).toBe(0);
    });
  });
}

/** The package id in a text that is one. */
export function packageId(text: string): PackageId {
  const id = toPackageId(text);
  if (id === undefined) throw new Error(`${text} is no package id`);
  return id;
}

/** The ids of the site's packages. */
export function packageIds({ packages }: Simulator['site']): readonly PackageId[] {
  return packages.map(({ id }) => packageId(id));
}

/** The id of the package with this number, from 0. */
export function packageAt({ packages }: Simulator['site'], number: number): PackageId {
  return packageId(packages[number]?.id ?? '');
}

/** The group and the package with these numbers, from 0. */
export function pairAt(site: Simulator['site'], group: number, content: number): Pair {
  return { groupId: site.groups[group]?.id ?? '', package: packageAt(site, content) };
}

/** Every group of the site with every package, group by group. */
export function pairsOf(site: Simulator['site']): readonly Pair[] {
  return site.groups.flatMap(({ id }) =>
    packageIds(site).map((content) => ({ groupId: id, package: content })),
  );
}
