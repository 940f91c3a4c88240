import { describe, expect, it } from 'vitest';
import { redistribution } from '../../make/noun/redistribution.ts';
import { documentOf } from '../../make/published.ts';
import { makeStage } from '../../make/stage.ts';

const RELEASED = { config: 'guards: {firstRun: apply}' };

describe('status', { timeout: 120_000 }, () => {
  it.concurrent('shows what needs attention, everything with --all, and one entry by its name', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({
      'a.yaml': redistribution({ packages: [1, 2] }),
      'b.yaml': redistribution({ packages: [3] }),
    });
    stage.site.script((request) =>
      request.kind === 'call' && request.package === 'P0100003'
        ? { kind: 'answer', taken: false, status: 200, body: '{"ReturnValue": 1}' }
        : undefined,
    );
    await stage.dpsync('apply', '--yes');
    const syncs = async (...args: string[]) =>
      documentOf('status', await stage.dpsync('status', '-o', 'json', ...args)).entries.map(
        ({ package: id, sync }) => `${id} ${sync}`,
      );
    expect(await syncs()).toEqual(['P0100003 Failed']);
    expect(await syncs('--all')).toEqual(['P0100001 Synced', 'P0100002 Synced', 'P0100003 Failed']);
    expect(await syncs('p01/p0100001/branch offices 01')).toEqual(['P0100001 Synced']);

    const people = await stage.dpsync('status');
    expect({ code: people.code, stderr: people.stderr }).toEqual({ code: 0, stderr: '' });
    expect(people.stdout).toMatch(/^ENTRY +SYNC +HEALTH +REVISION .*MESSAGE\n/);
    expect(people.stdout).toContain('Held by failed (1)');
  });

  it.concurrent('says that nothing needs attention, and that nothing is known yet', async () => {
    await using stage = await makeStage(RELEASED);
    const textOf = async (...args: string[]) => (await stage.dpsync('status', ...args)).stdout;
    expect(await textOf()).toBe('Nothing needs attention.\n--all shows every entry.\n');
    expect(await textOf('--all')).toBe('No entries.\n`dpsync plan` shows what the sources declare.\n');
    expect(documentOf('status', await stage.dpsync('status', '-o', 'json')).entries).toEqual([]);
    stage.commit({ 'a.yaml': redistribution() });
    await stage.dpsync('apply', '--yes');
    expect(await textOf()).toBe('Nothing needs attention.\n--all shows every entry.\n');
  });

  it.concurrent('ends with 1 for an entry that the ledger does not know', async () => {
    await using stage = await makeStage(RELEASED);
    const result = await stage.dpsync('status', 'P01/P0100001/Nowhere', '-o', 'json');
    expect(result).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'dpsync: the ledger knows no entry P01/P0100001/Nowhere; dpsync status --all lists those it knows (DPS5106)\n',
    });
  });
});

describe('status of an entry', { timeout: 120_000 }, () => {
  // One of three members is on its site server, and gets nothing.
  const QUICK = { lag: 300, distribute: 300, members: 3 };
  const config = `${RELEASED.config}\nhealth: {after: 300ms, interval: 300ms}`;

  it.concurrent('shows each distribution point, in both forms', async () => {
    await using stage = await makeStage({ config, simulation: QUICK });
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    await stage.dpsync('apply', '--yes', '--wait', '--timeout', '30s');
    const entry = 'P01/P0100001/Branch Offices 01';
    const { entries } = documentOf('status', await stage.dpsync('status', entry, '-o', 'json'));
    expect(entries).toMatchObject([
      { package: 'P0100001', health: 'Healthy', distribution: { success: 2, failed: 0, inProgress: 0 } },
    ]);
    const points = entries[0]?.distribution?.points ?? [];
    expect(points.map(({ state }) => state)).toEqual(['success', 'success']);
    const { stdout } = await stage.dpsync('status', entry);
    expect(stdout).toContain('Distribution points (2)');
    for (const { name } of points) expect(stdout).toContain(name);
    expect(stdout).not.toContain('P0100002');
  });

  it.concurrent('shows that of a revision that failed, with what helps', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    stage.site.script(({ kind }) =>
      kind === 'call' ? { kind: 'answer', taken: false, status: 200, body: '{"ReturnValue": 1}' } : undefined,
    );
    await stage.dpsync('apply', '--yes');
    const { stdout } = await stage.dpsync('status', 'P01/P0100001/Branch Offices 01');
    expect(stdout).toMatch(/Failed +Unknown/);
    expect(stdout).toContain('dpsync retry "P01/P0100001/Branch Offices 01"');
  });
});

describe('status --watch', { timeout: 120_000 }, () => {
  it.concurrent('shows it again until it is ended, with 0', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    await stage.dpsync('apply', '--yes');
    const watching = stage.start('status', '--all', '--watch');
    await watching.shown('1 Synced');
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    await stage.dpsync('apply', '--yes');
    await watching.shown('2 Synced');
    watching.kill('SIGINT');
    expect(await watching.finished).toMatchObject({ code: 0, stderr: '' });
  });
});
