import { renameSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/model/failure.ts';
import type { Parts } from '../../src/reconcile/parts.ts';
import { redistribution } from '../make/noun/redistribution.ts';
import { withMethods } from '../make/with-methods.ts';
import { MINUTE, makeDaemonStage } from './make/daemon-stage.ts';

const ONE = { 'a.yaml': redistribution({ packages: [1] }) };
const TWO = { 'b.yaml': redistribution({ packages: [2] }) };

/** A ledger that is busy when the first source is adopted or released. */
function busyOnce(parts: Parts): Parts {
  let isBusy = true;
  const refuse = () => {
    if (!isBusy) return;
    isBusy = false;
    throw new Failure({ code: 'DPS2501', consequence: 'retry' }, 'the ledger is busy');
  };
  const acquire: Parts['ledger']['acquire'] = async (command) => {
    const writer = await parts.ledger.acquire(command);
    return withMethods(writer, {
      adopt: async (...args) => {
        refuse();
        await writer.adopt(...args);
      },
      release: async (...args) => {
        if (args[0].length > 0) refuse();
        await writer.release(...args);
      },
    });
  };
  return { ...parts, ledger: withMethods(parts.ledger, { acquire }) };
}

describe('a first run', { timeout: 120_000 }, () => {
  it.each(['hold', 'adopt', 'apply'] as const)('that is to %s', async (firstRun) => {
    await using stage = await makeDaemonStage({ guards: { firstRun } });
    const { conductor, time } = stage;
    conductor.repo.commit(ONE);
    await stage.start();
    await time.pass(2 * MINUTE);
    conductor.repo.commit(TWO);
    await time.pass(2 * MINUTE);
    const taken = { hold: [], adopt: ['2>1'], apply: ['1>1', '2>1'] };
    expect(conductor.taken).toEqual(taken[firstRun]);
    const held = firstRun === 'hold' ? { '1>1': 'firstRun', '2>1': 'firstRun' } : {};
    expect(await stage.holds()).toEqual(held);
  });

  it('of a source that cannot be fetched yet is not over with that of another', async () => {
    await using stage = await makeDaemonStage({
      sources: ['content', 'other'],
      guards: { firstRun: 'adopt' },
    });
    const { conductor, time } = stage;
    const other = conductor.repoOf('other');
    conductor.repo.commit(ONE);
    other.commit(TWO);
    renameSync(other.url, `${other.url}.away`);
    await stage.start();
    await time.pass(5 * MINUTE);
    renameSync(`${other.url}.away`, other.url);
    await time.pass(20 * MINUTE);
    expect(conductor.taken).toEqual([]);
    const adopted = (await conductor.attempts()).map(({ entry, outcome }) => `${entry.package} ${outcome}`);
    expect(adopted.sort()).toEqual(['P0100001 adopted', 'P0100002 adopted']);
    other.commit({ 'b.yaml': redistribution({ packages: [2], revision: '2' }) });
    await time.pass(2 * MINUTE);
    expect(conductor.taken).toEqual(['2>1']);
  });

  it.each(['adopt', 'apply'] as const)(
    'that is to %s is ended also where the ledger failed first',
    async (firstRun) => {
      await using stage = await makeDaemonStage({ guards: { firstRun }, wrap: busyOnce });
      const { conductor, time } = stage;
      conductor.repo.commit(ONE);
      await stage.start();
      await time.pass(10 * MINUTE);
      expect(stage.events('passFailed')).toHaveLength(1);
      expect((await conductor.parts.ledger.sources()).map(({ releasedAt }) => releasedAt !== null)).toEqual([
        true,
      ]);
      expect(conductor.taken).toEqual(firstRun === 'adopt' ? [] : ['1>1']);
      expect(await stage.holds()).toEqual({});
      expect(stage.events('passed').length).toBeLessThanOrEqual(1);
    },
  );
});
