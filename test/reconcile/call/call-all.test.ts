import { describe, expect, it } from 'vitest';
import type { Parts } from '../../../src/reconcile/parts.ts';
import { failing, RETURNS_ONE, UNAUTHORIZED, UNAVAILABLE } from '../../make/faults.ts';
import { redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { makeConductor } from '../../make/process/conductor.ts';
import { actionsOf, takenBy } from '../../make/short-names.ts';

const MINUTE = 60_000;

describe('waves', () => {
  const THREE = redistributions(
    { packages: [5], wave: 2 },
    { packages: [1, 2], wave: -1 },
    { packages: [3, 4], wave: 0 },
  );

  it('follow one another within one apply', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({ 'a.yaml': THREE });
    await conductor.apply();
    const { taken } = conductor;
    expect(taken.slice(0, 2).toSorted()).toEqual(['1>1', '2>1']);
    expect(taken.slice(2, 4).toSorted()).toEqual(['3>1', '4>1']);
    expect(taken.slice(4)).toEqual(['5>1']);
    const rounds = conductor.events.flatMap((event) => (event.type === 'calling' ? [event.calls] : []));
    expect(rounds).toEqual([2, 2, 1]);
  });

  it('wait over restarts for what is not through, and go on when it is', async () => {
    await using conductor = await makeConductor();
    conductor.simulator.site.script(failing({ 3: UNAVAILABLE }));
    conductor.repo.commit({ 'a.yaml': THREE });
    expect(actionsOf((await conductor.apply()).after)).toEqual({
      ...{ '1>1': 'unchanged', '2>1': 'unchanged', '3>1': 'backoff', '4>1': 'unchanged', '5>1': 'wave' },
    });
    await conductor.reopen();
    expect(actionsOf((await conductor.apply()).after)).toEqual({ '3>1': 'backoff', '5>1': 'wave' });
    conductor.simulator.site.script(() => undefined);
    conductor.now += MINUTE;
    await conductor.reopen();
    await conductor.apply();
    expect(conductor.taken.slice(3)).toEqual(['3>1', '5>1']);
  });

  it('stop behind a failure until it is replaced, suspended or taken out', async () => {
    await using conductor = await makeConductor();
    conductor.simulator.site.script(failing({ 3: RETURNS_ONE }));
    conductor.repo.commit({ 'a.yaml': THREE });
    await conductor.apply();
    conductor.repo.commit({ 'unrelated.yaml': redistribution({ packages: [9] }) });
    expect(actionsOf((await conductor.apply()).after)).toMatchObject({ '3>1': 'failed', '5>1': 'wave' });
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [5], wave: 2 }) });
    await conductor.apply();
    expect(conductor.taken.slice(3)).toEqual(['9>1', '5>1']);
  });

  it('of one run wait for nothing of another', async () => {
    await using conductor = await makeConductor();
    conductor.simulator.site.script(failing({ 3: RETURNS_ONE }));
    conductor.repo.commit({ 'a.yaml': THREE });
    await conductor.apply();
    conductor.repo.commit({ 'b.yaml': redistribution({ packages: [6], wave: 9 }) });
    await conductor.apply();
    expect(conductor.taken.slice(3)).toEqual(['6>1']);
  });
});

describe('a site that goes away', () => {
  const SIX = redistribution({ packages: [1, 2, 3, 4, 5, 6] });

  /** The n-th call of the process, and those after it, find no server any more. */
  function stopBefore(number: number, stop: () => Promise<void>): (parts: Parts) => Parts {
    let calls = 0;
    return (parts) => ({
      ...parts,
      sites: parts.sites.map((site) => ({
        ...site,
        redistribute: async (call) => {
          calls += 1;
          if (calls === number) await stop();
          return await site.redistribute(call);
        },
      })),
    });
  }

  it('holds the rest: what had an intent is rejected and uses up no retry, the rest is not reached', async () => {
    await using conductor = await makeConductor({ slots: 1, retry: { limit: 0 } });
    conductor.repo.commit({ 'a.yaml': SIX });
    await conductor.reopen({ wrap: stopBefore(3, () => conductor.simulator.close()) });
    const { report, after } = await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1']);
    expect(report.results.map(({ outcome, counts }) => [outcome, counts])).toEqual([
      ['accepted', true],
      ['accepted', true],
      ['rejected', false],
    ]);
    expect(report.notReached).toMatchObject([{ site: 'P01', entries: 3, error: { code: 'DPS2011' } }]);
    expect(report.held).toEqual([]);
    expect(actionsOf(after)).toMatchObject({ '3>1': 'site', '4>1': 'site', '5>1': 'site', '6>1': 'site' });
    const held = conductor.events.filter(({ type }) => type === 'siteHeld');
    expect(held).toHaveLength(1);

    await conductor.reopen({ wrap: (parts) => parts });
    const again = await conductor.apply();
    expect(again.report.results).toEqual([]);
    expect(again.report.notReached).toMatchObject([{ entries: 4 }]);
    expect((await conductor.attempts()).filter(({ outcome }) => outcome === 'rejected')).toHaveLength(1);
  });

  it('is probed at the next pass, and what was rejected is called again', async () => {
    await using conductor = await makeConductor({ slots: 1, retry: { limit: 0 } });
    conductor.repo.commit({ 'a.yaml': SIX });
    conductor.simulator.site.script(({ kind, number }) =>
      kind === 'call' && number === 3 ? UNAUTHORIZED : undefined,
    );
    const { report } = await conductor.apply();
    expect(report.results.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'rejected']);
    expect(report.notReached).toMatchObject([{ entries: 3, error: { code: 'DPS2020' } }]);
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1', '3>1', '4>1', '5>1', '6>1']);
  });

  it('keeps nothing from another site', async () => {
    await using conductor = await makeConductor({ sites: ['P01', 'P02'] });
    conductor.repo.commit({
      'a.yaml': redistributions({ site: 'P01', packages: [1, 2] }, { site: 'P02', packages: [1, 2] }),
    });
    conductor.simulator.site.script(({ kind }) => (kind === 'read' ? UNAVAILABLE : undefined));
    const { report } = await conductor.apply();
    expect(takenBy(conductor.simulatorOf('P02')).toSorted()).toEqual(['1>1', '2>1']);
    expect(conductor.taken).toEqual([]);
    expect(report.notReached).toMatchObject([{ site: 'P01', entries: 2 }]);
    expect(await conductor.attempts()).toHaveLength(2);
  });

  it('is held once so many calls in a row were rejected', async () => {
    await using conductor = await makeConductor({ slots: 1, guards: { firstRun: 'apply', maxFailures: 2 } });
    conductor.repo.commit({ 'a.yaml': SIX });
    conductor.simulator.site.script(failing({ 1: RETURNS_ONE, 3: RETURNS_ONE, 4: UNAVAILABLE }));
    const { report, after } = await conductor.apply();
    expect(conductor.taken).toEqual(['2>1']);
    expect(report.results.every(({ counts }) => counts)).toBe(true);
    expect(report.notReached).toMatchObject([{ entries: 2, error: { code: 'DPS2004' } }]);
    expect(actionsOf(after)).toMatchObject({
      '1>1': 'failed',
      '3>1': 'failed',
      '4>1': 'backoff',
      '5>1': 'site',
    });
    await conductor.apply();
    expect(conductor.taken).toEqual(['2>1', '5>1', '6>1']);
  });
});

it('stops at the signal after the calls in flight', async () => {
  const interrupt = new AbortController();
  let calls = 0;
  let endedAfter = 0;
  await using conductor = await makeConductor({
    slots: 2,
    wrap: (parts) => ({
      ...parts,
      sites: parts.sites.map((site) => ({
        ...site,
        redistribute: async (call) => {
          calls += 1;
          if (calls === 3) interrupt.abort();
          const answer = await site.redistribute(call);
          if (interrupt.signal.aborted) endedAfter += 1;
          return answer;
        },
      })),
    }),
  });
  conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3, 4, 5, 6, 7, 8] }) });
  const { report } = await conductor.apply({ signal: interrupt.signal });
  expect(endedAfter).toBeGreaterThanOrEqual(1);
  expect(endedAfter).toBeLessThanOrEqual(2);
  expect(report.results).toHaveLength(conductor.taken.length);
  expect(report.notReached).toMatchObject([
    { site: 'P01', entries: 8 - report.results.length, error: { code: 'DPS2005' } },
  ]);
  expect((await conductor.attempts()).every(({ outcome }) => outcome === 'accepted')).toBe(true);
  await conductor.apply();
  expect(new Set(conductor.taken).size).toBe(8);
  expect(conductor.taken).toHaveLength(8);
});

it('calls nothing where the signal came before the first call', async () => {
  await using conductor = await makeConductor();
  conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
  const interrupt = new AbortController();
  const confirm = async () => {
    interrupt.abort();
    return true;
  };
  const { report } = await conductor.apply({ signal: interrupt.signal, confirm });
  expect(conductor.taken).toEqual([]);
  expect(report.notReached).toMatchObject([{ entries: 2 }]);
});
