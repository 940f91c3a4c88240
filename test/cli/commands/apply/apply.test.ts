import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { redistribution, redistributions } from '../../../make/noun/redistribution.ts';
import { documentOf } from '../../../make/published.ts';
import { makeStage } from '../../../make/stage.ts';

const RELEASED = { config: 'guards: {firstRun: apply}' };
const REFUSED = { kind: 'answer', taken: false, status: 200, body: '{"ReturnValue": 1}' } as const;
const BUSY = { kind: 'answer', taken: false, status: 503, body: '{}' } as const;
const LOST = { kind: 'drop', taken: true } as const;

describe('apply', { timeout: 120_000 }, () => {
  it.concurrent('tells people what was called; a second one calls nothing', async () => {
    await using stage = await makeStage(RELEASED);
    const commit = stage.commit({ 'a.yaml': redistribution() });
    const first = await stage.dpsync('apply', '--yes');
    expect(first.stderr).toBe('');
    expect(first.stdout).toMatch(new RegExp(`^Run \\w{12}: content at ${commit.slice(0, 10)}\n`));
    expect(first.stdout).toMatch(/^ {2}accepted {2}P01\/P0100001\/Branch Offices 01 {2}revision 1 /m);
    expect(first.stdout).toMatch(/\nDone in .*: 1 accepted\.\n$/);
    const second = await stage.dpsync('apply', '--yes');
    expect(second).toEqual({ code: 0, stdout: 'No changes. Nothing was called.\n', stderr: '' });
    expect(stage.calls()).toEqual(['P0100001 Branch Offices 01']);
  });

  it.concurrent('prints one document by its schema', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    const planned = documentOf('plan', await stage.dpsync('plan', '-o', 'json'));
    const run = documentOf('run', await stage.dpsync('apply', '--yes', '-o', 'json'));
    expect(run.runs.map(({ id }) => id)).toEqual([planned.sources[0]?.run]);
    expect(run.summary).toEqual({
      ...{ accepted: 2, adopted: 0, rejected: 0, unknown: 0, held: 0, notReached: 0 },
    });
    expect(run.results.map(({ outcome, returnValue }) => [outcome, returnValue])).toEqual([
      ['accepted', 0],
      ['accepted', 0],
    ]);
  });

  it.concurrent('asks before it calls: with nobody to ask it stops before the fetch', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    for (const format of ['table', 'json']) {
      const result = await stage.dpsync('apply', '-o', format);
      expect(result).toEqual({
        code: 1,
        stdout: '',
        stderr: 'dpsync: nobody can be asked here; say --yes to call without asking (DPS5010)\n',
      });
    }
    expect(existsSync(stage.ledger)).toBe(false);
    expect(existsSync(`${stage.folder}/state`)).toBe(false);
  });

  it.concurrent('of what the last fetch brought does not look further', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    await stage.dpsync('plan');
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    await stage.dpsync('apply', '--yes', '--no-fetch');
    expect(stage.calls()).toHaveLength(1);
  });

  it.concurrent('outlives a reader that goes away', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    const running = stage.start('apply', '--yes');
    running.hangUp();
    expect((await running.finished).code).toBe(0);
    expect(stage.calls()).toHaveLength(2);
  });
});

describe('the exit code of apply', { timeout: 120_000 }, () => {
  it.concurrent('is 1 where no site could be asked, with nothing on standard output', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': `${redistribution()}---\n${redistribution({ packages: [2] })}  colour: red\n` });
    stage.commit({ 'a.yaml': redistribution(), 'wrong.yaml': 'kind: Redistribution\n' });
    stage.site.script(() => BUSY);
    const result = await stage.dpsync('apply', '--yes', '-o', 'json');
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code: 1, stdout: '' });
    expect(result.stderr).toMatch(/could be reached; nothing was called\n {2}.+\(DPS\d{4}\)\n$/);
    const people = await stage.dpsync('apply', '--yes');
    expect(people.code).toBe(1);
    expect(people.stdout).toContain('Not reached (1)');
  });

  it.concurrent('is 3 where the site refused, now and at every later pass', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    stage.site.script((request) => (request.kind === 'call' ? REFUSED : undefined));
    const first = await stage.dpsync('apply', '--yes', '-o', 'json');
    expect(first.code).toBe(3);
    expect(documentOf('run', first).results).toMatchObject([{ outcome: 'rejected', returnValue: 1 }]);
    const second = await stage.dpsync('apply', '--yes', '-o', 'json');
    expect(second.code).toBe(3);
    expect(documentOf('run', second)).toMatchObject({ results: [], held: [{ held: { by: 'failed' } }] });
  });

  it.concurrent('is 3 where some of the sites could not be reached', async () => {
    await using stage = await makeStage();
    stage.commit({ 'a.yaml': redistribution(), 'b.yaml': redistribution({ packages: [2] }) });
    stage.site.script((request) => (request.kind === 'call' && request.number > 1 ? BUSY : undefined));
    const result = await stage.dpsync('apply', '--yes', '--first-run', '-o', 'json');
    expect(result.code).toBe(3);
    expect(documentOf('run', result).summary.accepted).toBe(1);
  });

  it.concurrent('is 4 for what is held, 0 for what is suspended', async () => {
    await using stage = await makeStage();
    stage.commit({ 'a.yaml': redistribution() });
    const held = await stage.dpsync('apply', '--yes', '-o', 'json');
    expect(held.code).toBe(4);
    expect(documentOf('run', held).held).toMatchObject([{ held: { by: 'firstRun' } }]);
    stage.commit({ 'a.yaml': redistribution({ suspend: true }) });
    expect((await stage.dpsync('apply', '--yes', '--first-run')).code).toBe(0);
    stage.commit({ 'a.yaml': redistribution({ groups: ['No Such Group'] }) });
    const missing = await stage.dpsync('apply', '--yes', '-o', 'json');
    expect(missing.code).toBe(4);
    expect(documentOf('run', missing).held).toMatchObject([{ held: { by: 'preflight', code: 'DPS2101' } }]);
    expect(stage.calls()).toEqual([]);
  });

  it.concurrent('is 6 for problems and conflicts; the other files go on', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution(), 'wrong.yaml': 'kind: Redistribution\n' });
    const problem = await stage.dpsync('apply', '--yes', '-o', 'json');
    expect(problem.code).toBe(6);
    expect(documentOf('run', problem).problems).toMatchObject([{ file: 'wrong.yaml', line: 1 }]);
    expect(stage.calls()).toHaveLength(1);
    stage.commit({ 'wrong.yaml': null, 'b.yaml': redistributions({ packages: [2] }, { packages: [2] }) });
    expect((await stage.dpsync('apply', '--yes')).code).toBe(6);
    expect(stage.calls()).toHaveLength(1);
  });

  it.concurrent('names the worst: 5 before 3 before 6 before 4', async () => {
    await using stage = await makeStage(RELEASED);
    const outcomes = [undefined, LOST, REFUSED];
    stage.site.script((request) =>
      request.kind === 'call' ? outcomes[Number(request.package.slice(-1)) - 1] : undefined,
    );
    const codeOf = async () => (await stage.dpsync('apply', '--yes', '-o', 'json')).code;
    stage.commit({ 'held.yaml': redistribution({ groups: ['No Such Group'] }) });
    expect(await codeOf()).toBe(4);
    stage.commit({ 'wrong.yaml': 'kind: Redistribution\n' });
    expect(await codeOf()).toBe(6);
    stage.commit({ 'refused.yaml': redistribution({ packages: [3] }) });
    expect(await codeOf()).toBe(3);
    stage.commit({ 'lost.yaml': redistribution({ packages: [2] }) });
    expect(await codeOf()).toBe(5);
    expect(await codeOf()).toBe(5);
    expect(stage.calls()).toEqual(['P0100002 Branch Offices 01']);
  });
});
