import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { redistribution } from '../../../make/noun/redistribution.ts';
import { documentOf } from '../../../make/published.ts';
import { makeStage } from '../../../make/stage.ts';

const RELEASED = { config: 'guards: {firstRun: apply}' };

describe('plan', { timeout: 120_000 }, () => {
  it.concurrent('shows people what would be called, and what to do next', async () => {
    await using stage = await makeStage(RELEASED);
    const commit = stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    const { code, stdout, stderr } = await stage.dpsync('plan');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^content at ${commit.slice(0, 10)}, first pass, run \\w{12}\n`));
    expect(stdout).toMatch(
      /^To redistribute now \(2\)\n {2}\+ {2}P01\/P0100001\/Branch Offices 01 {2}.*new, rev/m,
    );
    expect(stdout).toMatch(/^Plan: 2 to redistribute/m);
    expect(stdout).toMatch(/\nRun `dpsync apply` to make these 2 calls\.\n$/);
  });

  it.concurrent('prints one document by its schema, the same each time', async () => {
    await using stage = await makeStage(RELEASED);
    const commit = stage.commit({ 'a.yaml': redistribution({ reason: 'CHG0012345' }) });
    const first = await stage.dpsync('plan', '-o', 'json');
    const plan = documentOf('plan', first);
    expect(first.stderr).toBe('');
    expect(plan.sources).toEqual([
      { name: 'content', commit, base: null, run: expect.stringMatching(/^[0-9a-f]{12}$/) },
    ]);
    expect(plan.entries).toMatchObject([
      {
        ...{ site: 'P01', package: 'P0100001', group: 'Branch Offices 01', action: 'redistribute' },
        ...{ cause: 'new', reason: 'CHG0012345', revision: { from: null, to: '1' } },
        declaredAt: [{ source: 'content', commit, file: 'a.yaml' }],
      },
    ]);
    expect((await stage.dpsync('plan', '-o', 'json')).stdout).toBe(first.stdout);
  });

  it.concurrent('calls nothing and records nothing', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    await stage.dpsync('plan');
    expect(existsSync(stage.ledger)).toBe(false);
    expect(existsSync(`${stage.ledger}.lock`)).toBe(false);

    await stage.dpsync('apply', '--yes');
    stage.commit({ 'b.yaml': redistribution({ packages: [2] }) });
    const before = readFileSync(stage.ledger);
    expect((await stage.dpsync('plan', '--all')).code).toBe(0);
    expect(readFileSync(stage.ledger).equals(before)).toBe(true);
    expect(stage.calls()).toHaveLength(1);
  });

  it.concurrent('ends with 2 by wish where it is not empty, and 0 where it is', async () => {
    await using stage = await makeStage(RELEASED);
    const codeOf = async (...args: string[]) => (await stage.dpsync('plan', ...args)).code;
    stage.commit({ 'a.yaml': redistribution(), 'b.yaml': redistribution({ packages: [2], suspend: true }) });
    expect(await codeOf('--detailed-exitcode')).toBe(2);
    expect(await codeOf('--detailed-exitcode', '--only', 'P01/P0100002/*')).toBe(0);
    await stage.dpsync('apply', '--yes');
    expect(await codeOf('--detailed-exitcode')).toBe(0);
    stage.commit({ 'c.yaml': `${redistribution()}  colour: red\n` });
    expect(await codeOf('--detailed-exitcode')).toBe(6);
  });

  it.concurrent('shows what is unchanged with --all, and what was sent before always', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    await stage.dpsync('apply', '--yes');
    stage.commit({ 'a.yaml': redistribution({ packages: [1, { id: 2, revision: '2' }] }) });
    await stage.dpsync('apply', '--yes');
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    const causes = async (...args: string[]) =>
      documentOf('plan', await stage.dpsync('plan', '-o', 'json', ...args)).entries.map(
        ({ package: id, action, cause }) => `${id} ${action} ${cause}`,
      );
    expect(await causes()).toEqual(['P0100002 none sentBefore']);
    expect(await causes('--all')).toEqual(['P0100001 none unchanged', 'P0100002 none sentBefore']);
  });

  it.concurrent('of what the last fetch brought does not look further', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    await stage.dpsync('plan');
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    const entries = async (...args: string[]) =>
      documentOf('plan', await stage.dpsync('plan', '-o', 'json', ...args)).entries.length;
    expect(await entries('--no-fetch')).toBe(1);
    expect(await entries()).toBe(2);
  });

  it.concurrent('ends with 1 where no site can be asked, and says why', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    stage.site.script(() => ({ kind: 'answer', taken: false, status: 403, body: '{}' }));
    const json = await stage.dpsync('plan', '-o', 'json');
    expect({ code: json.code, stdout: json.stdout }).toEqual({ code: 1, stdout: '' });
    expect(json.stderr).toMatch(
      /^dpsync: no site that had to be asked could be reached; nothing was called\n {2}/,
    );
    expect(json.stderr).toMatch(/\(DPS2\d{3}\)\n$/);
    const people = await stage.dpsync('plan');
    expect(people.code).toBe(1);
    expect(people.stdout).toContain('Held by site (1)');
  });

  it.concurrent('ends with 1 where a source cannot be fetched, naming it', async () => {
    await using stage = await makeStage(RELEASED);
    const result = await stage.dpsync('plan', '-o', 'json');
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code: 1, stdout: '' });
    expect(result.stderr).toMatch(/^dpsync: source content: /);
  });
});
