import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/model/failure.ts';
import type { Parts } from '../../src/reconcile/parts.ts';
import { redistribution } from '../make/noun/redistribution.ts';
import { withMethods } from '../make/with-methods.ts';
import { type DaemonStage, MINUTE, makeDaemonStage, SECOND } from './make/daemon-stage.ts';

const TEN = Array.from({ length: 10 }, (_, index) => index + 1);
const nameOf = (packageNumber: number) => `${packageNumber}.yaml`;
const files = (packages: readonly number[], revision = '1') =>
  Object.fromEntries(packages.map((one) => [nameOf(one), redistribution({ packages: [one], revision })]));

/** A stage in which every call takes a second, and something happens in the middle of the third. */
async function makeSlow(inTheMiddle: (stage: DaemonStage) => Promise<void>): Promise<DaemonStage> {
  let calls = 0;
  const stage = await makeDaemonStage();
  const wrap = (parts: Parts): Parts => ({
    ...parts,
    sites: parts.sites.map((site) => ({
      ...site,
      async redistribute(call) {
        const answer = await site.redistribute(call);
        calls += 1;
        stage.time.now += SECOND;
        if (calls === 3) await inTheMiddle(stage);
        return answer;
      },
    })),
  });
  await stage.conductor.reopen({ wrap });
  return stage;
}

/** Pushes, and waits until the daemon has it on record. */
async function push(stage: DaemonStage, changed: Readonly<Record<string, string>>): Promise<void> {
  const before = stage.events('passed').length;
  stage.conductor.repo.commit(changed);
  stage.running.daemon.wake('content', 'change');
  await expect.poll(() => stage.events('passed').length).toBeGreaterThan(before);
}

describe('a daemon', { timeout: 120_000 }, () => {
  it('calls what is committed, once, and goes on with what is committed later', async () => {
    await using stage = await makeDaemonStage();
    const { conductor, time } = stage;
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1] }) });
    await stage.start();
    await time.pass(5 * MINUTE);
    expect(conductor.taken).toEqual(['1>1']);
    conductor.repo.commit({ 'b.yaml': redistribution({ packages: [2] }) });
    await time.pass(2 * MINUTE);
    expect(conductor.taken).toEqual(['1>1', '2>1']);
    const outcomes = (await conductor.attempts()).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['accepted', 'accepted']);
  });

  it('calls what is newer before the rest of a long round, and nothing that it replaced', async () => {
    await using stage = await makeSlow((slow) => push(slow, files([1, 9], '2')));
    const { conductor, time } = stage;
    conductor.repo.commit(files(TEN));
    await stage.start();
    await time.pass(2 * MINUTE);
    const called = (await conductor.attempts()).map(({ entry, revision }) => `${entry.package} ${revision}`);
    expect(called.indexOf('P0100001 2')).toBeLessThan(called.indexOf('P010000A 1'));
    expect(called).toContain('P0100009 2');
    expect(called).not.toContain('P0100009 1');
    expect(called).toHaveLength(11);
  });

  it.each([
    ['suspends', { suspend: true }],
    ['lets begin later', { notBefore: '2030-01-01T00:00:00Z' }],
  ])('calls nothing of the rest of a round that a newer commit %s', async (_, spec) => {
    const changed = Object.fromEntries(
      TEN.map((one) => [nameOf(one), redistribution({ packages: [one], revision: '1', ...spec })]),
    );
    await using stage = await makeSlow((slow) => push(slow, changed));
    const { conductor, time } = stage;
    conductor.repo.commit(files(TEN));
    await stage.start();
    await time.pass(2 * MINUTE);
    expect(conductor.taken).toEqual(['1>1', '2>1', '3>1']);
    expect(Object.keys(await stage.holds())).toHaveLength(7);
  });

  it('that is killed in the middle of a call never makes it again, and goes on with the rest', async () => {
    await using stage = await makeDaemonStage({ callTimeout: 1000 });
    const { conductor, time } = stage;
    const { site } = conductor.simulator;
    const called = Promise.withResolvers<void>();
    site.script((request) => {
      if (request.kind !== 'call' || request.number > 1) return undefined;
      called.resolve();
      return { kind: 'hang', taken: false };
    });
    conductor.repo.commit(files([1, 2]));
    await stage.start();
    const passing = time.pass(SECOND);
    await called.promise;
    await stage.crash();
    await passing;
    expect((await conductor.attempts()).map(({ outcome }) => outcome)).toEqual(['open']);
    expect((await stage.status())['1>1']).toMatchObject({ sync: 'Unknown' });
    await stage.start();
    await time.pass(10 * MINUTE);
    expect(conductor.taken).toEqual(['2>1']);
    expect(site.requests.calls).toBe(2);
    expect(await stage.holds()).toEqual({ '1>1': 'unknownOutcome' });
  });

  it('records an answer also where the ledger is busy for a while', async () => {
    let busy = 3;
    const busyAtAnswers = (parts: Parts): Parts => {
      const acquire: Parts['ledger']['acquire'] = async (command) => {
        const writer = await parts.ledger.acquire(command);
        return withMethods(writer, {
          async conclude(conclusion) {
            busy -= 1;
            if (busy >= 0) throw new Failure({ code: 'DPS2501', consequence: 'retry' }, 'the ledger is busy');
            return await writer.conclude(conclusion);
          },
        });
      };
      return { ...parts, ledger: withMethods(parts.ledger, { acquire }) };
    };
    await using stage = await makeDaemonStage({ wrap: busyAtAnswers });
    const { conductor, time } = stage;
    conductor.repo.commit(files([1]));
    await stage.start();
    await time.pass(10 * MINUTE);
    expect(await stage.status()).toMatchObject({ '1>1': { sync: 'Synced', health: 'Healthy' } });
    expect(conductor.taken).toEqual(['1>1']);
  });

  it('ends while it waits, and lets go of the ledger', async () => {
    await using stage = await makeDaemonStage();
    const { conductor, time } = stage;
    conductor.repo.commit(files([1]));
    await stage.start();
    await time.pass(MINUTE);
    await stage.running.end();
    expect(time.sleepers).toBe(0);
    await stage.start();
    await time.pass(MINUTE);
    expect(conductor.taken).toEqual(['1>1']);
  });

  it('does what nobody waits for at most so often: an hour without news', async () => {
    await using stage = await makeDaemonStage({ sites: ['P01', 'P02'] });
    const { conductor, time } = stage;
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    conductor.repo.commit({ 'a.yaml': redistribution({ site: 'P01', packages: [1] }) });
    await stage.start();
    await time.pass(10 * MINUTE);
    const before = new Map(stage.running.asked);
    const sleepers = time.sleepers;
    await time.pass(60 * MINUTE);
    const done = [...stage.running.asked].map(([step, count]) => [step, count - (before.get(step) ?? 0)]);
    expect(Object.fromEntries(done)).toEqual({
      ...{ fetch: 60, pass: 60, newCommands: 3600 },
      ...{ 'call P01': 0, 'call P02': 0, 'nextAsk P01': 0, 'nextAsk P02': 0, 'ask P01': 0 },
    });
    expect(time.sleepers).toBe(sleepers);
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });
});
