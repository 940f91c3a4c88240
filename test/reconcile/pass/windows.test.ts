import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/model/plan.ts';
import { parseSelector } from '../../../src/model/selection/selector.ts';
import type { Answer } from '../../../src/model/site/answer.ts';
import type { OperatorCommand } from '../../../src/model/views/history.ts';
import type { Parts } from '../../../src/reconcile/parts.ts';
import { readStatus } from '../../../src/reconcile/views/status.ts';
import { redistribution } from '../../make/noun/redistribution.ts';
import { makeWindow } from '../../make/noun/window.ts';
import { makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Puts something around each call of a site. */
function aroundCalls(
  around: (call: () => Promise<Answer>, parts: Parts) => Promise<Answer>,
): (parts: Parts) => Parts {
  return (parts) => ({
    ...parts,
    sites: parts.sites.map((site) => ({
      ...site,
      redistribute: (call) => around(() => site.redistribute(call), parts),
    })),
  });
}

/** A conductor whose calls take so long each. `called` holds the moments at which they left. */
async function makeSlow(windows: Parts['guards']['windows'], lasts: () => number) {
  const called: number[] = [];
  const conductor = await makeConductor({ guards: { firstRun: 'apply', windows } });
  const wrap = aroundCalls(async (call) => {
    called.push(conductor.now);
    const answer = await call();
    conductor.now += lasts();
    return answer;
  });
  await conductor.reopen({ wrap });
  return { conductor, called };
}

const NIGHTS = makeWindow({ schedule: '0 22 * * *', duration: '8h' });
const FOUR = { 'a.yaml': redistribution({ packages: [1, 2, 3, 4] }) };

describe('a window', () => {
  it('holds until it opens', async () => {
    await using conductor = await makeConductor({ guards: { firstRun: 'apply', windows: [NIGHTS] } });
    conductor.repo.commit(FOUR);
    const { report } = await conductor.apply();
    expect(conductor.taken).toEqual([]);
    const [first] = report.held;
    expect(first?.held).toMatchObject({ by: 'window', until: Date.UTC(2026, 10, 23, 22) });
    conductor.now = first?.held?.until ?? 0;
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1', '3>1', '4>1']);
  });

  it('bounds how long a call may take to leave', async () => {
    const closing = Date.UTC(2026, 10, 24, 6);
    await using conductor = await makeConductor({ guards: { firstRun: 'apply', windows: [NIGHTS] } });
    conductor.now = closing - 12_345;
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1] }) });
    await conductor.apply();
    conductor.now = closing - HOUR;
    conductor.repo.commit({ 'b.yaml': redistribution({ packages: [2] }) });
    await conductor.apply();
    const deadlines = (await conductor.attempts()).map(({ startedAt, deadline }) => deadline - startedAt);
    expect(deadlines).toEqual([12_344, 30_000]);
  });

  it('that closes in the middle of an apply lets no further call go; the next night they go, once', async () => {
    const { conductor, called } = await makeSlow([NIGHTS], () => 5 * HOUR);
    await using _ = conductor;
    conductor.now = Date.UTC(2026, 10, 23, 22);
    conductor.repo.commit(FOUR);
    const { report, after } = await conductor.apply();
    expect(called).toEqual([Date.UTC(2026, 10, 23, 22), Date.UTC(2026, 10, 24, 3)]);
    expect(actionsOf(after)).toMatchObject({ '2>1': 'unchanged', '3>1': 'window', '4>1': 'window' });
    expect(report.held.map(({ held }) => held?.until)).toEqual([
      Date.UTC(2026, 10, 24, 22),
      Date.UTC(2026, 10, 24, 22),
    ]);
    expect(await conductor.attempts()).toHaveLength(2);
    conductor.now = Date.UTC(2026, 10, 24, 22);
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1', '3>1', '4>1']);
  });

  it('is shown by status as what holds the entry', async () => {
    await using conductor = await makeConductor({ guards: { firstRun: 'apply', windows: [NIGHTS] } });
    conductor.repo.commit(FOUR);
    await conductor.apply();
    const statuses = await readStatus('all', conductor.parts);
    expect(statuses.map(({ sync, held }) => [sync, held?.by])).toEqual(Array(4).fill(['Held', 'window']));
  });
});

// The night of 28 March 2027 in Berlin, where 02:00 to 03:00 is skipped: deny opens at 01:00Z, when the clock shows 03:00.
const BERLIN = [
  makeWindow({ schedule: '0 1 * * *', duration: '4h', timeZone: 'Europe/Berlin' }),
  makeWindow({ kind: 'deny', schedule: '30 2 * * *', duration: '30m', timeZone: 'Europe/Berlin' }),
];
const OPEN = [
  ['2027-03-28T00:00Z', '2027-03-28T01:00Z'],
  ['2027-03-28T01:30Z', '2027-03-28T04:00Z'],
  ['2027-03-28T23:00Z', '2027-03-29T00:30Z'],
  ['2027-03-29T01:00Z', '2027-03-29T03:00Z'],
].map(([from = '', to = '']) => [Date.parse(from), Date.parse(to)] as const);
const isOpen = (at: number) => OPEN.some(([from, to]) => at >= from && at < to);

it('lets no call start outside, and holds nothing inside, whenever passes begin and however long calls take', async () => {
  const minutes = (max: number) => fc.integer({ min: 0, max }).map((count) => count * MINUTE);
  const pass = fc.record({ pause: minutes(150), lasts: minutes(45) });
  await fc.assert(
    fc.asyncProperty(fc.array(pass, { minLength: 4, maxLength: 8 }), async (passes) => {
      let lasts = 0;
      const { conductor, called } = await makeSlow(BERLIN, () => lasts);
      await using _ = conductor;
      conductor.now = Date.parse('2027-03-27T22:00Z');
      for (const [index, one] of passes.entries()) {
        conductor.now += one.pause;
        lasts = one.lasts;
        conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3], revision: `${index}` }) });
        const { after } = await conductor.apply();
        const left = Object.values(actionsOf(after)).filter((action) => action !== 'unchanged');
        expect(left).toEqual(isOpen(after.input.now) ? [] : left.map(() => 'window'));
      }
      expect(called.filter((at) => !isOpen(at))).toEqual([]);
      expect((await conductor.attempts()).map(({ startedAt }) => startedAt)).toEqual(called);
    }),
    { numRuns: 5, seed: 20270328 },
  );
});

describe('a broken glass', () => {
  it('lets calls pass, with who, why and for which run on record before the first of them', async () => {
    const recorded: OperatorCommand[][] = [];
    await using conductor = await makeConductor({
      guards: { firstRun: 'apply', windows: [NIGHTS] },
      wrap: aroundCalls(async (call, { ledger }) => {
        recorded.push((await ledger.history({})).commands.filter(({ command }) => command === 'breakGlass'));
        return await call();
      }),
    });
    conductor.repo.commit(FOUR);
    let asked: Plan | undefined;
    const confirm = async (plan: Plan) => {
      asked = plan;
      return true;
    };
    await conductor.apply({ breakGlass: 'P1 incident 4711', confirm });
    expect(conductor.taken).toHaveLength(4);
    expect(asked?.warnings.map(({ code }) => code)).toEqual(Array(4).fill('DPS2206'));
    const [first] = await conductor.attempts();
    expect(recorded[0]).toMatchObject([
      { target: first?.run, actor: 'ada@desk', reason: 'P1 incident 4711' },
    ]);
    expect(recorded.at(-1)).toHaveLength(1);
  });

  it('passes a window that closes in the middle of the apply', async () => {
    const { conductor, called } = await makeSlow([NIGHTS], () => 5 * HOUR);
    await using _ = conductor;
    conductor.now = Date.UTC(2026, 10, 23, 22);
    conductor.repo.commit(FOUR);
    await conductor.apply({ breakGlass: 'P1 incident 4711' });
    expect(called).toHaveLength(4);
  });

  it('passes windows and nothing else', async () => {
    await using conductor = await makeConductor({
      guards: { firstRun: 'apply', windows: [NIGHTS], maxCallsPerRun: 2 },
    });
    conductor.repo.commit(FOUR);
    const { after } = await conductor.apply({ breakGlass: 'P1 incident 4711' });
    expect(new Set(Object.values(actionsOf(after)))).toEqual(new Set(['budget']));
    conductor.repo.commit({
      'a.yaml': redistribution({ packages: [1], suspend: true }),
      'b.yaml': redistribution({ packages: [2] }),
      'c.yaml': redistribution({ packages: [2] }),
      'd.yaml': redistribution({ packages: [3], notBefore: '2030-01-01T00:00:00Z' }),
    });
    const later = await conductor.apply({ breakGlass: 'P1 incident 4711' });
    expect(actionsOf(later.after)).toMatchObject({
      '1>1': 'suspended',
      '2>1': 'conflict',
      '3>1': 'validity',
    });
    expect(conductor.taken).toEqual([]);
  });

  it('is on record for the runs that are meant alone, and not at all where nobody confirms or nothing is due', async () => {
    await using conductor = await makeConductor({
      sources: ['content', 'other'],
      guards: { firstRun: 'apply', windows: [NIGHTS] },
    });
    const broken = async () =>
      (await conductor.parts.ledger.history({})).commands.filter(({ command }) => command === 'breakGlass');
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1] }) });
    conductor.repoOf('other').commit({ 'a.yaml': redistribution({ packages: [2] }) });
    await conductor.apply();
    await conductor.apply({ breakGlass: 'no', confirm: async () => false });
    expect(await broken()).toEqual([]);
    const only = parseSelector('P01/P0100002/*') ?? null;
    await conductor.apply({ breakGlass: 'yes', only });
    expect(conductor.taken).toEqual(['2>1']);
    const [attempt] = await conductor.attempts();
    expect((await broken()).map(({ target }) => target)).toEqual([attempt?.run]);
    await conductor.apply({ breakGlass: 'again', only });
    expect(await broken()).toHaveLength(1);
  });
});
