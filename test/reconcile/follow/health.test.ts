import { describe, expect, it } from 'vitest';
import { readStatus } from '../../../src/reconcile/views/status.ts';
import { redistribution } from '../../make/noun/redistribution.ts';
import { BEGINNING, type Conductor, makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** One group of four: the first of its points is on the site server. */
const ONE_GROUP = { groups: 1 } as const;

/** A conductor that has called one entry, and waited. */
async function afterWaiting(wait: number, wish: Parameters<typeof makeConductor>[0] = {}) {
  const conductor = await makeConductor({ ...wish, simulation: { ...ONE_GROUP, ...wish.simulation } });
  conductor.repo.commit({ 'a.yaml': redistribution() });
  const { undelivered } = await conductor.apply({ wait });
  return { conductor, undelivered };
}

async function statusOf(conductor: Conductor) {
  const [status] = await readStatus('all', conductor.parts);
  if (!status) throw new Error('there is no entry');
  return status;
}

it('is Progressing while the site sends, and Healthy once every member has it', async () => {
  const { conductor, undelivered } = await afterWaiting(40 * SECOND);
  await using _ = conductor;
  expect(undelivered).toBe(1);
  expect(await statusOf(conductor)).toMatchObject({
    sync: 'Synced',
    health: 'Progressing',
    distribution: { success: 0, inProgress: 3, failed: 0, unknown: 0 },
  });
});

it('counts no member that is on its site server, and is Healthy once all the others have it', async () => {
  const { conductor, undelivered } = await afterWaiting(HOUR);
  await using _ = conductor;
  expect(undelivered).toBe(0);
  const { health, distribution } = await statusOf(conductor);
  expect({ health, success: distribution?.success }).toEqual({ health: 'Healthy', success: 3 });
  const server = conductor.simulator.site.points[0]?.name ?? '';
  expect(distribution?.points.map(({ name }) => name)).toHaveLength(3);
  expect(distribution?.points.map(({ name }) => name)).not.toContain(server);
});

it('has nothing to wait for where every member is on its site server', async () => {
  const { conductor, undelivered } = await afterWaiting(HOUR, { simulation: { members: 1 } });
  await using _ = conductor;
  expect(undelivered).toBe(0);
  expect(await statusOf(conductor)).toMatchObject({ health: 'Healthy', distribution: { points: [] } });
});

it('is Degraded by either number that a site says for a failure, and says where and why', async () => {
  const { conductor, undelivered } = await afterWaiting(HOUR, { simulation: { brokenPoints: 2 } });
  await using _ = conductor;
  expect(undelivered).toBe(1);
  const { health, distribution, sync } = await statusOf(conductor);
  expect({ health, sync }).toEqual({ health: 'Degraded', sync: 'Synced' });
  expect(distribution).toMatchObject({ success: 1, failed: 2, inProgress: 0, unknown: 0 });
  const failed = distribution?.points.filter(({ state }) => state === 'failed');
  expect(failed).toEqual([
    {
      name: 'DP0002.corp.example',
      state: 'failed',
      message: expect.stringContaining('could not send'),
      messageId: 8211,
      at: BEGINNING + 62 * SECOND,
    },
    {
      name: 'DP0003.corp.example',
      state: 'failed',
      message: expect.stringContaining('could not be reached'),
      messageId: 2391,
      at: BEGINNING + 62 * SECOND,
    },
  ]);
  expect(await readStatus([], conductor.parts)).toMatchObject([{ health: 'Degraded' }]);
});

it('takes no row that is older than the call for an arrival', async () => {
  const { conductor } = await afterWaiting(40 * SECOND, { simulation: { lag: MINUTE } });
  await using _ = conductor;
  expect(await statusOf(conductor)).toMatchObject({
    health: 'Progressing',
    distribution: { success: 0, inProgress: 0, failed: 0, unknown: 3 },
  });
});

it('reads the times of a site whose clock is behind by that clock', async () => {
  let passed = () => 0;
  const clock = () => BEGINNING - HOUR + passed();
  await using conductor = await makeConductor({ simulation: { ...ONE_GROUP, clock } });
  passed = () => conductor.now - BEGINNING;
  conductor.repo.commit({ 'a.yaml': redistribution() });
  await conductor.apply({ wait: 2 * HOUR });
  expect(await statusOf(conductor)).toMatchObject({ health: 'Healthy', distribution: { success: 3 } });
});

it('is Unknown once it is given up', async () => {
  await using conductor = await makeConductor({
    simulation: ONE_GROUP,
    times: { health: { after: 30 * SECOND, interval: MINUTE, giveUp: HOUR } },
  });
  conductor.simulator.site.stick('Branch Offices 01', 'P0100001');
  conductor.repo.commit({ 'a.yaml': redistribution() });
  const { undelivered } = await conductor.apply({ wait: 24 * HOUR });
  expect(undelivered).toBe(1);
  expect(conductor.now - BEGINNING).toBeLessThan(HOUR + 16 * MINUTE);
  expect(await statusOf(conductor)).toMatchObject({ health: 'Unknown', distribution: { inProgress: 3 } });
});

describe('what was accepted is never sent again', () => {
  it('because a distribution point failed', async () => {
    const { conductor } = await afterWaiting(HOUR, { simulation: { brokenPoints: 2 } });
    await using _ = conductor;
    conductor.now += HOUR;
    expect(actionsOf((await conductor.apply({ also: 'all', wait: HOUR })).after)).toEqual({
      '1>1': 'unchanged',
    });
    expect(conductor.taken).toEqual(['1>1']);
  });

  it('because the time in which it may be called is over before it arrived', async () => {
    await using conductor = await makeConductor({ simulation: ONE_GROUP });
    conductor.simulator.site.stick('Branch Offices 01', 'P0100001');
    const notAfter = new Date(conductor.now + MINUTE).toISOString();
    conductor.repo.commit({ 'a.yaml': redistribution({ notAfter }) });
    await conductor.apply({ wait: HOUR });
    expect(actionsOf((await conductor.apply({ also: 'all' })).after)).toEqual({ '1>1': 'unchanged' });
    expect(conductor.taken).toEqual(['1>1']);
  });
});
