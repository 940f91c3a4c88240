import { describe, expect, it } from 'vitest';
import { retry } from '../../src/reconcile/operator/retry.ts';
import { resume, suspend } from '../../src/reconcile/operator/suspend.ts';
import { approveRun } from '../make/approve-run.ts';
import { failing, RETURNS_ONE } from '../make/faults.ts';
import { redistribution } from '../make/noun/redistribution.ts';
import { HOUR, MINUTE, makeDaemonStage, SECOND } from './make/daemon-stage.ts';

const ALL = { selector: '*', until: null, reason: 'maintenance' };

/** A second for who listens to hear it, and a moment. */
const HEARD = 1.1 * SECOND;

describe('an operator command', { timeout: 120_000 }, () => {
  it('suspends and resumes what is committed meanwhile', async () => {
    await using stage = await makeDaemonStage();
    const { conductor, time } = stage;
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1] }) });
    await stage.start();
    await time.pass(2 * MINUTE);
    await stage.beside((parts) => suspend(ALL, parts));
    conductor.repo.commit({ 'b.yaml': redistribution({ packages: [2] }) });
    await time.pass(2 * MINUTE);
    expect(conductor.taken).toEqual(['1>1']);
    expect(await stage.holds()).toEqual({ '2>1': 'suspended' });
    await stage.beside((parts) => resume('*', null, parts));
    await time.pass(HEARD);
    expect(conductor.taken).toEqual(['1>1', '2>1']);
  });

  it('that suspends until a time needs no other for its end', async () => {
    await using stage = await makeDaemonStage();
    const { conductor, time } = stage;
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1] }) });
    const until = conductor.now + 10 * MINUTE;
    await stage.beside((parts) => suspend({ ...ALL, until }, parts));
    await stage.start();
    await time.pass(9 * MINUTE);
    expect(conductor.taken).toEqual([]);
    await time.pass(1 * MINUTE + HEARD);
    expect(conductor.taken).toEqual(['1>1']);
  });

  it('approves a run that its budget holds', async () => {
    await using stage = await makeDaemonStage({ guards: { firstRun: 'apply', maxCallsPerRun: 1 } });
    const { conductor, time } = stage;
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    await stage.start();
    await time.pass(2 * MINUTE);
    expect(await stage.holds()).toEqual({ '1>1': 'budget', '2>1': 'budget' });
    const [run] = stage.events('passed').map((passed) => passed.run ?? '');
    await stage.beside((parts) => approveRun(run ?? '', null, parts));
    await time.pass(HEARD);
    expect(conductor.taken).toEqual(['1>1', '2>1']);
  });

  it('lets a failed entry be called again', async () => {
    await using stage = await makeDaemonStage();
    const { conductor, time } = stage;
    conductor.simulator.site.script(failing({ 1: RETURNS_ONE }));
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1] }) });
    await stage.start();
    await time.pass(2 * MINUTE);
    const failed = (await stage.status())['1>1'];
    expect(failed).toMatchObject({ sync: 'Failed', held: { by: 'failed' } });
    conductor.simulator.site.script(() => undefined);
    await stage.beside((parts) => retry(failed ? [failed.entry] : [], null, parts));
    await time.pass(HEARD);
    expect(conductor.taken).toEqual(['1>1']);
  });

  it('has a source looked at whose interval is long', async () => {
    await using stage = await makeDaemonStage();
    const { conductor, time } = stage;
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1] }) });
    await stage.start(HOUR);
    await time.pass(MINUTE);
    conductor.repo.commit({ 'b.yaml': redistribution({ packages: [2] }) });
    await stage.beside(({ ledger, clock, actor }) =>
      ledger.say({ at: clock(), actor, command: 'reconcile', target: 'content', reason: null }),
    );
    await time.pass(HEARD);
    expect(conductor.taken).toEqual(['1>1', '2>1']);
  });
});
