import { expect, it } from 'vitest';
import { retry } from '../../../src/reconcile/operator/retry.ts';
import { DROPPED_BEFORE, failing, RETURNS_ONE, UNAVAILABLE } from '../../make/faults.ts';
import { makeEntry } from '../../make/noun/attempt.ts';
import { packageId, redistribution } from '../../make/noun/redistribution.ts';
import { type Conductor, makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';

const MINUTE = 60_000;

/** The entry of the site's n-th package and first group. */
const entryOf = (number: number) => makeEntry(`P01/${packageId(number)}/Branch Offices 01`);

async function afterFailing(faults: Parameters<typeof failing>[0]): Promise<Conductor> {
  const conductor = await makeConductor({ retry: { limit: 0 } });
  conductor.simulator.site.script(failing(faults));
  conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3] }) });
  await conductor.apply();
  conductor.simulator.site.script(() => undefined);
  return conductor;
}

it('lets what failed be called again, at the next pass and once', async () => {
  await using conductor = await afterFailing({ 1: RETURNS_ONE, 2: UNAVAILABLE });
  expect(actionsOf((await conductor.apply()).after)).toEqual({ '1>1': 'failed', '2>1': 'failed' });
  expect(await retry([entryOf(1), entryOf(2)], 'CHG1', conductor.parts)).toBeNull();
  expect(conductor.taken).toEqual(['3>1']);
  await conductor.apply();
  await conductor.apply();
  expect(conductor.taken).toEqual(['3>1', '1>1', '2>1']);
  const attempts = await conductor.attempts();
  expect(attempts.slice(-2)).toMatchObject([
    { cause: 'retry', outcome: 'accepted' },
    { cause: 'retry', outcome: 'accepted' },
  ]);
  const { commands } = await conductor.parts.ledger.history({});
  expect(commands.filter(({ command }) => command === 'retry')).toHaveLength(2);
  expect(commands[0]).toMatchObject({ command: 'retry', actor: 'ada@desk', reason: 'CHG1' });
});

it('gives it its tries anew, and it may fail again', async () => {
  await using conductor = await makeConductor({ retry: { limit: 1 } });
  conductor.simulator.site.script(failing({ 1: UNAVAILABLE }));
  conductor.repo.commit({ 'a.yaml': redistribution() });
  for (let pass = 0; pass < 3; pass += 1) {
    await conductor.apply();
    conductor.now += 30 * MINUTE;
  }
  expect(await conductor.attempts()).toHaveLength(2);
  await retry([entryOf(1)], null, conductor.parts);
  for (let pass = 0; pass < 3; pass += 1) {
    await conductor.apply();
    conductor.now += 30 * MINUTE;
  }
  expect(await conductor.attempts()).toHaveLength(4);
  expect(actionsOf(await conductor.plan())).toEqual({ '1>1': 'failed' });
});

it('refuses what did not fail, with its state, and then does nothing for the rest either', async () => {
  await using conductor = await afterFailing({ 1: RETURNS_ONE, 2: DROPPED_BEFORE });
  const refused = await retry([entryOf(1), entryOf(3)], null, conductor.parts);
  expect(refused).toMatchObject({ entry: entryOf(3), held: null });
  expect(actionsOf(await conductor.plan())).toMatchObject({ '1>1': 'failed' });
});

it('refuses what may have been sent, and says what helps', async () => {
  await using conductor = await afterFailing({ 2: DROPPED_BEFORE });
  const refused = await retry([entryOf(2)], null, conductor.parts);
  expect(refused).toMatchObject({
    entry: entryOf(2),
    held: { by: 'unknownOutcome', remedy: { kind: 'resolve', entry: entryOf(2) } },
  });
});

it('refuses what nothing declares', async () => {
  await using conductor = await afterFailing({});
  await expect(retry([entryOf(9)], null, conductor.parts)).rejects.toMatchObject({
    code: 'DPS5104',
    message: expect.stringContaining(`nothing declares P01/${packageId(9)}/Branch Offices 01`),
  });
});
