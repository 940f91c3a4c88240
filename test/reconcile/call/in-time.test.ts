import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePlan } from '../../../src/plan/plan.ts';
import { follow } from '../../../src/reconcile/follow/follow-up.ts';
import { checkHealth, nextCheck, openDeliveries } from '../../../src/reconcile/follow/health.ts';
import { unknownToSettle } from '../../../src/reconcile/follow/settle.ts';
import { resolve } from '../../../src/reconcile/operator/commands.ts';
import type { Parts } from '../../../src/reconcile/parts.ts';
import { DROPPED_AFTER, failing, UNAVAILABLE } from '../../make/faults.ts';
import { declared, digest, input, NOW, subject } from '../../make/noun/plan.ts';
import { redistribution } from '../../make/noun/redistribution.ts';
import { makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 23, 12);
const iso = (at: number) => new Date(at).toISOString();

/** Calls take so long each; `left` has which call left when, as `package>group`. */
async function makeSlow(guards: Partial<Parts['guards']>, lasts: () => number) {
  const left: (readonly [call: string, at: number])[] = [];
  const conductor = await makeConductor({ guards: { firstRun: 'apply', ...guards } });
  const wrap = (parts: Parts): Parts => ({
    ...parts,
    sites: parts.sites.map((site) => ({
      ...site,
      redistribute: async (call) => {
        const at = conductor.now;
        const answer = await site.redistribute(call);
        left.push([conductor.taken.at(-1) ?? '', at]);
        conductor.now += lasts();
        return answer;
      },
    })),
  });
  await conductor.reopen({ wrap });
  conductor.now = START;
  return { conductor, left };
}

describe('a queue that takes long', () => {
  it('lets nothing leave after notAfter, and says what holds the rest', async () => {
    const { conductor, left } = await makeSlow({}, () => 10 * MINUTE);
    await using _ = conductor;
    const notAfter = iso(START + 25 * MINUTE);
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3, 4, 5], notAfter }) });
    const { after } = await conductor.apply();
    expect(left.map(([, at]) => at - START)).toEqual([0, 10 * MINUTE, 20 * MINUTE]);
    expect(actionsOf(after)).toMatchObject({ '4>1': 'validity', '5>1': 'validity' });
    expect(await conductor.attempts()).toHaveLength(3);
  });

  it('lets nothing leave that became stale in it', async () => {
    const { conductor, left } = await makeSlow({ maxAge: 25 * MINUTE }, () => 10 * MINUTE);
    await using _ = conductor;
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3, 4, 5] }) });
    const { after } = await conductor.apply();
    expect(left).toHaveLength(3);
    expect(actionsOf(after)).toMatchObject({ '4>1': 'stale', '5>1': 'stale' });
  });

  it('lets nothing leave before notBefore where the clock was set back in it', async () => {
    const { conductor, left } = await makeSlow({}, () => -10 * MINUTE);
    await using _ = conductor;
    const notBefore = iso(START - 5 * MINUTE);
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3], notBefore }) });
    const { after } = await conductor.apply();
    expect(left).toHaveLength(1);
    expect(actionsOf(after)).toMatchObject({ '2>1': 'validity', '3>1': 'validity' });
  });

  it('breaks no notAfter with the glass', async () => {
    const { conductor, left } = await makeSlow({}, () => 10 * MINUTE);
    await using _ = conductor;
    const notAfter = iso(START + 5 * MINUTE);
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2], notAfter }) });
    await conductor.apply({ breakGlass: 'P1 incident 4711' });
    expect(left).toHaveLength(1);
  });
});

it.each([
  ['notAfter', 12_345, { notAfter: iso(START + 12_345) }, {}, 12_344],
  ['maxAge', 0, {}, { maxAge: 20_000 }, 20_000],
  ['nothing', 0, { notAfter: iso(START + DAY) }, {}, 30_000],
] as const)('a call may take to leave until %s', async (_name, _in, written, guards, expected) => {
  const { conductor } = await makeSlow(guards, () => 0);
  await using _ = conductor;
  conductor.repo.commit({ 'a.yaml': redistribution(written) });
  await conductor.apply();
  expect((await conductor.attempts()).map(({ startedAt, deadline }) => deadline - startedAt)).toEqual([
    expected,
  ]);
});

it('lets no call leave outside of its validity or its age, whatever is declared and however long calls take', async () => {
  const minutes = (from: number, to: number) => fc.integer({ min: from, max: to }).map((n) => n * MINUTE);
  const times = fc.record({ from: fc.option(minutes(-90, 60)), to: fc.option(minutes(-30, 180)) });
  const pass = fc.record({ pause: minutes(0, 60), lasts: fc.array(minutes(-20, 60), { minLength: 1 }) });
  const all = fc.tuple(
    fc.array(times, { minLength: 3, maxLength: 4 }),
    fc.array(pass, { minLength: 2, maxLength: 3 }),
  );
  await fc.assert(
    fc.asyncProperty(all, async ([declared, passes]) => {
      let lasts: readonly number[] = [];
      let count = 0;
      const maxAge = 120 * MINUTE;
      const { conductor, left } = await makeSlow({ maxAge }, () => lasts[count++ % lasts.length] ?? 0);
      await using _ = conductor;
      const files = declared.map(({ from, to }, index) => {
        const notBefore = from === null ? {} : { notBefore: iso(START + from) };
        const notAfter = to === null ? {} : { notAfter: iso(START + to) };
        return [`${index}.yaml`, redistribution({ packages: [index + 1], ...notBefore, ...notAfter })];
      });
      conductor.repo.commit(Object.fromEntries(files));
      for (const one of passes) {
        lasts = one.lasts;
        await conductor.apply();
        conductor.now += one.pause;
      }
      for (const [call, at] of left) {
        const { from = null, to = null } = declared[Number(call.split('>')[0]) - 1] ?? {};
        expect(at - START, call).toBeGreaterThanOrEqual(from ?? Number.NEGATIVE_INFINITY);
        expect(at - START, call).toBeLessThan(to ?? Number.POSITIVE_INFINITY);
        expect(at - START, call).toBeLessThanOrEqual(maxAge);
      }
      for (const { startedAt, deadline, entry } of await conductor.attempts()) {
        const { to = null } = declared[Number.parseInt(entry.package.slice(3), 16) - 1] ?? {};
        expect(deadline).toBeGreaterThanOrEqual(startedAt);
        expect(deadline - START).toBeLessThan(to ?? Number.POSITIVE_INFINITY);
      }
    }),
    { numRuns: 4, seed: 20261201 },
  );
}, 240_000);

describe('times that a clock recorded 400 days ahead', () => {
  const AHEAD = 400 * DAY;
  /** Applies one call with that clock, and corrects it. */
  async function calledAhead(fault?: Parameters<typeof failing>[0][number]) {
    const conductor = await makeConductor();
    if (fault) conductor.simulator.site.script(failing({ 1: fault }));
    conductor.repo.commit({ 'a.yaml': redistribution() });
    conductor.now += AHEAD;
    await conductor.apply();
    conductor.simulator.site.script(() => undefined);
    conductor.now -= AHEAD;
    return conductor;
  }

  it('keep no rejected call from its next try', async () => {
    await using conductor = await calledAhead(UNAVAILABLE);
    expect(actionsOf((await conductor.apply()).after)).toEqual({ '1>1': 'unchanged' });
    expect(conductor.taken).toEqual(['1>1']);
  });

  it('keep no unknown outcome from being asked about, nor from what an operator says', async () => {
    await using conductor = await calledAhead(DROPPED_AFTER);
    expect(await unknownToSettle(conductor.parts)).toHaveLength(1);
    const next = await follow(() => true, conductor.parts).next();
    expect(next).toBeLessThanOrEqual(conductor.now);
    const entries = (await conductor.attempts()).map(({ entry }) => entry);
    await expect(resolve({ entries, as: 'not-sent', reason: null }, conductor.parts)).resolves.toHaveLength(
      1,
    );
  });

  it('keep no content from being asked about, and what is recorded then is of the present', async () => {
    await using conductor = await calledAhead();
    const check = async () => {
      const open = await openDeliveries(conductor.parts);
      return open.map((delivery) => nextCheck(delivery, conductor.parts) - conductor.now);
    };
    expect(await check()).toEqual([0]);
    const [record] = await checkHealth(await openDeliveries(conductor.parts), conductor.parts);
    expect(record?.checkedAt).toBe(conductor.now);
  });

  it('make what is due since then due since now', async () => {
    const due = { run: 'before', digest: digest(), since: NOW + AHEAD };
    const late = subject({ declared: [declared({ suspend: true })], due });
    expect(makePlan(input([late])).watch).toMatchObject([{ since: NOW }]);
  });
});
