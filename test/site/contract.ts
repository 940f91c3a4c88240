// One suite for every way to a site: the AdminService, and PowerShell.
import { describe, expect, it, onTestFinished } from 'vitest';
import { type GroupName, groupKey, toGroupName, toPackageId, toSiteCode } from '../../src/model/entry.ts';
import { Failure } from '../../src/model/failure.ts';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import type { Call, Site } from '../../src/site/site.ts';
import { siteFactsContract } from './facts-contract.ts';

/** What differs between tests; `code` is the config's. */
export interface Opening {
  readonly code: string;
  readonly callTimeout: number;
}

/** Makes a connector to a simulated site. */
export type Open = (simulator: Simulator, opening: Opening) => Site;

export const HOSTILE_NAMES = [
  "O'Brien's",
  "'' or Name eq 'x",
  '100 % sure %27 %2520',
  'Sales & Marketing',
  'C# + F#',
  'a+b=c?d=e',
  'Groß-Gerau ("Süd"); DROP TABLE --',
  '🚀 Rollout 👩‍🚀',
  '北京',
  '../../SMS_Site',
  `${'é'.repeat(254)}x`,
  '"'.repeat(255),
  "'".repeat(255),
];

/** The behaviour that every Site has, whatever it speaks. */
export function siteContract(open: Open): void {
  async function make(simulation: SimulatorOptions = {}, opening: Partial<Opening> = {}) {
    const simulator = await startSimulator(simulation);
    onTestFinished(() => simulator.close());
    const connector = open(simulator, { code: 'P01', callTimeout: 10_000, ...opening });
    onTestFinished(() => connector.close());
    return { site: simulator.site, connector };
  }

  describe('probe', () => {
    it('passes at the site of the config, whatever the case of its code', async () => {
      const { connector } = await make({ code: 'p01' });
      await expect(connector.probe()).resolves.toBeUndefined();
    });

    it('stops at another site, and names both codes', async () => {
      const { connector } = await make({ code: 'XYZ' });
      const failure = await rejection(connector.probe());
      expect(failure).toMatchObject({ code: 'DPS2001', consequence: 'stop' });
      expect(failure.message).toMatch(/P01.*XYZ/);
    });
  });

  describe('findGroups', () => {
    it('finds groups by name without regard to case, and leaves out what is not there', async () => {
      const { site, connector } = await make({ groups: 3, members: 5 });
      const found = await connector.findGroups(groupNames('branch offices 02', 'Nowhere'));
      const id = site.groups[1]?.id;
      expect([...found]).toEqual([
        [groupKey('Branch Offices 02'), [{ id, name: 'Branch Offices 02', members: 5 }]],
      ]);
    });

    it('asks nothing where nothing is asked', async () => {
      const { connector } = await make();
      expect(await connector.findGroups([])).toEqual(new Map());
    });

    it('shows all groups that compare alike', async () => {
      const { connector } = await make({ groupNames: ['Lab', 'LAB', ' lab '], groups: 4 });
      const found = await connector.findGroups(groupNames('lAb'));
      expect(found.get(groupKey('lab'))?.map((group) => group.name)).toEqual(['Lab', 'LAB']);
    });

    it.each(HOSTILE_NAMES)('finds %j and no other', async (name) => {
      const { connector } = await make({ groupNames: HOSTILE_NAMES });
      const found = await connector.findGroups(groupNames(name));
      expect([...found.values()].flat().map((group) => group.name)).toEqual([name.normalize('NFC')]);
    });

    it('finds a thousand groups at once', async () => {
      const { site, connector } = await make({ groups: 1000, packages: 1, members: 1 });
      const found = await connector.findGroups(groupNames(...site.groups.map((group) => group.name)));
      expect([...found.values()].flat().map((group) => group.id)).toEqual(site.groups.map(({ id }) => id));
    });

    it('ends with the reason of its signal', async () => {
      const { connector } = await make({ latency: 60_000 });
      const reason = new Error('enough');
      const stop = new AbortController();
      const ending = expect(connector.findGroups(groupNames('x'), stop.signal)).rejects.toBe(reason);
      stop.abort(reason);
      await ending;
    });
  });

  describe('redistribute', () => {
    it('is accepted, and done exactly once', async () => {
      const { site, connector } = await make();
      const answer = await connector.redistribute(callOf(site));
      expect(answer).toEqual({ outcome: 'accepted', returnValue: 0 });
      expect(site.calls.map((call) => [call.group, call.package])).toEqual([
        [site.groups[0], site.packages[0]],
      ]);
    });

    it('is rejected for good where the method fails', async () => {
      const { site, connector } = await make();
      site.script(({ kind }) =>
        kind === 'call'
          ? { kind: 'answer', taken: false, status: 200, body: '{"ReturnValue":42}' }
          : undefined,
      );
      expect(await connector.redistribute(callOf(site))).toMatchObject({
        outcome: 'rejected',
        finality: 'permanent',
        scope: 'entry',
        returnValue: 42,
        error: { code: 'DPS2030' },
      });
    });

    it('is rejected for good where there is no such group', async () => {
      const { site, connector } = await make();
      const groupId = '{00000000-0000-0000-0000-000000000000}';
      expect(await connector.redistribute({ ...callOf(site), groupId })).toMatchObject({
        outcome: 'rejected',
        finality: 'permanent',
        error: { code: 'DPS2022' },
      });
    });

    it('is unknown where no answer comes, and is not sent again', async () => {
      const { site, connector } = await make({ hang: 1 }, { callTimeout: 3000 });
      expect(await connector.redistribute(callOf(site))).toMatchObject({
        outcome: 'unknown',
        error: { code: 'DPS2040' },
      });
      expect(site.calls).toHaveLength(1);
    });

    it('is unknown where the connection breaks after the call was taken, and is not sent again', async () => {
      const { site, connector } = await make({ dropAfter: 1 });
      expect((await connector.redistribute(callOf(site))).outcome).toBe('unknown');
      expect(site.calls).toHaveLength(1);
    });

    it('is dropped and not sent once its deadline has passed', async () => {
      const { site, connector } = await make();
      expect(await connector.redistribute({ ...callOf(site), deadline: 0 })).toMatchObject({
        outcome: 'rejected',
        finality: 'transient',
        scope: 'entry',
        error: { code: 'DPS2016' },
      });
      expect(site.calls).toHaveLength(0);
    });

    it('is rejected for now, for the whole site, where nothing listens', async () => {
      const simulator = await startSimulator();
      await simulator.close();
      const connector = open(simulator, { code: 'P01', callTimeout: 10_000 });
      onTestFinished(() => connector.close());
      expect(await connector.redistribute(callOf(simulator.site))).toMatchObject({
        outcome: 'rejected',
        finality: 'transient',
        scope: 'site',
      });
      expect(await rejection(connector.probe())).toMatchObject({ consequence: 'wait' });
    });

    it('keeps as many calls in flight as it has slots', async () => {
      const { site, connector } = await make();
      const calls = Array.from({ length: connector.slots }, () => connector.redistribute(callOf(site)));
      expect(await Promise.all(calls)).toEqual(calls.map(() => ({ outcome: 'accepted', returnValue: 0 })));
      expect(site.calls).toHaveLength(connector.slots);
    });
  });

  siteFactsContract(open);
}

/** A call for the site's first group and package, with time enough. */
export function callOf(site: Simulator['site']): Call {
  const packageId = toPackageId(site.packages[0]?.id ?? '');
  const groupId = site.groups[0]?.id;
  if (packageId === undefined || groupId === undefined) throw new Error('the site is empty');
  return { groupId, package: packageId, deadline: Number.MAX_SAFE_INTEGER };
}

/** Names that a declaration may hold. */
export function groupNames(...names: readonly string[]): readonly GroupName[] {
  return names.map((name) => {
    const group = toGroupName(name);
    if (group === undefined) throw new Error(`${name} is no group name`);
    return group;
  });
}

/** The Failure that a promise ends with. */
export async function rejection(promise: Promise<unknown>): Promise<Failure> {
  const error: unknown = await promise.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw error;
}

/** The site code in a text that is one. */
export function siteCode(text: string) {
  const code = toSiteCode(text);
  if (code === undefined) throw new Error(`${text} is no site code`);
  return code;
}
