import { describe, expect, it } from 'vitest';
import { redistribution } from '../../make/noun/redistribution.ts';
import { documentOf } from '../../make/published.ts';
import { makeStage, type Stage } from '../../make/stage.ts';

const ENTRY = 'P01/P0100001/Branch Offices 01';
const CALL_TIMEOUT = 20_000;

/** A stage on which nobody knows what became of the calls of these packages. */
async function makeDoubt(packages: readonly number[] = [1]): Promise<Stage> {
  const stage = await makeStage({
    config: 'guards: {firstRun: apply}',
    site: `    callTimeout: ${CALL_TIMEOUT}ms`,
  });
  stage.commit({ 'a.yaml': redistribution({ packages }) });
  stage.site.script((request) => (request.kind === 'call' ? { kind: 'drop', taken: false } : undefined));
  expect((await stage.dpsync('apply', '--yes')).code).toBe(5);
  stage.site.script(() => undefined);
  return stage;
}

const age = (stage: Stage, milliseconds: number) =>
  stage.tamper(`update attempts set started_at = started_at - ${milliseconds}`);

describe('resolve', { timeout: 120_000 }, () => {
  it.concurrent('as accepted ends the doubt, and nothing is called again', async () => {
    await using stage = await makeDoubt();
    const { code, stdout } = await stage.dpsync(
      'resolve',
      ENTRY,
      '--as',
      'accepted',
      '--reason',
      'distmgr.log',
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${ENTRY} revision 1: recorded as accepted.\n` });
    expect((await stage.dpsync('apply', '--yes')).code).toBe(0);
    expect(stage.calls()).toEqual([]);
    const { attempts, commands } = documentOf('history', await stage.dpsync('history', '-o', 'json'));
    expect(attempts).toMatchObject([{ outcome: 'accepted', evidence: { by: 'operator' } }]);
    expect(commands[0]).toMatchObject({ command: 'resolve', target: ENTRY, reason: 'accepted: distmgr.log' });
  });

  it.concurrent('as not-sent is refused while the call may still arrive, and calls it again after', async () => {
    await using stage = await makeDoubt();
    age(stage, CALL_TIMEOUT);
    const young = await stage.dpsync('resolve', ENTRY, '--as', 'not-sent', '-o', 'json');
    expect({ code: young.code, stdout: young.stdout }).toEqual({ code: 1, stdout: '' });
    expect(young.stderr).toMatch(/the call may still arrive; say not-sent in \d+(ms|s|m) at the earliest/);
    expect((await stage.dpsync('apply', '--yes')).code).toBe(5);

    age(stage, 60_000);
    const command = documentOf(
      'history',
      await stage.dpsync('resolve', ENTRY, '--as', 'not-sent', '-o', 'json'),
    );
    expect(command.commands).toMatchObject([{ command: 'resolve', target: ENTRY }]);
    expect((await stage.dpsync('apply', '--yes')).code).toBe(0);
    expect(stage.calls()).toEqual(['P0100001 Branch Offices 01']);
  });

  it.concurrent('takes several entries, all of them or none', async () => {
    await using stage = await makeDoubt([1, 2]);
    const other = 'p01/p0100002/branch offices 01';
    const mixed = await stage.dpsync('resolve', ENTRY, 'P01/P0100003/Branch Offices 01', '--as', 'accepted');
    expect({ code: mixed.code, stdout: mixed.stdout }).toEqual({ code: 1, stdout: '' });
    expect(mixed.stderr).toContain(
      'P01/P0100003/Branch Offices 01 has no unknown outcome; see dpsync status',
    );
    expect((await stage.dpsync('apply', '--yes')).code).toBe(5);
    const both = await stage.dpsync('resolve', ENTRY, other, '--as', 'accepted');
    expect(both.stdout.trimEnd().split('\n')).toHaveLength(2);
    const again = await stage.dpsync('resolve', ENTRY, '--as', 'accepted');
    expect(again.code).toBe(1);
  });

  it.concurrent('is what plan and status tell to do', async () => {
    await using stage = await makeDoubt();
    const plan = documentOf('plan', await stage.dpsync('plan', '-o', 'json'));
    expect(plan.entries[0]?.held).toMatchObject({ by: 'unknownOutcome' });
    expect(plan.entries[0]?.held?.remedy).toContain(
      `dpsync resolve "${ENTRY}" --as accepted or --as not-sent`,
    );
    const status = documentOf('status', await stage.dpsync('status', '-o', 'json'));
    expect(status.entries).toMatchObject([{ sync: 'Unknown' }]);
  });
});
