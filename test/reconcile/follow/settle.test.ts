import { describe, expect, it } from 'vitest';
import type { Parts } from '../../../src/reconcile/parts.ts';
import { readStatus } from '../../../src/reconcile/views/status.ts';
import { DROPPED_AFTER, DROPPED_BEFORE, failing, UNAVAILABLE } from '../../make/faults.ts';
import { redistribution } from '../../make/noun/redistribution.ts';
import { BEGINNING, type Conductor, makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';

const SECOND = 1000;
const HOUR = 3_600_000;

/** A conductor that has lost the answer to its only call. */
async function afterLostAnswer(fault: typeof DROPPED_AFTER, wish: Parameters<typeof makeConductor>[0] = {}) {
  const conductor = await makeConductor(wish);
  conductor.simulator.site.script(failing({ 1: fault }));
  conductor.repo.commit({ 'a.yaml': redistribution() });
  await conductor.apply();
  return conductor;
}

async function outcomeOf(conductor: Conductor) {
  const attempts = await conductor.attempts();
  expect(attempts).toHaveLength(1);
  return attempts[0]?.outcome;
}

it('accepts a call that the site took, at the first pass that is `settle.after` its answer was lost', async () => {
  await using conductor = await afterLostAnswer(DROPPED_AFTER);
  conductor.now += 29 * SECOND;
  expect(actionsOf((await conductor.apply()).after)).toEqual({ '1>1': 'unknownOutcome' });
  conductor.now += SECOND;
  expect(actionsOf((await conductor.apply()).after)).toEqual({ '1>1': 'unchanged' });
  expect(await conductor.attempts()).toMatchObject([
    {
      outcome: 'accepted',
      finishedAt: conductor.now,
      returnValue: null,
      error: null,
      evidence: { by: 'site', text: expect.stringContaining('new distribution jobs at all 3') },
    },
  ]);
  expect(conductor.taken).toEqual(['1>1']);
});

it('accepts it by a newer status where the jobs are gone', async () => {
  await using conductor = await afterLostAnswer(DROPPED_AFTER, { simulation: { keepJobs: SECOND } });
  conductor.now += 120 * SECOND;
  await conductor.apply();
  expect(await conductor.attempts()).toMatchObject([
    { outcome: 'accepted', evidence: { text: expect.stringContaining('a newer status at all 3') } },
  ]);
});

it('keeps why it stays unknown, and never calls again', async () => {
  await using conductor = await afterLostAnswer(DROPPED_BEFORE);
  conductor.simulator.site.script(() => undefined);
  conductor.now += 30 * SECOND;
  const { planned } = (await conductor.apply()).after;
  const why = 'no newer status at 3 of 3 distribution points so far';
  expect(planned.plan.entries[0]?.held).toMatchObject({
    by: 'unknownOutcome',
    message: expect.stringContaining(why),
  });
  expect((await readStatus('all', conductor.parts))[0]?.message).toContain(why);
  expect(await conductor.attempts()).toMatchObject([
    { outcome: 'unknown', evidence: { by: 'site', text: why } },
  ]);
  expect(conductor.simulator.site.requests.calls).toBe(1);
});

it('is no work of plan and status: they only show', async () => {
  await using conductor = await afterLostAnswer(DROPPED_AFTER);
  conductor.now += HOUR;
  const { reads } = conductor.simulator.site.requests;
  expect(actionsOf(await conductor.plan())).toEqual({ '1>1': 'unknownOutcome' });
  expect(await readStatus('all', conductor.parts)).toMatchObject([{ sync: 'Unknown' }]);
  expect(conductor.simulator.site.requests.reads).toBe(reads);
  expect(await outcomeOf(conductor)).toBe('unknown');
});

it('is given up after `settle.giveUp`', async () => {
  await using conductor = await afterLostAnswer(DROPPED_AFTER);
  conductor.now += 24 * HOUR;
  const { reads } = conductor.simulator.site.requests;
  await conductor.apply();
  expect(conductor.simulator.site.requests.reads).toBe(reads);
  expect(await outcomeOf(conductor)).toBe('unknown');
});

it('waits for a site that does not answer, and settles when it does', async () => {
  await using conductor = await afterLostAnswer(DROPPED_AFTER);
  conductor.now += 30 * SECOND;
  conductor.simulator.site.script(({ kind }) => (kind === 'read' ? UNAVAILABLE : undefined));
  await conductor.apply();
  expect(await outcomeOf(conductor)).toBe('unknown');
  expect(conductor.events.filter(({ type }) => type === 'siteHeld')).toHaveLength(1);
  conductor.simulator.site.script(() => undefined);
  await conductor.apply();
  expect(await outcomeOf(conductor)).toBe('accepted');
});

it('knows two calls of one package to groups that share a distribution point apart', async () => {
  await using conductor = await makeConductor();
  let calls = 0;
  conductor.simulator.site.script(({ kind }) => {
    if (kind !== 'call') return undefined;
    calls += 1;
    return calls === 1 ? DROPPED_AFTER : DROPPED_BEFORE;
  });
  conductor.repo.commit({ 'a.yaml': redistribution({ groups: [2, 3] }) });
  await conductor.apply();
  conductor.now += 30 * SECOND;
  await conductor.apply();
  expect(conductor.taken).toHaveLength(1);
  const told = (await conductor.attempts()).map(({ outcome, evidence }) => [outcome, evidence?.text]);
  expect(told).toEqual([
    ['accepted', expect.stringContaining('new distribution jobs')],
    ['unknown', expect.stringContaining('no new job at 3 of 4')],
  ]);
});

describe('while apply waits', () => {
  /** Notes when the site is asked about unknown outcomes. */
  function noting(times: number[]): (parts: Parts) => Parts {
    return (parts) => ({
      ...parts,
      sites: parts.sites.map((site) => ({
        ...site,
        readStatusOfPackages: async (packages) => {
          times.push(parts.clock() - BEGINNING);
          return await site.readStatusOfPackages(packages);
        },
      })),
    });
  }

  it('is asked for less and less often, until it is given up', async () => {
    const asked: number[] = [];
    await using conductor = await makeConductor({ wrap: noting(asked) });
    conductor.simulator.site.script(failing({ 1: DROPPED_BEFORE }));
    conductor.repo.commit({ 'a.yaml': redistribution() });
    await conductor.apply({ wait: 48 * HOUR });
    const gaps = asked.map((at, index) => (at - (asked[index - 1] ?? 0)) / SECOND);
    expect(gaps.slice(0, 8)).toEqual([30, 30, 60, 120, 240, 480, 900, 900]);
    expect(new Set(gaps.slice(8))).toEqual(new Set([900]));
    expect(Math.max(...asked)).toBeLessThan(24 * HOUR + 900 * SECOND);
    expect(conductor.now - BEGINNING).toBeLessThan(25 * HOUR);
    expect(await outcomeOf(conductor)).toBe('unknown');
  });

  it('settles what was lost, and then waits for its content', async () => {
    await using conductor = await makeConductor();
    conductor.simulator.site.script(failing({ 1: DROPPED_AFTER }));
    conductor.repo.commit({ 'a.yaml': redistribution() });
    const { report, undelivered } = await conductor.apply({ wait: HOUR });
    expect(report.results).toMatchObject([{ outcome: 'accepted', evidence: { by: 'site' } }]);
    expect(undelivered).toBe(0);
    expect(await readStatus('all', conductor.parts)).toMatchObject([{ sync: 'Synced', health: 'Healthy' }]);
  });
});
