import { describe, expect, it } from 'vitest';
import { redistribution } from '../../../make/noun/redistribution.ts';
import { documentOf } from '../../../make/published.ts';
import { makeStage, type Stage } from '../../../make/stage.ts';

/** Two packages for two groups, one document labelled `ring: broad`, and one wrong file. */
const FILES = {
  'a.yaml': redistribution({ packages: [1], groups: [1, 2], labels: { ring: 'broad' } }),
  'b.yaml': redistribution({ packages: [2], groups: [1, 2] }),
  'wrong.yaml': 'kind: Redistribution\n',
};

const heldBy = async (stage: Stage) => {
  const { entries } = documentOf('plan', await stage.dpsync('plan', '-o', 'json'));
  return entries.map(({ held, action }) => held?.by ?? action);
};

describe('--only', { timeout: 120_000 }, () => {
  it.concurrent.each([
    ['P01/P0100001/Branch Offices 01', ['P0100001 Branch Offices 01']],
    ['p01/*/branch offices 02', ['P0100001 Branch Offices 02', 'P0100002 Branch Offices 02']],
    ['ring=broad', ['P0100001 Branch Offices 01', 'P0100001 Branch Offices 02']],
  ])('%s calls what it selects, on a first run too, and releases nothing', async (selector, expected) => {
    await using stage = await makeStage();
    stage.commit(FILES);
    const result = await stage.dpsync('apply', '--yes', '--first-run', '--only', selector, '-o', 'json');
    expect(result.code).toBe(0);
    const { summary, held } = documentOf('run', result);
    expect({ accepted: summary.accepted, held }).toEqual({ accepted: expected.length, held: [] });
    expect([...stage.calls()].sort()).toEqual(expected);
    const rest = await heldBy(stage);
    expect(rest).toEqual(Array.from({ length: 4 - expected.length }, () => 'firstRun'));
  });

  it.concurrent('is refused where it selects nothing that is declared, before anything is called', async () => {
    await using stage = await makeStage();
    stage.commit(FILES);
    const result = await stage.dpsync('apply', '--yes', '--first-run', '--only', 'ring=canary', '-o', 'json');
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code: 1, stdout: '' });
    expect(result.stderr).toContain('matches none of 4 entries');
    expect(stage.calls()).toEqual([]);
    expect(await heldBy(stage)).toEqual(Array(4).fill('firstRun'));
  });

  it.concurrent('releases nothing by guards.firstRun either', async () => {
    await using stage = await makeStage({ config: 'guards: {firstRun: adopt}' });
    stage.commit({ 'a.yaml': FILES['a.yaml'] });
    const result = await stage.dpsync('apply', '--yes', '--only', 'P01/P0100001/Branch Offices 01');
    expect(result.code).toBe(4);
    const { commands } = documentOf('history', await stage.dpsync('history', '-o', 'json'));
    expect(commands).toEqual([]);
    expect(await heldBy(stage)).toEqual(['firstRun', 'firstRun']);
  });

  it.concurrent('plans what it selects, and its exit code speaks of that alone', async () => {
    await using stage = await makeStage({ config: 'guards: {firstRun: apply}' });
    stage.commit(FILES);
    const all = await stage.dpsync('plan', '--detailed-exitcode', '-o', 'json');
    expect(all.code).toBe(6);
    expect(documentOf('plan', all).summary).toMatchObject({ redistribute: 4, problems: 1 });
    const some = await stage.dpsync('plan', '--detailed-exitcode', '-o', 'json', '--only', 'ring=broad');
    expect(some.code).toBe(2);
    expect(documentOf('plan', some).summary).toMatchObject({ redistribute: 2, problems: 0 });
    const nothing = await stage.dpsync('plan', '--detailed-exitcode', '--only', 'P01/P0100008/*');
    expect({ code: nothing.code, stdout: nothing.stdout }).toEqual({ code: 1, stdout: '' });
    expect(nothing.stderr).toContain('matches none of 4 entries');
  });
});
