import { describe, expect, it } from 'vitest';
import { waiveWave } from '../../../src/reconcile/operator/commands.ts';
import type { Parts } from '../../../src/reconcile/parts.ts';
import { readRunViews } from '../../../src/reconcile/pass/run-views.ts';
import { approveRun } from '../../make/approve-run.ts';
import { DROPPED_BEFORE, failing, RETURNS_ONE } from '../../make/faults.ts';
import { packageId, redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { type Conductor, makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';

const HOUR = 3_600_000;

/** What one call of the site's n-th package to a group of three sends. */
function bytesOf({ simulator }: Conductor, ...packages: readonly number[]): number {
  return packages.reduce(
    (sum, number) => sum + (simulator.site.packages[number - 1]?.size ?? 0) * 1024 * 3,
    0,
  );
}

async function viewOf(conductor: Conductor, run: string) {
  return (await readRunViews([run], conductor.parts)).get(run);
}

it('tells what was called of a run, what it sent, and how far its waves are', async () => {
  await using conductor = await makeConductor({ simulation: { groups: 1, brokenPoints: 1 } });
  conductor.simulator.site.script(failing({ 3: RETURNS_ONE, 4: DROPPED_BEFORE }));
  conductor.repo.commit({
    'a.yaml': redistributions(
      { packages: [1, 2] },
      { packages: [3, 4], wave: 0 },
      { packages: [5], wave: 1 },
    ),
  });
  const { report } = await conductor.apply();
  const run = report.runs[0]?.id ?? '';
  const called = {
    approved: new Set(),
    calls: 5,
    called: 4,
    bytes: bytesOf(conductor, 1, 2, 4),
    waived: new Set(),
  };
  const acceptedAt = conductor.now;
  expect(await viewOf(conductor, run)).toEqual({
    ...called,
    waves: [{ wave: 0, entries: 2, pending: 2, points: 0, failed: [], acceptedAt }],
  });
  await conductor.apply({ wait: HOUR });
  const failed = ['DP0003.corp.example', 'DP0003.corp.example'];
  expect(await viewOf(conductor, run)).toEqual({
    ...called,
    waves: [{ wave: 0, entries: 2, pending: 0, points: 6, failed, acceptedAt }],
  });
});

it('leaves out a run that was never recorded, and counts nothing that was adopted', async () => {
  await using conductor = await makeConductor({ guards: { firstRun: 'hold' } });
  conductor.repo.commit({ 'a.yaml': redistribution() });
  const { after } = await conductor.apply();
  const run = after.planned.plan.sources[0]?.run ?? after.planned.plan.entries[0]?.run ?? '';
  await conductor.adopt();
  const views = await readRunViews([run, 'no such run'], conductor.parts);
  expect([...views.keys()]).toEqual([run]);
  expect(views.get(run)).toMatchObject({ bytes: 0, waves: [] });
});

describe('a budget of bytes', () => {
  const THREE = { 'a.yaml': redistribution({ packages: [1, 2, 3] }) };

  it('counts what was sent before a restart', async () => {
    const interrupt = new AbortController();
    await using conductor = await makeConductor({
      wrap: (parts) => ({
        ...parts,
        listen: ({ type }) => {
          if (type === 'concluded') interrupt.abort();
        },
      }),
    });
    conductor.repo.commit(THREE);
    await conductor.apply({ signal: interrupt.signal });
    expect(conductor.taken).toEqual(['1>1', '2>1']);
    const all = bytesOf(conductor, 1, 2, 3);
    await conductor.reopen({ guards: { firstRun: 'apply', maxBytesPerRun: all - 1 } });
    const { after } = await conductor.apply();
    expect(actionsOf(after)).toEqual({ '3>1': 'budget' });
    await conductor.reopen({ guards: { firstRun: 'apply', maxBytesPerRun: all } });
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1', '3>1']);
  });

  it('holds all of a run that sends more, until it is approved', async () => {
    await using conductor = await makeConductor({ guards: { firstRun: 'apply', maxBytesPerRun: 1024 } });
    conductor.repo.commit(THREE);
    const { after } = await conductor.apply();
    expect(actionsOf(after)).toEqual({ '1>1': 'budget', '2>1': 'budget', '3>1': 'budget' });
    const [first] = after.planned.plan.entries;
    expect(first?.held?.message).toMatch(/sends .* more than maxBytesPerRun \(1.0 KB\)/);
    await approveRun(first?.run ?? '', null, conductor.parts);
    await conductor.reopen();
    await conductor.apply();
    expect(conductor.taken).toHaveLength(3);
  });

  it('holds where nobody knows a size', async () => {
    const sizeless = (parts: Parts): Parts => ({
      ...parts,
      sites: parts.sites.map((site) => ({
        ...site,
        findPackages: async (ids) => {
          const found = await site.findPackages(ids);
          return new Map(
            [...found].map(([id, one]) => [id, id === packageId(2) ? { ...one, bytes: null } : one]),
          );
        },
      })),
    });
    await using conductor = await makeConductor({
      guards: { firstRun: 'apply', maxBytesPerRun: Number.MAX_SAFE_INTEGER },
      wrap: sizeless,
    });
    conductor.repo.commit(THREE);
    const { after } = await conductor.apply();
    expect(conductor.taken).toEqual([]);
    expect(after.planned.plan.entries[0]?.held).toMatchObject({
      by: 'budget',
      message: expect.stringMatching(/size.* maxBytesPerRun/),
    });
  });
});

it('a wave that an operator lets pass frees the next one, whatever became of it', async () => {
  await using conductor = await makeConductor({
    waves: { gate: 'healthy' },
    simulation: { groups: 1, brokenPoints: 1 },
  });
  conductor.simulator.site.script(failing({ 2: RETURNS_ONE }));
  conductor.repo.commit({ 'a.yaml': redistributions({ packages: [1, 2] }, { packages: [3], wave: 1 }) });
  const { report, after } = await conductor.apply({ wait: HOUR });
  expect(actionsOf(after)).toMatchObject({ '2>1': 'failed', '3>1': 'wave' });
  const run = report.runs[0]?.id ?? '';
  await waiveWave({ run, wave: 0, reason: 'CHG1' }, conductor.parts);
  expect((await viewOf(conductor, run))?.waived).toEqual(new Set([0]));
  await conductor.reopen();
  await conductor.apply();
  expect(conductor.taken).toEqual(['1>1', '3>1']);
  await expect(waiveWave({ run: 'none', wave: 0, reason: null }, conductor.parts)).rejects.toMatchObject({
    code: 'DPS5103',
  });
});
