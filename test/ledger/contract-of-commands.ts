// What every engine makes of an operator command: each is recorded, and takes effect, or neither.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SiteHold } from '../../src/ledger/ledger.ts';
import type { Digest } from '../../src/model/digest.ts';
import type { EntryKey, SiteCode } from '../../src/model/entry.ts';
import type { Suspension } from '../../src/model/suspension.ts';
import { makeIntent } from '../make/noun/attempt.ts';
import { makeCommand } from '../make/noun/command.ts';
import { makeConclusion, makeRejection } from '../make/noun/conclusion.ts';
import type { LedgerEngine } from './contract.ts';

const BRANCH = 'P01/P0100012/Branch';
const HEAD = 'P01/P0100012/Head Office';

const makeSuspension = (more: Partial<Suspension> = {}): Suspension => {
  return { selector: 'P01/*', since: 100, until: null, actor: 'ann@admin01', reason: null, ...more };
};

/** The part of the suite about the operator commands that need no lock. */
export function describeWords(name: string, make: () => Promise<LedgerEngine>): void {
  /** A ledger that is written to, as it is seen by someone who only speaks. */
  const start = async () => {
    const engine = await make();
    const [first, ledger] = [await engine.open(), await engine.open()];
    return { ledger, first, writer: await first.acquire('dpsync run') };
  };

  describe(`${name}: a suspension`, () => {
    it('is seen by everyone from then on, with the command that said it', async () => {
      const { ledger, first } = await start();
      const later = makeSuspension({ selector: 'ring=broad', since: 200, until: 900, reason: 'CHG1' });
      const command = makeCommand({ command: 'suspend', target: 'ring=broad', reason: 'CHG1' });
      await ledger.suspend(later, command);
      await ledger.suspend(makeSuspension(), makeCommand({ command: 'suspend', target: 'P01/*' }));
      expect(await first.suspensions()).toEqual([makeSuspension(), later]);
      expect((await first.history({})).commands).toEqual([
        makeCommand({ command: 'suspend', target: 'P01/*' }),
        command,
      ]);
    });

    it('takes the place of the one before it with the same selector', async () => {
      const { ledger } = await start();
      await ledger.suspend(makeSuspension(), makeCommand({ command: 'suspend' }));
      const again = makeSuspension({ since: 300, until: 400, actor: 'ben@admin02', reason: 'CHG2' });
      await ledger.suspend(again, makeCommand({ command: 'suspend' }));
      expect(await ledger.suspensions()).toEqual([again]);
      expect((await ledger.history({})).commands).toHaveLength(2);
    });

    it('ends where its selector is resumed, and no other does', async () => {
      const { ledger, first } = await start();
      for (const selector of ['*', 'P01/*', 'ring=broad'])
        await ledger.suspend(
          makeSuspension({ selector }),
          makeCommand({ command: 'suspend', target: selector }),
        );
      const command = makeCommand({ command: 'resume', target: '*', reason: 'done' });
      await ledger.resume(['*', 'ring=broad', 'never=said'], command);
      expect(await first.suspensions()).toEqual([makeSuspension()]);
      expect((await first.history({ limit: 1 })).commands).toEqual([command]);
    });

    it('is not there without its command', async () => {
      const { ledger } = await start();
      const nobody = makeCommand({ command: 'suspend', actor: null as unknown as string });
      await expect(ledger.suspend(makeSuspension(), nobody)).rejects.toMatchObject({ code: 'DPS2507' });
      expect(await ledger.suspensions()).toEqual([]);
    });

    it('is there as long as the last command about its selector was to suspend', async () => {
      const selector = fc.constantFrom('*', 'P01/*', 'P01/P0100012/Branch', 'ring=broad');
      const until = fc.option(fc.integer({ min: 0 }));
      const suspend = fc.record({ selector, since: fc.integer({ min: 0 }), until });
      const resume = fc.array(selector, { maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(fc.array(fc.oneof(suspend, resume), { maxLength: 20 }), async (said) => {
          const ledger = await (await make()).open();
          const expected = new Map<string, Suspension>();
          for (const one of said) {
            if (Array.isArray(one)) {
              await ledger.resume(one, makeCommand({ command: 'resume' }));
              for (const gone of one) expected.delete(gone);
            } else {
              await ledger.suspend(makeSuspension(one), makeCommand({ command: 'suspend' }));
              expected.set(one.selector, makeSuspension(one));
            }
          }
          const kept = new Map((await ledger.suspensions()).map((one) => [one.selector, one]));
          expect(kept).toEqual(expected);
          expect((await ledger.history({})).commands).toHaveLength(said.length);
          await ledger.close();
        }),
        { numRuns: 30 },
      );
    });
  });

  describe(`${name}: a retry`, () => {
    it('makes the rejections of an entry and digest hold nothing back, and keeps them on record', async () => {
      const { ledger, writer } = await start();
      const error = { code: 'DPS2010', message: 'ReturnValue 5' };
      const permanent = { finality: 'permanent', returnValue: 5, error } as const;
      await writer.intend(makeIntent());
      await writer.conclude(makeRejection(1));
      await writer.intend(makeIntent());
      const last = await writer.conclude(makeRejection(2, permanent));
      const command = makeCommand({ command: 'retry', target: BRANCH });
      await ledger.retry([makeIntent()], [command]);
      expect(await ledger.attempts([makeIntent().key])).toMatchObject([
        { id: 1, outcome: 'rejected', finality: 'transient', counts: false },
        { ...last, finality: 'transient', counts: false },
      ]);
      expect((await ledger.history({})).commands).toEqual([command]);
      expect(await writer.intend(makeIntent())).toMatchObject({ id: 3, counts: true });
    });

    it('changes nothing of another digest, of another entry, or of what was not rejected', async () => {
      const { ledger, writer } = await start();
      await writer.intend(makeIntent(BRANCH, '1'));
      await writer.intend(makeIntent(BRANCH, '2'));
      await writer.intend(makeIntent(HEAD, '1'));
      await writer.conclude(makeConclusion(1));
      await writer.conclude(makeRejection(2));
      await writer.conclude(makeRejection(3));
      const before = (await ledger.history({})).attempts;
      await ledger.retry([makeIntent(BRANCH, '1')], []);
      expect((await ledger.history({})).attempts).toEqual(before);
    });
  });

  describe(`${name}: a wave`, () => {
    it('is let pass in one run, once for all', async () => {
      const { ledger, first } = await start();
      const command = makeCommand({ command: 'waiveWave', target: 'run000000001' });
      for (const wave of [0, -1, 0]) await ledger.waiveWave('run000000001', wave, command);
      await ledger.waiveWave('run000000002', 3, command);
      expect(await first.waivedWaves(['run000000001', 'run000000003'])).toEqual(
        new Map([['run000000001', new Set([0, -1])]]),
      );
      expect((await first.history({})).commands).toEqual([command, command, command, command]);
    });
  });

  describe(`${name}: the commands after another`, () => {
    it('are told in their order, from the one that was seen last', async () => {
      const { ledger, first } = await start();
      expect(await first.commandsAfter(null)).toEqual({ newest: 0, commands: [] });
      const said = ['content', 'other'].map((target) => makeCommand({ command: 'reconcile', target }));
      for (const command of said) await ledger.say(command);
      const all = await first.commandsAfter(0);
      expect(all.commands.map(({ id: _, ...command }) => command)).toEqual(said);
      expect(await first.commandsAfter(null)).toEqual({ newest: all.newest, commands: [] });
      expect((await first.commandsAfter(all.commands[0]?.id ?? 0)).commands).toEqual(all.commands.slice(1));
      expect(await first.commandsAfter(all.newest)).toEqual({ newest: all.newest, commands: [] });
    });
  });

  describe(`${name}: what sites hold`, () => {
    const note = (key: string, message: string): SiteHold => {
      const held = {
        by: 'preflight',
        code: 'DPS2101',
        since: 1,
        until: null,
        remedy: { kind: 'findGroup' },
        message,
      } as const;
      return { key: key as EntryKey, digest: 'd1' as Digest, held };
    };

    it('is what each of them said last', async () => {
      const { ledger, writer } = await start();
      const [p01, p02] = ['P01', 'P02'] as [SiteCode, SiteCode];
      await writer.noteHolds(p01, [note(BRANCH, 'no such group'), note(HEAD, 'no such group')]);
      await writer.noteHolds(p02, [note('P02/P0200012/Branch', 'down')]);
      await writer.noteHolds(p01, [note(HEAD, 'not assigned')]);
      expect(await ledger.holds()).toEqual([note(HEAD, 'not assigned'), note('P02/P0200012/Branch', 'down')]);
      await writer.noteHolds(p01, []);
      expect(await ledger.holds()).toHaveLength(1);
    });
  });
}
