// What every engine keeps of what became of a call: what it cost, whether the site took it, and whether it arrived.
import { describe, expect, it } from 'vitest';
import type { PackageId, SiteCode } from '../../src/model/entry.ts';
import type { Snapshot } from '../../src/model/site/facts.ts';
import { makeIntent } from '../make/noun/attempt.ts';
import { makeConclusion, makeRejection, makeUnknown } from '../make/noun/conclusion.ts';
import { makeHealthRecord } from '../make/noun/health-record.ts';
import type { LedgerEngine } from './contract.ts';

const P01 = 'P01' as SiteCode;
const PACKAGE = 'P0100012' as PackageId;
const BRANCH = 'P01/P0100012/Branch';
const HEAD = 'P01/P0100012/Head Office';
const LAB = 'P01/P0100099/Lab';
const EU = '{6617708D-0F98-4898-8D05-9E882C23DCB2}';
const US = '{A0B1C2D3-0F98-4898-8D05-9E882C23DCB2}';

const idsOf = (attempts: readonly { readonly id: number }[]) => attempts.map(({ id }) => id);
const evidence = { by: 'site', text: 'new distribution jobs at 2 of 2 distribution points' } as const;
const seen = (id: number) => makeConclusion(id, { returnValue: null, evidence });

/** The part of the suite about attempts whose call is over. */
export function describeDelivery(name: string, make: () => Promise<LedgerEngine>): void {
  const start = async () => {
    const ledger = await (await make()).open();
    return { ledger, writer: await ledger.acquire('dpsync apply') };
  };

  describe(`${name}: what is noted with an intent`, () => {
    it('comes back as it was', async () => {
      const { ledger, writer } = await start();
      const snapshot: Snapshot = {
        takenAt: 1_700_000_000_000,
        clockOffset: -250,
        jobs: ['16777217'],
        points: { '["Display=\\\\dp01\\"]MSWNET:["SMS_SITE=P01"]\\\\dp01\\': 1_699_999_999_000 },
      };
      const intent = makeIntent(BRANCH, '1', { wave: -3, bytes: 5e12, points: 200, snapshot });
      const attempt = await writer.intend(intent);
      expect(attempt).toMatchObject({ wave: -3, bytes: 5e12, points: 200, snapshot });
      expect(await writer.conclude(makeConclusion(1))).toEqual({ ...attempt, ...makeConclusion(1) });
      await writer.intend(makeIntent(HEAD, '1', { bytes: null, points: null }));
      await writer.adopt([makeIntent(LAB, '1', { wave: 7, groupId: null })], [], []);
      expect((await ledger.history({})).attempts).toMatchObject([
        { wave: 7, snapshot: null, outcome: 'adopted' },
        { wave: 0, bytes: null, points: null, snapshot: null },
        { wave: -3, bytes: 5e12, points: 200, snapshot },
      ]);
    });
  });

  describe(`${name}: what the site may have`, () => {
    it('is found by package and time', async () => {
      const { ledger, writer } = await start();
      await writer.intend(makeIntent(BRANCH, '1', { startedAt: 10 }));
      await writer.intend(makeIntent(HEAD, '1', { startedAt: 20 }));
      await writer.intend(makeIntent(LAB, '1', { startedAt: 20 }));
      await writer.intend(makeIntent('P02/P0100012/Branch', '1', { startedAt: 20 }));
      await writer.intend(makeIntent(BRANCH, '2', { startedAt: 30 }));
      await writer.conclude(makeConclusion(1));
      await writer.conclude(makeUnknown(2));
      await writer.conclude(makeRejection(5));
      expect(idsOf(await ledger.attemptsOfPackages(P01, [PACKAGE, PACKAGE], 0))).toEqual([1, 2]);
      expect(idsOf(await ledger.attemptsOfPackages(P01, [PACKAGE], 20))).toEqual([2]);
      expect(idsOf(await ledger.attemptsOfPackages(P01, [PACKAGE, 'P0100099' as PackageId], 20))).toEqual([
        2, 3,
      ]);
      expect(await ledger.attemptsOfPackages(P01, [], 0)).toEqual([]);
    });

    it("is found by the group's GUID, whatever its name and spelling", async () => {
      const { ledger, writer } = await start();
      await writer.intend(makeIntent(BRANCH));
      await writer.intend(makeIntent('P01/P0100012/Branch Offices EU', '1', { groupId: EU.toLowerCase() }));
      await writer.intend(makeIntent(HEAD, '1', { groupId: US }));
      await writer.intend(makeIntent('P02/P0100012/Branch'));
      await writer.intend(makeIntent(BRANCH, '2'));
      await writer.conclude(makeRejection(5));
      await writer.adopt([makeIntent(BRANCH, '3', { groupId: null })], [], []);
      const pair = { groupId: EU, package: PACKAGE };
      const other = { groupId: US.toLowerCase(), package: PACKAGE };
      const never = { groupId: US, package: 'P0100099' as PackageId };
      const lower = { ...pair, groupId: EU.toLowerCase() };
      expect(idsOf(await ledger.attemptsOfGroups(P01, [pair, lower]))).toEqual([1, 2]);
      expect(idsOf(await ledger.attemptsOfGroups(P01, [other, never, pair]))).toEqual([1, 2, 3]);
      expect(await ledger.attemptsOfGroups(P01, [never])).toEqual([]);
    });

    it('is found by run', async () => {
      const { ledger, writer } = await start();
      await writer.intend(makeIntent(BRANCH, '1', { wave: 1 }));
      await writer.intend(makeIntent(HEAD, '1', { run: 'run000000002' }));
      await writer.intend(makeIntent(LAB));
      await writer.conclude(makeRejection(3));
      expect(await ledger.attemptsOfRuns(['run000000001'])).toMatchObject([{ id: 1, wave: 1 }]);
      const both = ['run000000002', 'run000000001', 'run000000001'];
      expect(idsOf(await ledger.attemptsOfRuns(both))).toEqual([1, 2]);
    });

    it('is found among more packages, groups and runs than one statement can hold', async () => {
      const { ledger, writer } = await start();
      const numbers = Array.from({ length: 1_201 }, (_, n) => `${n}`.padStart(6, '0'));
      const intents = numbers.map((n) =>
        makeIntent(`P01/P1${n}/Branch`, '1', { groupId: EU, run: `run${n}` }),
      );
      await Promise.all(intents.map((intent) => writer.intend(intent)));
      // The first again, in another statement: it is found once.
      const again = [...numbers, ...numbers.slice(0, 1)];
      const packages = again.map((n) => `P1${n}` as PackageId);
      expect(await ledger.attemptsOfPackages(P01, packages, 0)).toHaveLength(1_201);
      const pairs = packages.map((id) => ({ groupId: EU, package: id }));
      expect(await ledger.attemptsOfGroups(P01, pairs)).toHaveLength(1_201);
      expect(await ledger.attemptsOfRuns(again.map((n) => `run${n}`))).toHaveLength(1_201);
    });
  });

  describe(`${name}: an unknown outcome`, () => {
    it('is accepted by what the site shows, beside the writer', async () => {
      const engine = await make();
      const [first, second] = [await engine.open(), await engine.open()];
      const writer = await first.acquire('dpsync run');
      const attempt = await writer.intend(makeIntent());
      await writer.conclude(makeUnknown(1));
      expect(await second.settle([seen(1)])).toEqual([{ ...attempt, ...seen(1) }]);
      expect(await second.settle([seen(1)])).toEqual([]);
      expect(await first.attempts([makeIntent().key])).toEqual([{ ...attempt, ...seen(1) }]);
      expect(await writer.intend(makeIntent())).toBeUndefined();
    });

    it('that is settled by now stays as it is, and those beside it are settled', async () => {
      const { ledger, writer } = await start();
      for (const revision of ['1', '2', '3', '4']) await writer.intend(makeIntent(BRANCH, revision));
      await writer.conclude(makeConclusion(1));
      await writer.conclude(makeRejection(2));
      await writer.conclude(makeUnknown(4));
      const before = await ledger.attempts([makeIntent().key]);
      expect(idsOf(await ledger.settle([1, 2, 3, 4, 99].map(seen)))).toEqual([4]);
      const after = await ledger.attempts([makeIntent().key]);
      expect(after.slice(0, 3)).toEqual(before.slice(0, 3));
      expect(after[3]).toMatchObject({ outcome: 'accepted', error: null, evidence });
    });

    it('is never rejected by what the site does not show', async () => {
      const { ledger, writer } = await start();
      await writer.intend(makeIntent(BRANCH));
      await writer.intend(makeIntent(HEAD));
      await writer.conclude(makeUnknown(1));
      await writer.conclude(makeUnknown(2));
      await expect(ledger.settle([seen(1), makeRejection(2)])).rejects.toThrow('only an acceptance settles');
      expect(await ledger.unsettled()).toMatchObject([{ outcome: 'unknown' }, { outcome: 'unknown' }]);
    });

    it('takes a late answer after it was settled as evidence only', async () => {
      const { ledger, writer } = await start();
      await writer.intend(makeIntent());
      await writer.conclude(makeUnknown(1));
      await ledger.settle([seen(1)]);
      const text = `${evidence.text}; a later answer said rejected (DPS2001: the site is busy)`;
      expect(await writer.conclude(makeRejection(1))).toMatchObject({
        outcome: 'accepted',
        evidence: { by: 'site', text },
      });
    });

    it('keeps why it stays unknown, until it does not', async () => {
      const { ledger, writer } = await start();
      await writer.intend(makeIntent(BRANCH));
      await writer.intend(makeIntent(HEAD));
      const unknown = await writer.conclude(makeUnknown(1));
      const accepted = await writer.conclude(makeConclusion(2));
      const why = { by: 'site', text: 'no new job at 2 of 2 distribution points so far' } as const;
      await ledger.noteEvidence([1, 2, 99].map((id) => ({ id, evidence: why })));
      expect(await ledger.attempts([unknown.key])).toEqual([{ ...unknown, evidence: why }]);
      expect(await ledger.attempts([accepted.key])).toEqual([accepted]);
      expect(await writer.intend(makeIntent(BRANCH))).toBeUndefined();
    });
  });

  describe(`${name}: the health of a call`, () => {
    it('is the newest that was recorded', async () => {
      const engine = await make();
      const [first, second] = [await engine.open(), await engine.open()];
      const writer = await first.acquire('dpsync run');
      for (const text of [BRANCH, HEAD]) await writer.intend(makeIntent(text));
      await second.recordHealth([makeHealthRecord(1), makeHealthRecord(2)]);
      const newer = makeHealthRecord(1, { health: 'Healthy', checkedAt: 9_000, checks: 2, done: true });
      await second.recordHealth([newer]);
      expect(await first.health([1, 2, 3])).toEqual(
        new Map([
          [1, newer],
          [2, makeHealthRecord(2)],
        ]),
      );
      expect(await first.health([])).toEqual(new Map());
    });

    it('is asked for what was accepted by a call and is not done', async () => {
      const { ledger, writer } = await start();
      for (const [index, text] of [BRANCH, HEAD, LAB].entries())
        await writer.intend(makeIntent(text, '1', { startedAt: index * 10 }));
      for (const revision of ['2', '3', '4']) await writer.intend(makeIntent(LAB, revision));
      await writer.adopt([makeIntent(LAB, '5')], [], []);
      for (const id of [1, 2, 3]) await writer.conclude(makeConclusion(id));
      await writer.conclude(makeRejection(4));
      await writer.conclude(makeUnknown(5));
      const undelivered = async (since: number) =>
        (await ledger.undelivered(since)).map(({ attempt, health }) => [attempt.id, health]);
      expect(await undelivered(0)).toEqual([
        [1, null],
        [2, null],
        [3, null],
      ]);
      await ledger.recordHealth([makeHealthRecord(2), makeHealthRecord(3, { done: true })]);
      expect(await undelivered(0)).toEqual([
        [1, null],
        [2, makeHealthRecord(2)],
      ]);
      expect(await undelivered(10)).toEqual([[2, makeHealthRecord(2)]]);
      expect(await undelivered(11)).toEqual([]);
    });

    it('is recorded for more attempts than one statement can hold', async () => {
      const { ledger, writer } = await start();
      const intents = Array.from({ length: 1_201 }, (_, n) => makeIntent(`P01/P0100012/G${n}`));
      await writer.adopt(intents, [], []);
      const records = intents.map((_, index) => makeHealthRecord(index + 1));
      await ledger.recordHealth(records);
      expect([...(await ledger.health(records.map(({ attempt }) => attempt))).values()]).toEqual(records);
    });
  });
}
