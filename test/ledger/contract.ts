// What every engine does, whatever it keeps its tables in.
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { type ApprovedCall, callId } from '../../src/model/approval.ts';
import type { Run } from '../../src/model/run.ts';
import { makeIntent } from '../make/noun/attempt.ts';
import { makeCommand } from '../make/noun/command.ts';
import { makeConclusion, makeRejection, makeUnknown } from '../make/noun/conclusion.ts';
import { makeDeclaration, makeDeclaredFile } from '../make/noun/declared-file.ts';
import { makePassRecord } from '../make/noun/pass-record.ts';
import { describeWords } from './contract-of-commands.ts';
import { describeDelivery } from './contract-of-delivery.ts';

/** One ledger that can be opened several times, as by several processes. */
export interface LedgerEngine {
  open(): Promise<Ledger>;
}

const SOURCE = 'git:content';
const BRANCH = 'P01/P0100012/Branch';
const HEAD = 'P01/P0100012/Head Office';

const makeRun = (more: Partial<Run> = {}): Run => {
  return {
    id: 'run000000001',
    source: 'content',
    commit: 'a',
    recordedAt: 1,
    approvedAt: null,
    calls: 0,
    ...more,
  };
};

/** The suite that an engine has to pass. */
export function describeLedger(name: string, make: () => Promise<LedgerEngine>): void {
  const start = async () => {
    const ledger = await (await make()).open();
    return { ledger, writer: await ledger.acquire('dpsync apply') };
  };

  describe(`${name}: an attempt`, () => {
    it('is as it was intended, and open', async () => {
      const { ledger, writer } = await start();
      const intent = makeIntent();
      const attempt = await writer.intend(intent);
      expect(attempt).toEqual({
        ...intent,
        id: 1,
        writer: writer.number,
        finishedAt: null,
        outcome: 'open',
        finality: null,
        counts: true,
        returnValue: null,
        error: null,
        evidence: null,
      });
      expect(await ledger.attempts([intent.key])).toEqual([attempt]);
      expect(await ledger.unsettled()).toEqual([attempt]);
    });

    it.each([
      ['accepted', makeConclusion(1)],
      ['rejected', makeRejection(1, { counts: false, evidence: { by: 'site', text: 'seen' } })],
      ['unknown', makeUnknown(1)],
    ])('that is concluded as %s says so', async (_, conclusion) => {
      const { ledger, writer } = await start();
      const attempt = await writer.intend(makeIntent());
      const concluded = await writer.conclude(conclusion);
      expect(concluded).toEqual({ ...attempt, ...conclusion });
      expect(await ledger.attempts([makeIntent().key])).toEqual([concluded]);
    });

    it.each([
      ['open', undefined],
      ['accepted', makeConclusion(1)],
      ['unknown', makeUnknown(1)],
    ])('that is %s keeps the next one of its digest out', async (_, conclusion) => {
      const { ledger, writer } = await start();
      await writer.intend(makeIntent());
      if (conclusion) await writer.conclude(conclusion);
      expect(await writer.intend(makeIntent())).toBeUndefined();
      expect(await ledger.attempts([makeIntent().key])).toHaveLength(1);
      expect(await writer.intend(makeIntent(BRANCH, '2'))).toMatchObject({ outcome: 'open' });
      expect(await writer.intend(makeIntent(HEAD))).toMatchObject({ outcome: 'open' });
    });

    it('that was rejected lets the next one in, with a number never used before', async () => {
      const { ledger, writer } = await start();
      await writer.intend(makeIntent());
      await writer.conclude(makeRejection(1));
      expect(await writer.intend(makeIntent())).toMatchObject({ id: 2, outcome: 'open' });
      const outcomes = (await ledger.attempts([makeIntent().key])).map(({ outcome }) => outcome);
      expect(outcomes).toEqual(['rejected', 'open']);
    });

    it('is compared by the group name folded, whatever its spelling', async () => {
      const { writer } = await start();
      await writer.intend(makeIntent('P01/P0100012/BRANCH'));
      expect(await writer.intend(makeIntent('P01/P0100012/branch'))).toBeUndefined();
    });

    it('that does not exist cannot be concluded, and those beside it still are', async () => {
      const { writer } = await start();
      await writer.intend(makeIntent());
      const [missing, there] = await Promise.allSettled([
        writer.conclude(makeConclusion(99)),
        writer.conclude(makeConclusion(1)),
      ]);
      expect(missing).toMatchObject({ status: 'rejected', reason: { code: 'DPS2523', consequence: 'stop' } });
      expect(there).toMatchObject({ status: 'fulfilled', value: { outcome: 'accepted' } });
    });

    it('shares its fate with no other that falls together with it', async () => {
      const { writer } = await start();
      const made = await Promise.all([
        writer.intend(makeIntent(BRANCH)),
        writer.intend(makeIntent(BRANCH)),
        writer.intend(makeIntent(HEAD)),
      ]);
      expect(made).toMatchObject([{ outcome: 'open' }, undefined, { entry: makeIntent(HEAD).entry }]);
    });
  });

  describe(`${name}: a late answer`, () => {
    it('settles an unknown attempt', async () => {
      const { writer } = await start();
      await writer.intend(makeIntent());
      await writer.conclude(makeUnknown(1));
      expect(await writer.conclude(makeConclusion(1))).toMatchObject({ outcome: 'accepted', error: null });
    });

    it('never changes an accepted attempt, and stands in its evidence', async () => {
      const { ledger, writer } = await start();
      await writer.intend(makeIntent());
      await writer.conclude(makeConclusion(1));
      const late = await writer.conclude(makeRejection(1));
      expect(late).toMatchObject({
        outcome: 'accepted',
        returnValue: 0,
        evidence: { by: 'site', text: 'a later answer said rejected (DPS2001: the site is busy)' },
      });
      expect(await ledger.attempts([late.key])).toEqual([late]);
      expect(await writer.intend(makeIntent())).toBeUndefined();
    });

    it('makes a rejected attempt accepted, so that nothing is sent again', async () => {
      const { writer } = await start();
      await writer.intend(makeIntent());
      await writer.conclude(makeRejection(1));
      expect(await writer.conclude(makeConclusion(1))).toMatchObject({ outcome: 'accepted', finality: null });
      expect(await writer.intend(makeIntent())).toBeUndefined();
    });

    it('is kept as evidence where the next attempt is on its way already', async () => {
      const { ledger, writer } = await start();
      await writer.intend(makeIntent());
      await writer.conclude(makeRejection(1));
      await writer.intend(makeIntent());
      expect(await writer.conclude(makeConclusion(1))).toMatchObject({
        outcome: 'rejected',
        finality: 'transient',
        evidence: { text: 'a later answer said accepted' },
      });
      const outcomes = (await ledger.attempts([makeIntent().key])).map(({ outcome }) => outcome);
      expect(outcomes).toEqual(['rejected', 'open']);
    });
  });

  describe(`${name}: the writer`, () => {
    it('is one at a time, and the other one is told who it is', async () => {
      const engine = await make();
      const [first, second] = [await engine.open(), await engine.open()];
      const writer = await first.acquire('dpsync run');
      await expect(second.acquire('dpsync apply')).rejects.toMatchObject({
        code: 'DPS2520',
        consequence: 'stop',
        message: expect.stringMatching(
          /is locked by ann@admin01 \(process \d+ on \S+, "dpsync run", since 20\d\d-.*Z\)/,
        ),
      });
      await expect(first.acquire('dpsync apply')).rejects.toMatchObject({ code: 'DPS2520' });
      await writer.close();
      expect((await second.acquire('dpsync apply')).number).toBeGreaterThan(writer.number);
    });

    it('is seen by everyone, alive and after it', async () => {
      const engine = await make();
      const [first, second] = [await engine.open(), await engine.open()];
      expect((await second.state()).writer).toBeNull();
      const writer = await first.acquire('dpsync run');
      const known = { number: writer.number, actor: 'ann@admin01', pid: process.pid, command: 'dpsync run' };
      expect((await first.state()).writer).toMatchObject({ ...known, alive: true });
      expect((await second.state()).writer).toMatchObject({ ...known, alive: true });
      await writer.close();
      expect((await second.state()).writer).toMatchObject({ ...known, alive: false });
    });

    it('that left attempts open leaves them unknown to the next one', async () => {
      const { ledger, writer } = await start();
      await writer.intend(makeIntent());
      await writer.close();
      expect(await ledger.unsettled()).toMatchObject([{ outcome: 'open', writer: writer.number }]);
      const next = await ledger.acquire('dpsync apply');
      expect(await ledger.unsettled()).toMatchObject([
        {
          outcome: 'unknown',
          writer: writer.number,
          error: { code: 'DPS2540' },
          evidence: { by: 'recovery', text: "The process ended before the site's answer was recorded." },
        },
      ]);
      expect(await next.intend(makeIntent())).toBeUndefined();
      expect(await next.conclude(makeConclusion(1))).toMatchObject({ outcome: 'accepted' });
    });

    it('records what was under way before it gives the lock back, and nothing after', async () => {
      const { ledger, writer } = await start();
      const intended = writer.intend(makeIntent());
      await writer.close();
      expect(await intended).toMatchObject({ id: 1 });
      await expect(writer.intend(makeIntent(HEAD))).rejects.toMatchObject({ code: 'DPS2525' });
      await expect(writer.recordPass(makePassRecord())).rejects.toMatchObject({ code: 'DPS2525' });
      expect(await ledger.attempts([makeIntent(HEAD).key])).toEqual([]);
    });
  });

  describe(`${name}: a pass`, () => {
    it('records a source, its files and what they declare', async () => {
      const { ledger, writer } = await start();
      const file = makeDeclaredFile('sites/a.yaml', [BRANCH, HEAD]);
      await writer.recordPass(makePassRecord({ files: [file] }));
      expect(await ledger.sources()).toEqual([
        {
          id: SOURCE,
          name: 'content',
          commit: 'a'.repeat(40),
          readUnder: 'reader 1',
          releasedAt: null,
          quarantined: false,
          unverified: null,
        },
      ]);
      expect(await ledger.tree(SOURCE)).toEqual(new Map([['sites/a.yaml', 'blob of sites/a.yaml']]));
      const { declarations, ...record } = file;
      expect(await ledger.files(SOURCE, ['sites/a.yaml', 'sites/b.yaml'])).toEqual([record]);
      const declared = (declarations ?? []).map((declaration) => ({
        ...declaration,
        sourceId: SOURCE,
        file: 'sites/a.yaml',
        commit: file.commit,
        author: file.author,
        outdated: false,
      }));
      expect(await ledger.declarationsOfFiles(SOURCE, ['sites/a.yaml'])).toEqual(declared);
      expect(await ledger.declarationsOfEntries([SOURCE], [makeIntent(HEAD).key])).toEqual([declared[1]]);
      expect(await ledger.declaredKeys([SOURCE])).toEqual(declared.map(({ key }) => key));
    });

    it('puts a changed file in the place of what it was, and forgets a removed one', async () => {
      const { ledger, writer } = await start();
      const files = [makeDeclaredFile('a.yaml', [BRANCH]), makeDeclaredFile('b.yaml', [HEAD])];
      await writer.recordPass(makePassRecord({ files }));
      const changed = makeDeclaredFile('a.yaml', ['P01/P0100099/Lab'], { blob: 'new' });
      await writer.recordPass(makePassRecord({ commit: 'b', files: [changed], removed: ['b.yaml'] }));
      expect(await ledger.tree(SOURCE)).toEqual(new Map([['a.yaml', 'new']]));
      expect(await ledger.declaredKeys([SOURCE])).toEqual(['P01/P0100099/lab']);
      expect(await ledger.sources()).toMatchObject([{ commit: 'b' }]);
    });

    it('keeps what a file declared before it had a problem', async () => {
      const { ledger, writer } = await start();
      await writer.recordPass(makePassRecord({ files: [makeDeclaredFile('a.yaml', [BRANCH])] }));
      const problems = [{ code: 'DPS1001', message: 'no colon', line: 3, column: 1 }];
      const broken = makeDeclaredFile('a.yaml', [], { declares: true, problems, declarations: null });
      await writer.recordPass(makePassRecord({ files: [broken] }));
      expect(await ledger.declarationsOfFiles(SOURCE, ['a.yaml'])).toMatchObject([
        { key: makeIntent().key, outdated: true },
      ]);
      expect(await ledger.standing(SOURCE)).toMatchObject([{ path: 'a.yaml', problems }]);
      await writer.recordPass(makePassRecord({ files: [makeDeclaredFile('a.yaml', [BRANCH])] }));
      expect(await ledger.standing(SOURCE)).toEqual([]);
      expect(await ledger.declarationsOfFiles(SOURCE, ['a.yaml'])).toMatchObject([{ outdated: false }]);
    });

    it('says skipped files again, and keeps sources apart', async () => {
      const { ledger, writer } = await start();
      const link = makeDeclaredFile('link.yaml', [], { blob: '', skipped: 'a symbolic link' });
      await writer.recordPass(makePassRecord({ files: [link] }));
      await writer.recordPass(
        makePassRecord({ id: 'git:other', name: 'other', files: [makeDeclaredFile('link.yaml', [BRANCH])] }),
      );
      expect(await ledger.standing(SOURCE)).toMatchObject([
        { path: 'link.yaml', skipped: 'a symbolic link' },
      ]);
      expect(await ledger.standing('git:other')).toEqual([]);
      expect(await ledger.declaredKeys([SOURCE])).toEqual([]);
      expect(await ledger.declaredKeys([SOURCE, 'git:other'])).toEqual([makeIntent().key]);
      expect(await ledger.declarationsOfEntries([SOURCE], [makeIntent().key])).toEqual([]);
      expect(await ledger.declaredKeys([])).toEqual([]);
    });

    it('knows an entry that is declared twice, with every word of it', async () => {
      const { ledger, writer } = await start();
      const whole = makeDeclaration(BRANCH, {
        revision: '00100012',
        labels: [],
        reason: "o'clock \u2028 😀",
        wave: -3,
        suspend: true,
        notBefore: 1_800_000_000_000,
        notAfter: 1_900_000_000_000,
        line: 12,
      });
      const file = makeDeclaredFile('a.yaml', [BRANCH]);
      const twice = { ...file, declarations: [...(file.declarations ?? []), whole] };
      await writer.recordPass(makePassRecord({ files: [twice] }));
      expect(await ledger.declarationsOfEntries([SOURCE], [whole.key])).toMatchObject([{ line: 8 }, whole]);
    });

    it('keeps what is wrong with the signature of its commit, until the next one', async () => {
      const { ledger, writer } = await start();
      await writer.recordPass(makePassRecord({ unverified: 'is not signed' }));
      expect(await ledger.sources()).toMatchObject([{ unverified: 'is not signed' }]);
      await writer.recordPass(makePassRecord({ commit: 'b' }));
      expect(await ledger.sources()).toMatchObject([{ commit: 'b', unverified: null }]);
    });

    it('records more files and entries than one statement can hold', async () => {
      const { ledger, writer } = await start();
      const files = Array.from({ length: 1_201 }, (_, n) =>
        makeDeclaredFile(`${n}.yaml`, [`P01/P0100012/G${n}`]),
      );
      await writer.recordPass(makePassRecord({ files }));
      const paths = files.map(({ path }) => path);
      expect(await ledger.files(SOURCE, paths)).toHaveLength(1_201);
      const keys = await ledger.declaredKeys([SOURCE]);
      expect(keys).toHaveLength(1_201);
      expect(await ledger.declarationsOfEntries([SOURCE], keys)).toHaveLength(1_201);
      await writer.recordPass(makePassRecord({ removed: paths }));
      expect(await ledger.declaredKeys([SOURCE])).toEqual([]);
    });

    it('records runs once, and what the next pass must look at', async () => {
      const { ledger, writer } = await start();
      const { key, digest } = makeIntent();
      const due = { key, digest, run: 'run000000001', since: 7, trusted: true };
      const other = { key: makeIntent(HEAD).key, digest: null, run: null, since: 8, trusted: false };
      await writer.recordPass(
        makePassRecord({}, { runs: [makeRun()], pending: { set: [due, other], clear: [] } }),
      );
      expect(await ledger.pending()).toEqual([due, other]);
      const again = { ...due, since: 9, trusted: false };
      await writer.recordPass(
        makePassRecord(
          {},
          { runs: [makeRun({ recordedAt: 99 })], pending: { set: [again], clear: [other.key] } },
        ),
      );
      expect(await ledger.pending()).toEqual([again]);
      expect(await ledger.runs(['run000000001', 'run000000002'])).toEqual([makeRun()]);
    });

    it('tells the newest runs of a source, newest first', async () => {
      const { ledger, writer } = await start();
      const runs = [7, 9, 8].map((at) => makeRun({ id: `run00000000${at}`, recordedAt: at }));
      const other = makeRun({ id: 'run000000004', source: 'other', recordedAt: 10 });
      await writer.recordPass(makePassRecord({}, { runs: [...runs, other] }));
      const newest = await ledger.newestRuns(other.source, 5);
      expect(newest).toEqual([other]);
      expect((await ledger.newestRuns(makeRun().source, 2)).map(({ recordedAt }) => recordedAt)).toEqual([
        9, 8,
      ]);
    });
  });

  describe(`${name}: a first run`, () => {
    it('is released, taken back and released again', async () => {
      const { ledger, writer } = await start();
      await writer.recordPass(makePassRecord());
      await writer.release([SOURCE], [makeCommand()]);
      expect(await ledger.sources()).toMatchObject([{ releasedAt: 1_700_000_000_000, quarantined: false }]);
      await writer.recordPass(makePassRecord({ commit: 'b' }));
      expect(await ledger.sources()).toMatchObject([{ releasedAt: 1_700_000_000_000 }]);
      await writer.quarantine(makeCommand({ command: 'quarantine', target: 'ledger' }), [
        { id: SOURCE, name: 'content' },
        { id: 'git:new', name: 'new' },
      ]);
      expect(await ledger.sources()).toMatchObject([
        { id: SOURCE, commit: 'b', releasedAt: null, quarantined: true },
        { id: 'git:new', name: 'new', commit: null, releasedAt: null, quarantined: true },
      ]);
      await writer.recordPass(makePassRecord({ id: 'git:new', name: 'new' }));
      await writer.release([SOURCE], []);
      expect(await ledger.sources()).toMatchObject([{ quarantined: false }, { quarantined: true }]);
      const { commands } = await ledger.history({});
      expect(commands.map(({ command }) => command)).toEqual(['quarantine', 'firstRun']);
    });

    it('is adopted: recorded as applied, called by nobody, for ever', async () => {
      const { ledger, writer } = await start();
      const adopted = makeIntent(BRANCH, '1', { cause: 'adopted', groupId: null, startedAt: 1_234 });
      const due = { key: adopted.key, digest: adopted.digest, run: null, since: 7, trusted: true };
      await writer.recordPass(makePassRecord({}, { pending: { set: [due], clear: [] } }));
      await writer.adopt([adopted], [SOURCE], [makeCommand({ command: 'adopt' })]);
      expect(await ledger.attempts([adopted.key])).toMatchObject([
        { outcome: 'adopted', startedAt: 1_234, finishedAt: 1_234, groupId: null, writer: writer.number },
      ]);
      expect(await ledger.pending()).toEqual([]);
      expect(await ledger.sources()).toMatchObject([{ releasedAt: 1_700_000_000_000 }]);
      expect(await writer.intend(makeIntent())).toBeUndefined();
      expect(await ledger.unsettled()).toEqual([]);
    });

    it('adopts beside what was tried before', async () => {
      const { ledger, writer } = await start();
      await writer.intend(makeIntent(BRANCH));
      await writer.intend(makeIntent(HEAD));
      await writer.conclude(makeRejection(2));
      const many = Array.from({ length: 300 }, (_, n) => makeIntent(`P01/P0100012/G${n}`));
      await writer.adopt([makeIntent(BRANCH), makeIntent(HEAD), ...many], ['git:unknown'], []);
      const outcomesOf = async (text: string) =>
        (await ledger.attempts([makeIntent(text).key])).map(({ outcome }) => outcome);
      expect(await outcomesOf(BRANCH)).toEqual(['open']);
      expect(await outcomesOf(HEAD)).toEqual(['rejected', 'adopted']);
      expect(await ledger.attempts(many.map(({ key }) => key))).toHaveLength(300);
      expect(await ledger.sources()).toMatchObject([{ id: 'git:unknown', commit: null, quarantined: false }]);
    });
  });

  describe(`${name}: an operator`, () => {
    it('approves a run beside a writer, recorded or not', async () => {
      const engine = await make();
      const [first, second] = [await engine.open(), await engine.open()];
      const writer = await first.acquire('dpsync run');
      await writer.recordPass(makePassRecord({}, { runs: [makeRun()] }));
      const { key, digest } = makeIntent(BRANCH);
      const other = makeIntent(HEAD);
      const approval = (run: string, calls: readonly ApprovedCall[]) => {
        return { run, calls, deliveries: null, bytes: null };
      };
      const say = (at: number) => makeCommand({ command: 'approve', target: 'run000000001', at });
      await second.approve(makeRun(), approval('run000000001', [{ key, digest }]), say(50));
      await second.approve(makeRun(), approval('run000000001', [{ key, digest }, other]), say(60));
      await second.approve(makeRun({ id: 'run000000002' }), approval('run000000002', []), say(70));
      expect(await first.approvals(['run000000001', 'run000000002'])).toEqual(
        new Map([['run000000001', new Set([callId({ key, digest }), callId(other)])]]),
      );
      expect(await first.runs(['run000000001', 'run000000002'])).toMatchObject([
        { id: 'run000000001', approvedAt: 50 },
        { id: 'run000000002', approvedAt: 70 },
      ]);
    });

    it('settles unknown attempts, all or none', async () => {
      const engine = await make();
      const [first, second] = [await engine.open(), await engine.open()];
      const writer = await first.acquire('dpsync run');
      for (const text of [BRANCH, HEAD]) await writer.intend(makeIntent(text));
      await writer.conclude(makeUnknown(1));
      const said = { by: 'operator', text: 'ann@admin01: looked' } as const;
      const commands = [makeCommand({ command: 'resolve', target: BRANCH })];
      const both = [makeConclusion(1, { evidence: said }), makeConclusion(2, { evidence: said })];
      await expect(second.resolve(both, commands)).rejects.toMatchObject({
        code: 'DPS2524',
        consequence: 'stop',
        message: expect.stringContaining('P01/P0100012/Head Office (attempt 2) is in flight by now'),
      });
      expect(await second.unsettled()).toMatchObject([{ outcome: 'unknown' }, { outcome: 'open' }]);
      expect((await second.history({})).commands).toEqual([]);
      await second.resolve([makeRejection(1, { counts: false, evidence: said })], commands);
      expect(await second.attempts([makeIntent().key])).toMatchObject([
        { outcome: 'rejected', evidence: said },
      ]);
      await expect(second.resolve([makeConclusion(1)], commands)).rejects.toMatchObject({ code: 'DPS2524' });
      await expect(second.resolve([makeConclusion(77)], commands)).rejects.toMatchObject({ code: 'DPS2523' });
    });

    it('settles what a dead writer left open', async () => {
      const { ledger, writer } = await start();
      await writer.intend(makeIntent());
      await writer.close();
      await ledger.resolve([makeConclusion(1)], []);
      expect(await ledger.attempts([makeIntent().key])).toMatchObject([{ outcome: 'accepted' }]);
    });
  });

  describe(`${name}: the record`, () => {
    it('counts the entries that were called in a run, each once', async () => {
      const { ledger, writer } = await start();
      await writer.intend(makeIntent(BRANCH));
      await writer.conclude(makeRejection(1));
      await writer.intend(makeIntent(BRANCH));
      await writer.intend(makeIntent(HEAD));
      await writer.intend(makeIntent('P01/P0100099/Lab', '1', { run: 'run000000002' }));
      expect(await ledger.calledIn(['run000000001', 'run000000002', 'none'])).toEqual(
        new Map([
          ['run000000001', 2],
          ['run000000002', 1],
        ]),
      );
    });

    it('tells what was done and said, newest first, by package, group, time and number', async () => {
      const { ledger, writer } = await start();
      await writer.intend(makeIntent(BRANCH, '1', { startedAt: 10 }));
      await writer.intend(makeIntent('P01/P0100099/BRANCH', '1', { startedAt: 20 }));
      await writer.intend(makeIntent(HEAD, '1', { startedAt: 30 }));
      await writer.release(
        [],
        [makeCommand({ at: 10 }), makeCommand({ at: 20, command: 'resolve', target: BRANCH })],
      );
      const idsOf = async (filter: Parameters<Ledger['history']>[0]) =>
        (await ledger.history(filter)).attempts.map(({ id }) => id);
      expect(await idsOf({})).toEqual([3, 2, 1]);
      expect(await idsOf({ package: 'p0100012' })).toEqual([3, 1]);
      expect(await idsOf({ package: 'no id' })).toEqual([]);
      expect(await idsOf({ group: ' branch ' })).toEqual([2, 1]);
      expect(await idsOf({ since: 20 })).toEqual([3, 2]);
      expect(await idsOf({ limit: 1 })).toEqual([3]);
      const targetsOf = async (filter: Parameters<Ledger['history']>[0]) =>
        (await ledger.history(filter)).commands.map(({ target }) => target);
      expect(await targetsOf({})).toEqual([BRANCH, 'content']);
      expect(await targetsOf({ package: 'P0100012' })).toEqual([BRANCH]);
      expect(await targetsOf({ group: 'Head Office' })).toEqual([]);
      expect(await targetsOf({ since: 20 })).toEqual([BRANCH]);
      expect(await targetsOf({ limit: 1 })).toEqual([BRANCH]);
    });
  });

  describeDelivery(name, make);
  describeWords(name, make);
}
