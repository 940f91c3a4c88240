import { describe, expect, it } from 'vitest';
import { DROPPED_AFTER, DROPPED_BEFORE, failing, UNAVAILABLE } from '../../make/faults.ts';
import { groupName, packageId, redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { BEGINNING, makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('apply that waits', () => {
  it('ends when nothing is open any more', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    const { undelivered } = await conductor.apply({ wait: HOUR });
    expect(undelivered).toBe(0);
    expect(conductor.now - BEGINNING).toBe(90 * SECOND);
    const told = conductor.events.filter((event) => event.type === 'delivering');
    expect(told).toMatchObject([
      { success: 0, inProgress: 6, failed: 0, unknown: 0 },
      { success: 6, inProgress: 0, failed: 0, unknown: 0 },
    ]);
  });

  it('ends at once where nothing was called', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({ 'a.yaml': redistribution({ suspend: true }) });
    await conductor.apply({ wait: HOUR });
    expect(conductor.now).toBe(BEGINNING);
  });

  it('ends when something failed and nothing else is on its way', async () => {
    await using conductor = await makeConductor({ simulation: { groups: 1, brokenPoints: 1 } });
    conductor.repo.commit({ 'a.yaml': redistribution() });
    const { undelivered } = await conductor.apply({ wait: HOUR });
    expect(undelivered).toBe(1);
    expect(conductor.now - BEGINNING).toBeLessThan(HOUR);
  });

  it('ends when its time is up', async () => {
    await using conductor = await makeConductor();
    conductor.simulator.site.stick(groupName(1), packageId(1));
    conductor.repo.commit({ 'a.yaml': redistribution() });
    const { undelivered } = await conductor.apply({ wait: HOUR });
    expect(undelivered).toBe(1);
    expect(conductor.now - BEGINNING).toBe(HOUR);
  });

  it('ends when it is interrupted, and asks no more', async () => {
    const interrupt = new AbortController();
    await using conductor = await makeConductor({
      wrap: (parts) => ({ ...parts, sleep: async () => interrupt.abort() }),
    });
    conductor.repo.commit({ 'a.yaml': redistribution() });
    const { report, undelivered } = await conductor.apply({ wait: HOUR, signal: interrupt.signal });
    expect(report.results).toMatchObject([{ outcome: 'accepted' }]);
    expect(undelivered).toBe(1);
    expect(conductor.events.filter(({ type }) => type === 'delivering')).toEqual([]);
  });

  it('asks a site that does not answer no oftener than one that does', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({ 'a.yaml': redistribution() });
    conductor.simulator.site.script(({ kind }) =>
      kind === 'read' && conductor.taken.length > 0 ? UNAVAILABLE : undefined,
    );
    const { undelivered } = await conductor.apply({ wait: HOUR });
    expect(undelivered).toBe(1);
    expect(conductor.now - BEGINNING).toBe(HOUR);
    const held = conductor.events.filter(({ type }) => type === 'siteHeld');
    expect(held.length).toBeGreaterThan(50);
    expect(held.length).toBeLessThanOrEqual(60);
  });

  it('goes on with what an earlier pass of the same run left open', async () => {
    await using conductor = await makeConductor();
    conductor.simulator.site.script(failing({ 1: DROPPED_AFTER, 2: UNAVAILABLE }));
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    await conductor.apply();
    conductor.simulator.site.script(() => undefined);
    await conductor.apply({ wait: HOUR });
    expect((await conductor.attempts()).map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'rejected',
      'accepted',
    ]);
  });
});

describe('a wave whose gate is healthy', () => {
  const TWO_WAVES = redistributions({ groups: [1] }, { packages: [2], groups: [3], wave: 1 });
  const HEALTHY = { gate: 'healthy' } as const;

  it('starts within the same apply once the content of the lower one arrived', async () => {
    await using conductor = await makeConductor({ waves: HEALTHY });
    conductor.repo.commit({ 'a.yaml': TWO_WAVES });
    const { report, undelivered } = await conductor.apply({ wait: HOUR });
    expect(conductor.taken).toEqual(['1>1', '2>3']);
    expect(undelivered).toBe(0);
    const [first, second] = report.results;
    expect((second?.startedAt ?? 0) - (first?.startedAt ?? 0)).toBe(90 * SECOND);
  });

  it('starts in a later apply, and not before that', async () => {
    await using conductor = await makeConductor({ waves: HEALTHY });
    conductor.repo.commit({ 'a.yaml': TWO_WAVES });
    const { after } = await conductor.apply();
    expect(after.planned.plan.entries[1]?.held).toMatchObject({
      by: 'wave',
      message: expect.stringContaining('the content of wave 0 is still on its way (0 of 1 entries arrived)'),
    });
    conductor.now += 40 * SECOND;
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1']);
    conductor.now += MINUTE;
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>3']);
  });

  it('starts in a later apply that waits for what an earlier one called', async () => {
    await using conductor = await makeConductor({ waves: HEALTHY });
    conductor.repo.commit({ 'a.yaml': TWO_WAVES });
    await conductor.apply();
    await conductor.reopen();
    await conductor.apply({ wait: HOUR });
    expect(conductor.taken).toEqual(['1>1', '2>3']);
  });

  it('is stopped behind a failure, with the names of the distribution points', async () => {
    await using conductor = await makeConductor({
      waves: HEALTHY,
      simulation: { groups: 1, packages: 2, brokenPoints: 1 },
    });
    conductor.repo.commit({ 'a.yaml': redistributions({}, { packages: [2], wave: 1 }) });
    const { after } = await conductor.apply({ wait: 24 * HOUR });
    expect(conductor.taken).toEqual(['1>1']);
    expect(after.planned.plan.entries[1]?.held).toMatchObject({
      by: 'wave',
      message: expect.stringContaining('wave 0 is degraded, 1 of 3 deliveries failed: DP0003.corp.example'),
      remedy: { kind: 'waiveWave', run: expect.any(String), wave: 0 },
    });
  });

  it('starts where no more failed than the tolerance allows', async () => {
    await using conductor = await makeConductor({
      waves: { ...HEALTHY, tolerance: 0.34 },
      simulation: { groups: 1, packages: 2, brokenPoints: 1 },
    });
    conductor.repo.commit({ 'a.yaml': redistributions({}, { packages: [2], wave: 1 }) });
    await conductor.apply({ wait: HOUR });
    expect(conductor.taken).toEqual(['1>1', '2>1']);
  });

  it('is stopped behind a delivery that takes too long, and says so', async () => {
    await using conductor = await makeConductor({ waves: { ...HEALTHY, timeout: HOUR } });
    conductor.simulator.site.stick(groupName(1), packageId(1));
    conductor.repo.commit({ 'a.yaml': TWO_WAVES });
    const { after } = await conductor.apply({ wait: 2 * HOUR });
    expect(conductor.taken).toEqual(['1>1']);
    expect(after.planned.plan.entries[1]?.held).toMatchObject({
      message: expect.stringContaining('wave 0 was not delivered in time (0 of 1 entries arrived)'),
    });
  });

  it('waits for an unknown outcome of the lower one until it is settled', async () => {
    await using conductor = await makeConductor({ waves: HEALTHY });
    conductor.simulator.site.script(failing({ 1: DROPPED_AFTER }));
    conductor.repo.commit({ 'a.yaml': TWO_WAVES });
    await conductor.apply({ wait: HOUR });
    expect(conductor.taken).toEqual(['1>1', '2>3']);
  });

  it('never starts behind an outcome that stays unknown', async () => {
    await using conductor = await makeConductor({ waves: HEALTHY });
    conductor.simulator.site.script(failing({ 1: DROPPED_BEFORE }));
    conductor.repo.commit({ 'a.yaml': TWO_WAVES });
    const { after } = await conductor.apply({ wait: 48 * HOUR });
    expect(conductor.taken).toEqual([]);
    expect(actionsOf(after)).toEqual({ '1>1': 'unknownOutcome', '2>3': 'wave' });
  });

  it('is called on what the site shows then, not on what it showed before the wait', async () => {
    await using conductor = await makeConductor({
      waves: HEALTHY,
      wrap: (parts) => ({
        ...parts,
        sleep: async (milliseconds, signal) => {
          await parts.sleep(milliseconds, signal);
          if (conductor.simulator.site.calls.length === 1 && !another) {
            another = true;
            conductor.simulator.site.redistributeByAnother(groupName(3), packageId(2));
            conductor.simulator.site.stick(groupName(3), packageId(2));
          }
        },
      }),
    });
    let another = false;
    conductor.repo.commit({ 'a.yaml': TWO_WAVES });
    const { after } = await conductor.apply({ wait: HOUR });
    expect(conductor.taken).toEqual(['1>1']);
    expect(after.planned.plan.entries[1]?.held).toMatchObject({ by: 'preflight', code: 'DPS2107' });
  });
});
