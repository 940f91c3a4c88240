import { describe, expect, it } from 'vitest';
import { redistribution } from '../../make/noun/redistribution.ts';
import { documentOf } from '../../make/published.ts';
import { makeStage, type Stage } from '../../make/stage.ts';

const ENTRY = 'P01/P0100001/Branch Offices 01';
const OTHER = 'P01/P0100002/Branch Offices 01';
const REFUSED = { kind: 'answer', taken: false, status: 200, body: '{"ReturnValue": 1}' } as const;

/** A stage on which the calls of these packages were refused for good. */
async function makeFailed(packages: readonly number[]): Promise<Stage> {
  const stage = await makeStage({ config: 'guards: {firstRun: apply}' });
  stage.commit({ 'a.yaml': redistribution({ packages }) });
  stage.site.script(({ kind }) => (kind === 'call' ? REFUSED : undefined));
  expect((await stage.dpsync('apply', '--yes')).code).toBe(3);
  stage.site.script(() => undefined);
  return stage;
}

describe('retry', { timeout: 120_000 }, () => {
  it.concurrent('lets a failed entry be called once more, and no other', async () => {
    await using stage = await makeFailed([1, 2]);
    expect((await stage.dpsync('apply', '--yes')).code).toBe(3);
    expect(stage.calls()).toEqual([]);
    expect(await stage.dpsync('retry', ENTRY, '--reason', 'rights were given')).toEqual({
      code: 0,
      stdout: `${ENTRY} is called again at the next pass.\n`,
      stderr: '',
    });
    expect((await stage.dpsync('apply', '--yes')).code).toBe(3);
    expect(stage.calls()).toEqual(['P0100001 Branch Offices 01']);
    const { attempts, commands } = documentOf('history', await stage.dpsync('history', '-o', 'json'));
    expect(commands[0]).toMatchObject({ command: 'retry', target: ENTRY, reason: 'rights were given' });
    expect(attempts[0]).toMatchObject({ package: 'P0100001', outcome: 'accepted', cause: 'retry' });
  });

  it.concurrent('is what plan says to do, and takes several entries', async () => {
    await using stage = await makeFailed([1, 2]);
    const { entries } = documentOf('plan', await stage.dpsync('plan', '-o', 'json'));
    expect(entries.map(({ held }) => held?.remedy)).toEqual([
      `mend the cause, then dpsync retry "${ENTRY}"`,
      `mend the cause, then dpsync retry "${OTHER}"`,
    ]);
    const said = await stage.dpsync('retry', ENTRY, OTHER, '-o', 'json');
    expect(documentOf('history', said).commands).toMatchObject([{ command: 'retry' }, { command: 'retry' }]);
    expect((await stage.dpsync('apply', '--yes')).code).toBe(0);
    expect(stage.calls()).toHaveLength(2);
  });

  it.concurrent('refuses what did not fail, with its remedy, and then records nothing', async () => {
    await using stage = await makeFailed([1]);
    stage.site.script(({ kind }) => (kind === 'call' ? { kind: 'drop', taken: false } : undefined));
    stage.commit({ 'b.yaml': redistribution({ packages: [2] }) });
    await stage.dpsync('apply', '--yes');
    const mixed = await stage.dpsync('retry', ENTRY, OTHER, '-o', 'json');
    expect({ code: mixed.code, stdout: mixed.stdout }).toEqual({ code: 1, stdout: '' });
    expect(mixed.stderr).toContain('DPS5107');
    expect(mixed.stderr).toContain(
      `${OTHER} is held (unknownOutcome): look at the site, then dpsync resolve "${OTHER}" --as accepted`,
    );
    expect(mixed.stderr).toContain('retry is for entries that failed');
    stage.site.script(() => undefined);
    await stage.dpsync('apply', '--yes');
    expect(stage.calls()).toEqual([]);
  });

  it.concurrent('refuses what is called anyway', async () => {
    await using stage = await makeFailed([1]);
    expect((await stage.dpsync('retry', ENTRY)).code).toBe(0);
    const { code, stderr } = await stage.dpsync('retry', ENTRY);
    expect(code).toBe(1);
    expect(stderr).toContain(`${ENTRY} is not failed; retry is for entries that failed`);
  });

  it.concurrent('refuses an entry that nobody declared', async () => {
    await using stage = await makeFailed([1]);
    const { code, stdout } = await stage.dpsync('retry', 'P01/P0100007/Branch Offices 01');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  it.concurrent('begins anew for a failure after it', async () => {
    await using stage = await makeFailed([1]);
    stage.site.script(({ kind }) => (kind === 'call' ? REFUSED : undefined));
    expect((await stage.dpsync('retry', ENTRY)).code).toBe(0);
    expect((await stage.dpsync('apply', '--yes')).code).toBe(3);
    stage.site.script(() => undefined);
    expect((await stage.dpsync('apply', '--yes')).code).toBe(3);
    expect((await stage.dpsync('retry', ENTRY)).code).toBe(0);
    expect((await stage.dpsync('apply', '--yes')).code).toBe(0);
    expect(stage.calls()).toHaveLength(1);
  });
});
