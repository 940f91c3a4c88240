import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../../src/model/attempt.ts';
import { groupKey } from '../../../src/model/entry.ts';
import type { Parts } from '../../../src/reconcile/parts.ts';
import { DROPPED_BEFORE, failing } from '../../make/faults.ts';
import { groupName, packageId, redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { type Conductor, makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Distributions take a whole day. */
const SLOW = { distribute: 24 * HOUR };

describe('a distribution that is under way', () => {
  it('by somebody else holds until it is older than guards.runningFor, and then only warns', async () => {
    await using conductor = await makeConductor({ simulation: SLOW });
    conductor.simulator.site.redistributeByAnother(groupName(1), packageId(1), conductor.now - HOUR);
    conductor.repo.commit({ 'a.yaml': redistribution() });
    const { after } = await conductor.apply();
    const [held] = after.planned.plan.entries;
    expect(held?.held).toMatchObject({ by: 'preflight', code: 'DPS2107' });
    expect(await conductor.attempts()).toEqual([]);
    // The site's clock is read to the second.
    const until = held?.held?.until ?? 0;
    expect(Math.abs(until - (conductor.now + 3 * HOUR))).toBeLessThanOrEqual(1000);
    conductor.now = until + 1000;
    const { planned } = await conductor.plan();
    expect(planned.plan.warnings).toMatchObject([{ code: 'DPS2205' }]);
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1']);
  });

  it('at a member that another group shares holds too', async () => {
    await using conductor = await makeConductor({ simulation: SLOW });
    conductor.simulator.site.redistributeByAnother(groupName(2), packageId(1));
    conductor.repo.commit({ 'a.yaml': redistribution({ groups: [1, 3, 4] }) });
    expect(actionsOf((await conductor.apply()).after)).toMatchObject({
      '1>1': 'preflight',
      '1>3': 'preflight',
      '1>4': 'unchanged',
    });
  });

  it('for fifty hours is stuck, and does not hold for ever', async () => {
    await using conductor = await makeConductor();
    conductor.simulator.site.stick(groupName(1), packageId(1));
    conductor.simulator.site.redistributeByAnother(groupName(1), packageId(1), conductor.now - 50 * HOUR);
    conductor.repo.commit({ 'a.yaml': redistribution() });
    const { planned } = await conductor.plan();
    expect(planned.plan.warnings).toMatchObject([
      { code: 'DPS2205', message: expect.stringContaining('2d 2h') },
    ]);
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1']);
  });

  it('by ourselves never delays a newer revision', async () => {
    await using conductor = await makeConductor({ simulation: SLOW });
    conductor.repo.commit({ 'a.yaml': redistribution({ revision: '1' }) });
    await conductor.apply();
    conductor.now += HOUR;
    conductor.repo.commit({ 'a.yaml': redistribution({ revision: '2' }) });
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '1>1']);
  });

  it('by ourselves, to a group that shares a member, holds nothing either', async () => {
    await using conductor = await makeConductor({ simulation: SLOW });
    conductor.repo.commit({ 'a.yaml': redistribution({ groups: [1] }) });
    await conductor.apply();
    conductor.now += MINUTE;
    conductor.repo.commit({ 'b.yaml': redistribution({ groups: [2] }) });
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '1>2']);
  });
});

it('notes with an intent what the site showed, and nothing where no call is meant', async () => {
  await using conductor = await makeConductor();
  const { site } = conductor.simulator;
  site.redistributeByAnother(groupName(1), packageId(1), conductor.now - 10 * MINUTE);
  conductor.repo.commit({ 'a.yaml': redistribution() });
  const facts = (await conductor.plan()).input.facts.values().toArray();
  expect(facts).toHaveLength(1);
  for (const fact of facts) {
    const pairs = fact.kind === 'reached' ? fact.pairs.values().toArray() : [];
    expect(pairs).toMatchObject([{ assigned: true, running: [], otherNames: [], snapshot: null }]);
    expect(pairs[0]?.members).toHaveLength(4);
  }
  await conductor.apply();
  const [attempt] = await conductor.attempts();
  expect(attempt?.snapshot).toMatchObject({ takenAt: conductor.now, jobs: { length: 3 } });
  const points = Object.entries(attempt?.snapshot?.points ?? {});
  expect(points.map(([path]) => path)).toEqual(site.groups[0]?.points.map(({ nalPath }) => nalPath));
});

it('holds a pair that the site does not show as assigned', async () => {
  await using conductor = await makeConductor({ simulation: { unassigned: [[0, 0]] } });
  conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
  const { after } = await conductor.apply();
  expect(actionsOf(after)).toEqual({ '1>1': 'preflight', '2>1': 'unchanged' });
  expect(after.planned.plan.entries[0]?.held?.code).toBe('DPS2104');
});

describe('a group that was renamed at the site', () => {
  const OLD = 'Branch Offices EU';
  const NEW = 'Offices Europe';

  async function afterRename(before: (conductor: Conductor) => void = () => undefined) {
    const conductor = await makeConductor({ simulation: { groupNames: [OLD] } });
    before(conductor);
    conductor.repo.commit({ 'a.yaml': redistribution({ groups: [OLD] }) });
    await conductor.apply();
    Object.assign(conductor.simulator.site.groups[0] ?? {}, { name: NEW });
    return conductor;
  }

  const told = (attempts: readonly Attempt[]) => attempts.map(({ entry }) => entry.group);

  it('is sent nothing under its new name that it was sent under the old one', async () => {
    await using conductor = await afterRename();
    conductor.repo.commit({ 'a.yaml': redistribution({ groups: [NEW] }) });
    const { after } = await conductor.apply();
    expect(actionsOf(after)).toMatchObject({ [`P01/${packageId(1)}/${NEW}`]: 'renamed' });
    expect(conductor.taken).toEqual(['1>1']);
    expect(told(await conductor.attempts())).toEqual([OLD]);
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1']);
  });

  it('is sent another revision under its new name', async () => {
    await using conductor = await afterRename();
    conductor.repo.commit({ 'a.yaml': redistribution({ groups: [NEW], revision: '2' }) });
    await conductor.apply();
    expect(told(await conductor.attempts())).toEqual([OLD, NEW]);
    expect(conductor.taken).toEqual(['1>1', '1>1']);
  });

  it('is held while nobody knows whether it was sent under the old one', async () => {
    await using conductor = await afterRename(({ simulator }) =>
      simulator.site.script(failing({ 1: DROPPED_BEFORE })),
    );
    conductor.repo.commit({ 'a.yaml': redistribution({ groups: [NEW] }) });
    const { after } = await conductor.apply();
    expect(actionsOf(after)).toMatchObject({ [`P01/${packageId(1)}/${NEW}`]: 'unknownOutcome' });
    expect(conductor.simulator.site.requests.calls).toBe(1);
  });
});

describe('two entries that mean one call are a conflict, and nothing is sent', () => {
  /** A site that takes both names for the same group, as a database's collation may. */
  function alike(parts: Parts): Parts {
    return {
      ...parts,
      sites: parts.sites.map((site) => ({
        ...site,
        findGroups: async (names) => {
          const found = await site.findGroups(names);
          const groups = found.values().toArray().flat();
          return new Map(names.map((name) => [groupKey(name), groups.slice(0, 1)]));
        },
      })),
    };
  }

  it('by two names of one group', async () => {
    await using conductor = await makeConductor({ simulation: { groupNames: ['Straße'] }, wrap: alike });
    conductor.repo.commit({ 'a.yaml': redistribution({ groups: ['Straße', 'Strasse'] }) });
    const { after } = await conductor.apply();
    expect(Object.values(actionsOf(after))).toEqual(['conflict', 'conflict']);
    expect(after.planned.plan.entries[0]?.held?.message).toContain('declared 2 times');
    expect(conductor.taken).toEqual([]);
  });

  it('by two sites of one hierarchy', async () => {
    const oneHierarchy = (parts: Parts): Parts => ({
      ...parts,
      sites: parts.sites.map((site) => ({
        ...site,
        findGroups: (names) => primary(parts).findGroups(names),
      })),
    });
    const primary = ({ sites }: Parts) => {
      const [site] = sites;
      if (!site) throw new Error('there is no site');
      return site;
    };
    await using conductor = await makeConductor({ sites: ['P01', 'P02'], wrap: oneHierarchy });
    const text = redistributions({ site: 'P01' }, { site: 'P02' }).replaceAll('P0200001', packageId(1));
    conductor.repo.commit({ 'a.yaml': text });
    const { after } = await conductor.apply();
    expect(after.planned.plan.entries.map(({ held }) => held?.by)).toEqual(['conflict', 'conflict']);
    expect(conductor.taken).toEqual([]);
    expect(conductor.simulatorOf('P02').site.requests.calls).toBe(0);
  });
});
