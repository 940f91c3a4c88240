import { describe, expect, it } from 'vitest';
import { checkHealth, openDeliveries } from '../../../src/reconcile/follow/health.ts';
import { readCommitReports } from '../../../src/reconcile/views/commit-report.ts';
import { DROPPED_AFTER, failing, RETURNS_ONE, UNAUTHORIZED, UNAVAILABLE } from '../../make/faults.ts';
import { groupName, packageId, redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { type Conductor, makeConductor } from '../../make/process/conductor.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const reportsOf = (conductor: Conductor, unsettled: readonly string[] = []) =>
  readCommitReports({ source: 'content', unsettled: new Set(unsettled) }, conductor.parts);

async function reportOf(conductor: Conductor) {
  const [report] = await reportsOf(conductor);
  if (!report) throw new Error('there is no report');
  return report;
}

/** Time passes, and the site is asked how far the content is. */
async function deliver(conductor: Conductor) {
  conductor.now += HOUR;
  await checkHealth(await openDeliveries(conductor.parts), conductor.parts);
}

it('tells nothing before the first pass', async () => {
  await using conductor = await makeConductor();
  expect(await reportsOf(conductor)).toEqual([]);
});

describe('the newest commit', () => {
  it('is pending while its content is on its way, and then a success, with counts', async () => {
    await using conductor = await makeConductor();
    const commit = conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    await conductor.apply();
    expect(await reportOf(conductor)).toMatchObject({
      ...{ source: 'content', commit, state: 'pending', holds: [], mistakes: 0 },
      calls: { due: 0, held: 0, inFlight: 0, accepted: 2, rejected: 0, unknown: 0, adopted: 0 },
      deliveries: { success: 0, inProgress: 6, failed: 0, unknown: 0 },
    });
    await deliver(conductor);
    expect(await reportOf(conductor)).toMatchObject({
      state: 'success',
      deliveries: { success: 6, inProgress: 0, failed: 0, unknown: 0 },
    });
  });

  it('is a success where there is nothing to do', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({ 'a.yaml': redistribution() });
    await conductor.apply({ wait: HOUR });
    const commit = conductor.repo.commit({ 'README.md': 'about\n' });
    await conductor.apply();
    expect(await reportOf(conductor)).toMatchObject({
      ...{ commit, state: 'success' },
      calls: { due: 0, accepted: 0 },
      deliveries: { success: 0 },
    });
  });

  it('is pending while something is held, and says why and what helps', async () => {
    await using conductor = await makeConductor({ guards: { firstRun: 'hold' } });
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3] }) });
    await conductor.apply();
    const report = await reportOf(conductor);
    expect(report).toMatchObject({ state: 'pending', calls: { due: 3, held: 3, accepted: 0 } });
    expect(report.holds).toEqual([
      {
        ...{
          by: 'firstRun',
          entries: 3,
          message: expect.any(String),
          remedy: { kind: 'adopt', source: 'content' },
        },
        example: { site: 'P01', package: packageId(1), group: groupName(1) },
      },
    ]);
  });

  it('counts what was adopted apart, since nothing was called', async () => {
    await using conductor = await makeConductor({ guards: { firstRun: 'adopt' } });
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    await conductor.apply();
    expect(await reportOf(conductor)).toMatchObject({
      state: 'success',
      calls: { due: 0, accepted: 0, adopted: 2 },
      deliveries: { success: 0, inProgress: 0 },
    });
  });

  it('is a failure where a call was rejected or nobody knows, with what helps', async () => {
    await using conductor = await makeConductor();
    conductor.simulator.site.script(failing({ 2: RETURNS_ONE, 3: DROPPED_AFTER, 4: UNAVAILABLE }));
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3, 4] }) });
    await conductor.apply();
    const report = await reportOf(conductor);
    expect(report).toMatchObject({
      state: 'failure',
      calls: { due: 1, held: 1, accepted: 1, rejected: 1, unknown: 1 },
    });
    expect(report.holds.map(({ by }) => by).sort()).toEqual(['backoff', 'failed', 'unknownOutcome']);
  });

  it('is pending where the site cannot be used', async () => {
    await using conductor = await makeConductor();
    conductor.simulator.site.script(() => UNAUTHORIZED);
    conductor.repo.commit({ 'a.yaml': redistribution() });
    await conductor.apply();
    expect(await reportOf(conductor)).toMatchObject({ state: 'pending', calls: { due: 1, accepted: 0 } });
  });

  it('is a success where all the rest is suspended', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({
      'a.yaml': redistributions({ packages: [1] }, { packages: [2], suspend: true }),
    });
    await conductor.apply({ wait: HOUR });
    expect(await reportOf(conductor)).toMatchObject({
      state: 'success',
      calls: { due: 0, held: 0, suspended: 1, accepted: 1 },
    });
  });

  it('is a failure where distribution points did not get it, and names them', async () => {
    await using conductor = await makeConductor({ simulation: { groups: 1, brokenPoints: 2 } });
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    await conductor.apply({ wait: HOUR });
    const report = await reportOf(conductor);
    expect(report).toMatchObject({
      state: 'failure',
      deliveries: { success: 2, failed: 4, inProgress: 0, unknown: 0 },
      failedPointsInAll: 2,
    });
    expect(report.failedPoints).toMatchObject([
      { name: 'DP0002.corp.example', deliveries: 2, message: expect.stringContaining('could not send') },
      { name: 'DP0003.corp.example', deliveries: 2 },
    ]);
  });

  it('is a failure where nobody looks any more whether it arrived', async () => {
    await using conductor = await makeConductor();
    conductor.simulator.site.stick(groupName(1), packageId(1));
    conductor.repo.commit({ 'a.yaml': redistribution() });
    await conductor.apply({ wait: HOUR });
    expect(await reportOf(conductor)).toMatchObject({ state: 'pending' });
    conductor.now += DAY;
    expect(await reportOf(conductor)).toMatchObject({
      state: 'failure',
      deliveries: { success: 0, inProgress: 0, unknown: 3 },
    });
  });

  it('is a failure while its declarations have problems or conflicts', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({
      'a.yaml': redistribution(),
      'b.yaml': redistribution({ packages: [2], revision: '' }),
      'c.yaml': redistributions({ packages: [3] }, { packages: [3], revision: '2' }),
    });
    await conductor.apply({ wait: HOUR });
    expect(await reportOf(conductor)).toMatchObject({
      ...{ state: 'failure', mistakes: 2 },
      calls: { accepted: 1 },
    });
  });
});

describe('an older commit', () => {
  it('is told of while something of it is open, and while it is news', async () => {
    await using conductor = await makeConductor();
    const first = conductor.repo.commit({ 'a.yaml': redistribution() });
    await conductor.apply();
    const second = conductor.repo.commit({ 'b.yaml': redistribution({ packages: [2] }) });
    await conductor.apply();
    expect(await reportsOf(conductor)).toMatchObject([
      { commit: second, state: 'pending', calls: { accepted: 1 } },
      { commit: first, state: 'pending', calls: { accepted: 1 } },
    ]);
    await deliver(conductor);
    expect(await reportsOf(conductor)).toMatchObject([
      { commit: second, state: 'success' },
      { commit: first, state: 'success' },
    ]);
    conductor.now += DAY;
    expect(await reportsOf(conductor)).toMatchObject([{ commit: second, state: 'success' }]);
    expect(await reportsOf(conductor, [first])).toMatchObject([{ commit: second }, { commit: first }]);
  });

  it('loses what a newer one replaced, and has none of its mistakes', async () => {
    await using conductor = await makeConductor();
    conductor.simulator.site.script(failing({ 2: RETURNS_ONE }));
    const first = conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    await conductor.apply({ wait: HOUR });
    expect(await reportOf(conductor)).toMatchObject({ state: 'failure', calls: { rejected: 1 } });
    conductor.simulator.site.script(() => undefined);
    const second = conductor.repo.commit({
      'a.yaml': redistribution({ packages: [1, 2], revision: '2' }),
      'b.yaml': redistribution({ packages: [3], revision: '' }),
    });
    await conductor.apply();
    expect(await reportsOf(conductor)).toMatchObject([
      { commit: second, state: 'failure', mistakes: 1, calls: { accepted: 2 } },
      { commit: first, state: 'success', mistakes: 0, calls: { accepted: 1, rejected: 0 } },
    ]);
  });

  it('waits for no content that a newer call is sending again', async () => {
    await using conductor = await makeConductor();
    const first = conductor.repo.commit({ 'a.yaml': redistribution() });
    await conductor.apply();
    conductor.now += MINUTE;
    conductor.repo.commit({ 'a.yaml': redistribution({ revision: '2' }) });
    await conductor.apply();
    const [newest, older] = await reportsOf(conductor);
    expect(newest).toMatchObject({ state: 'pending', deliveries: { inProgress: 3 } });
    expect(older).toMatchObject({ commit: first, state: 'success', deliveries: { inProgress: 0 } });
  });
});

it('speaks of no other source', async () => {
  await using conductor = await makeConductor({ sources: ['content', 'other'] });
  conductor.repo.commit({ 'a.yaml': redistribution() });
  conductor.repoOf('other').commit({ 'b.yaml': redistribution({ packages: [2], revision: '' }) });
  await conductor.apply();
  expect(await reportsOf(conductor)).toMatchObject([
    { source: 'content', mistakes: 0, calls: { accepted: 1 } },
  ]);
});
