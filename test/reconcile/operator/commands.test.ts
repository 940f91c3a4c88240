import { describe, expect, it } from 'vitest';
import { entryKey } from '../../../src/model/entry.ts';
import { resolve } from '../../../src/reconcile/operator/commands.ts';
import { approveRun } from '../../make/approve-run.ts';
import { DROPPED_BEFORE, failing, UNAVAILABLE } from '../../make/faults.ts';
import { makeEntry } from '../../make/noun/attempt.ts';
import { redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';

const ENTRY = makeEntry('P01/P0100001/Branch Offices 01');
const MINUTE = 60_000;

describe('approve', () => {
  const setup = { guards: { firstRun: 'apply', maxCallsPerRun: 1 } } as const;
  const TWO = { 'a.yaml': redistribution({ packages: [1, 2] }) };

  it('lets a recorded run pass its budget, over restarts', async () => {
    await using conductor = await makeConductor(setup);
    conductor.repo.commit(TWO);
    const { report } = await conductor.apply();
    await approveRun(report.runs[0]?.id ?? '', 'CHG1', conductor.parts);
    await conductor.reopen();
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1']);
  });

  it('of a run that only a plan has named lets the next apply make its calls', async () => {
    await using conductor = await makeConductor(setup);
    conductor.repo.commit(TWO);
    const { planned } = await conductor.plan();
    expect(planned.plan.summary).toMatchObject({ redistribute: 0, hold: 2 });
    const [source] = planned.plan.sources;
    expect(await approveRun(source?.run ?? '', 'CHG1', conductor.parts)).toMatchObject({
      source: 'content',
      approval: { run: source?.run, calls: [{}, {}] },
    });
    expect((await conductor.plan()).planned.plan.summary).toMatchObject({ redistribute: 2, hold: 0 });
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1']);
  });

  it('refuses an id that does not fit any more, with the present one', async () => {
    await using conductor = await makeConductor(setup);
    conductor.repo.commit(TWO);
    const before = (await conductor.plan()).planned.plan.sources[0]?.run ?? '';
    conductor.repo.commit({ 'b.yaml': redistribution({ packages: [3] }) });
    const present = (await conductor.plan()).planned.plan.sources[0]?.run ?? '';
    expect(present).not.toBe(before);
    await expect(approveRun(before, null, conductor.parts)).rejects.toMatchObject({
      code: 'DPS5103',
      message: expect.stringContaining(present),
    });
  });

  it('lets what is stale go', async () => {
    await using conductor = await makeConductor({ guards: { firstRun: 'hold', maxAge: MINUTE } });
    conductor.repo.commit(TWO);
    await conductor.apply();
    conductor.now += 2 * MINUTE;
    const { after, report } = await conductor.apply({ firstRun: true });
    expect(actionsOf(after)).toEqual({ '1>1': 'stale', '2>1': 'stale' });
    await approveRun(report.runs[0]?.id ?? '', null, conductor.parts);
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1']);
  });
});

describe('resolve', () => {
  it('settles an unknown outcome as accepted: nothing is sent', async () => {
    await using conductor = await makeConductor();
    conductor.simulator.site.script(failing({ 1: DROPPED_BEFORE }));
    conductor.repo.commit({ 'a.yaml': redistribution() });
    await conductor.apply();
    await resolve({ entries: [ENTRY], as: 'accepted', reason: 'seen in the console' }, conductor.parts);
    conductor.simulator.site.script(() => undefined);
    await conductor.apply();
    expect(conductor.taken).toEqual([]);
    expect(actionsOf(await conductor.plan({ also: [entryKey(ENTRY)] }))).toEqual({ '1>1': 'unchanged' });
    expect(await conductor.attempts()).toMatchObject([
      { outcome: 'accepted', evidence: { by: 'operator', text: 'ada@desk: seen in the console' } },
    ]);
  });

  it('settles one as not sent, once the call cannot arrive any more: it is called again, and uses up no retry', async () => {
    await using conductor = await makeConductor({ retry: { limit: 0 } });
    conductor.simulator.site.script(({ kind, number }) =>
      kind === 'call' && number === 1 ? DROPPED_BEFORE : undefined,
    );
    conductor.repo.commit({ 'a.yaml': redistribution() });
    await conductor.apply();
    const notSent = { entries: [ENTRY], as: 'not-sent', reason: null } as const;
    conductor.now += 69_999;
    await expect(resolve(notSent, conductor.parts)).rejects.toMatchObject({ code: 'DPS5105' });
    conductor.now += 1;
    await resolve(notSent, conductor.parts);
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1']);
    expect((await conductor.attempts()).map(({ outcome, cause }) => [outcome, cause])).toEqual([
      ['rejected', 'new'],
      ['accepted', 'retry'],
    ]);
  });

  it('settles all of them or none', async () => {
    await using conductor = await makeConductor();
    conductor.simulator.site.script(failing({ 1: DROPPED_BEFORE, 2: UNAVAILABLE }));
    conductor.repo.commit({ 'a.yaml': redistributions({ packages: [1, 2] }) });
    await conductor.apply();
    const other = makeEntry('P01/P0100002/Branch Offices 01');
    const both = { entries: [ENTRY, other], as: 'accepted', reason: null } as const;
    await expect(resolve(both, conductor.parts)).rejects.toMatchObject({ code: 'DPS5104' });
    expect((await conductor.attempts()).map(({ outcome }) => outcome)).toEqual(['unknown', 'rejected']);
  });

  it('settles every unknown revision of an entry once, however often it is named', async () => {
    await using conductor = await makeConductor();
    conductor.simulator.site.script(failing({ 1: DROPPED_BEFORE }));
    for (const revision of ['1', '2']) {
      conductor.repo.commit({ 'a.yaml': redistribution({ revision }) });
      await conductor.apply();
    }
    const again = makeEntry('p01/p0100001/BRANCH OFFICES 01');
    const settled = await resolve({ entries: [ENTRY, again], as: 'accepted', reason: null }, conductor.parts);
    expect(settled.map(({ revision }) => revision)).toEqual(['1', '2']);
    expect((await conductor.attempts()).map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
  });

  it('has nothing to say of a call in flight', async () => {
    const called = Promise.withResolvers<void>();
    const said = Promise.withResolvers<void>();
    await using conductor = await makeConductor({
      wrap: (parts) => ({
        ...parts,
        sites: parts.sites.map((site) => ({
          ...site,
          redistribute: async (call) => {
            called.resolve();
            await said.promise;
            return await site.redistribute(call);
          },
        })),
      }),
    });
    conductor.repo.commit({ 'a.yaml': redistribution() });
    const applying = conductor.apply();
    await called.promise;
    const command = { entries: [ENTRY], as: 'accepted', reason: null } as const;
    await expect(resolve(command, conductor.parts)).rejects.toMatchObject({ code: 'DPS5104' });
    said.resolve();
    await applying;
    expect(conductor.taken).toEqual(['1>1']);
  });
});
