// What is said while another process writes: it is recorded, and the writer goes on.
import { expect, it } from 'vitest';
import { makeIntent } from '../../make/noun/attempt.ts';
import { makeCommand } from '../../make/noun/command.ts';
import { makeConclusion, makeRejection, makeUnknown } from '../../make/noun/conclusion.ts';
import { makeHealthRecord } from '../../make/noun/health-record.ts';
import { openIn, testFolder } from '../open-in.ts';
import { startWriter } from './start-writer.ts';

const UNKNOWN = makeIntent('P01/P0100099/Lab');
const REJECTED = makeIntent('P01/P0100099/Branch');

/** A folder whose ledger holds an unknown attempt, 1, and a rejected one, 2. */
async function usedFolder(): Promise<string> {
  const folder = testFolder();
  const ledger = await openIn(folder);
  const writer = await ledger.acquire('dpsync apply');
  for (const intent of [UNKNOWN, REJECTED]) await writer.intend(intent);
  await writer.conclude(makeUnknown(1));
  await writer.conclude(makeRejection(2));
  await ledger.close();
  return folder;
}

it('every command takes effect under a busy writer of another process, which goes on', async () => {
  const folder = await usedFolder();
  const child = startWriter(folder, 100_000);
  await child.saidSo(5);
  const ledger = await openIn(folder);
  const evidence = { by: 'site', text: 'a new job' } as const;
  await ledger.noteEvidence([{ id: 1, evidence }]);
  expect(await ledger.settle([makeConclusion(1, { evidence })])).toMatchObject([{ outcome: 'accepted' }]);
  await ledger.recordHealth([makeHealthRecord(1)]);
  await ledger.retry([REJECTED], [makeCommand({ command: 'retry' })]);
  for (let round = 0; round < 30; round += 1) {
    const selector = `ring=${round}`;
    const suspension = { selector, since: round, until: null, actor: 'ann@admin01', reason: null };
    await ledger.suspend(suspension, makeCommand({ command: 'suspend', target: selector }));
    await ledger.waiveWave('run000000001', round, makeCommand({ command: 'waiveWave', target: `${round}` }));
    if (round % 2 === 1)
      await ledger.resume([selector], makeCommand({ command: 'resume', target: selector }));
    await child.saidSo(child.said.length + 1);
  }
  expect(await ledger.suspensions()).toHaveLength(15);
  expect((await ledger.waivedWaves(['run000000001'])).get('run000000001')?.size).toBe(30);
  expect((await ledger.history({})).commands).toHaveLength(1 + 30 + 30 + 15);
  expect(await ledger.attempts([REJECTED.key])).toMatchObject([{ counts: false }]);
  expect(await ledger.health([1])).toEqual(new Map([[1, makeHealthRecord(1)]]));
  expect((await ledger.state()).writer).toMatchObject({ pid: child.process.pid, alive: true });
});
