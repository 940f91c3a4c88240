import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../src/model/views/facts.ts';
import { recordOfFacts } from '../../../src/reconcile/comparison/record-of-facts.ts';
import { compareIn, makeTopic } from '../../make/noun/comparison.ts';
import { DAY, NOW } from '../../make/noun/plan.ts';
import { groupName, packageId, redistribution, type Written } from '../../make/noun/redistribution.ts';
import { actionsIn } from '../../make/short-names.ts';
import { facts, factsOfSite, idOf, knownGroup, nameOf, sent } from '../../make/site/facts.ts';
import { groupId, point, sitePackage } from '../../make/site/site-facts.ts';

/** What a merge would change by these facts: from revision 0 of what `written` declares, or from nothing. */
async function mergeBy(known: Partial<Facts>, written: Written = {}, before: Written | null = null) {
  using repo = makeTopic(before ? { 'a.yaml': redistribution(before) } : {});
  repo.commit({ 'a.yaml': redistribution(written) });
  return await compareIn(repo, { record: (planning) => recordOfFacts(facts(known), planning) });
}

describe('by facts', () => {
  it('what was sent is known, and what the base declares says nothing of it', async () => {
    const going = await mergeBy({ sent: [sent(), sent({ revision: '2' })] }, {}, { revision: '2' });
    expect(going.entries).toMatchObject([
      { action: 'none', cause: 'sentBefore', revision: { from: '2', to: '1' } },
    ]);
    const never = await mergeBy({ sent: [] }, { revision: '2' });
    expect(never.entries).toMatchObject([{ action: 'redistribute', cause: 'new' }]);
    const third = await mergeBy({ sent: [sent()] }, { revision: '3' }, { revision: '2' });
    expect(third.entries).toMatchObject([
      { action: 'redistribute', cause: 'changed', revision: { from: '1', to: '3' } },
    ]);
  });

  it('what the merge leaves as it is stays unchanged, sent or not', async () => {
    const plan = await mergeBy({ sent: [] }, { packages: [1, 2] }, { packages: [1] });
    expect(actionsIn(plan)).toEqual({ '1>1': 'unchanged', '2>1': 'redistribute' });
  });

  it.each([
    ['a call that failed', { outcome: 'rejected', finality: 'permanent' }, 'failed'],
    [
      'one that was rejected for now a while ago',
      { outcome: 'rejected', finality: 'transient' },
      'redistribute',
    ],
    ['one of which nobody knows', { outcome: 'unknown' }, 'unknownOutcome'],
    ['one under way', { outcome: 'open' }, 'inFlight'],
    ['an adopted one', { outcome: 'adopted', groupId: null }, 'unchanged'],
  ] as const)('%s counts as it stood', async (_, how, told) => {
    const error = { code: 'DPS2023', message: 'the site said no' };
    const plan = await mergeBy({ sent: [sent({ ...how, error })] }, {}, { revision: 'before' });
    expect(actionsIn(plan)).toEqual({ '1>1': told });
  });

  it('names, sizes and distribution points are told', async () => {
    const members = [point('DP01'), point('DP02'), point('SITE', { onSiteServer: true })];
    const plan = await mergeBy({ sites: [factsOfSite({ groups: [knownGroup({ members })] })] });
    expect(plan.entries).toMatchObject([
      { packageName: 'Office', cost: { bytes: 2 * 1024 ** 3, distributionPoints: 2 } },
    ]);
    expect(plan.summary.bytes).toBe(2 * 1024 ** 3);
    expect(plan.warnings).toEqual([]);
  });

  it('a call that cannot work is held by pre-flight', async () => {
    const plan = await mergeBy(
      {
        sites: [
          factsOfSite({
            packages: [sitePackage({ id: idOf(1) }), sitePackage({ id: idOf(2), content: 'none' })],
            groups: [
              knownGroup({ unassigned: [idOf(4)] }),
              knownGroup({ name: groupName(2) }),
              knownGroup({ name: groupName(2).toUpperCase(), id: '{2}' }),
            ],
            missing: { packages: [idOf(3)], groups: [nameOf(groupName(3))] },
          }),
        ],
      },
      { packages: [1, 2, 3, 4], groups: [1, 2, 3] },
    );
    const codes = Object.fromEntries(
      plan.entries.map(({ entry, held }) => [`${entry.package} ${entry.group}`, held?.code]),
    );
    expect(codes).toMatchObject({
      [`${packageId(1)} ${groupName(1)}`]: undefined,
      [`${packageId(2)} ${groupName(1)}`]: 'DPS2106',
      [`${packageId(3)} ${groupName(1)}`]: 'DPS2103',
      [`${packageId(4)} ${groupName(1)}`]: 'DPS2104',
      [`${packageId(1)} ${groupName(2)}`]: 'DPS2102',
      [`${packageId(1)} ${groupName(3)}`]: 'DPS2101',
    });
  });

  it('what was sent to the group under another name is not sent again', async () => {
    const renamed = sent({ text: `P01/${packageId(1)}/Old name`, groupId: groupId(groupName(1)) });
    const plan = await mergeBy({ sent: [renamed] });
    expect(plan.entries).toMatchObject([{ action: 'none', cause: 'renamed' }]);
  });

  it('what they do not speak of is warned of, and not made up', async () => {
    const warningsOf = async (more: Partial<Facts['sites'][number]>, written: Written = {}) =>
      (await mergeBy({ sites: [factsOfSite(more)] }, written)).warnings;
    const name = `P01/${packageId(1)}/${groupName(1)}`;
    const warning = (gap: string) => [
      {
        code: 'DPS2208',
        entry: name,
        message: `the facts do not say ${gap}; the site is asked before the call`,
      },
    ];
    expect(await warningsOf({ groups: [] })).toEqual(warning(`whether there is a group ${groupName(1)}`));
    expect(await warningsOf({ packages: [] })).toEqual(warning(`whether there is a package ${packageId(1)}`));
    const unasked = { groups: [knownGroup({ assigned: [] })] };
    expect(await warningsOf(unasked)).toEqual(
      warning(`whether package ${packageId(1)} is assigned to the group ${groupName(1)}`),
    );
    const plan = await mergeBy({ sites: [factsOfSite(unasked)] });
    expect(plan.entries).toMatchObject([{ action: 'redistribute', cost: { distributionPoints: 2 } }]);
  });

  it('their age is told, and warned of after a week', async () => {
    const aged = async (age: number) => await mergeBy({ exportedAt: NOW - age });
    const week = await aged(7 * DAY);
    expect(week.comparison).toEqual({
      worktree: false,
      basis: 'facts',
      facts: { exportedAt: NOW - 7 * DAY, age: 7 * DAY },
    });
    expect(week.warnings).toEqual([]);
    const older = await aged(8 * DAY);
    expect(older.warnings).toMatchObject([
      { code: 'DPS2207', entry: null, message: expect.stringContaining('the facts are 8d old') },
    ]);
    expect((await aged(-DAY)).comparison?.facts?.age).toBe(0);
  });
});
