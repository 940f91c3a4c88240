import { describe, expect, it } from 'vitest';
import { redistribution } from '../../make/noun/redistribution.ts';
import { documentOf } from '../../make/published.ts';
import { makeStage, type Stage } from '../../make/stage.ts';

const RELEASED = { config: 'guards: {firstRun: apply}' };
const APPLY = ['apply', '--yes'] as const;

const heldBy = async (stage: Stage) => {
  const { entries } = documentOf('plan', await stage.dpsync('plan', '-o', 'json'));
  return Object.fromEntries(entries.map((entry) => [entry.package, entry.held?.by ?? null]));
};

describe('suspend', { timeout: 120_000 }, () => {
  it.concurrent('takes everything out of work, and resume ends it', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    const said = await stage.dpsync('suspend', '--reason', 'CHG0012345');
    expect(said).toEqual({ code: 0, stdout: 'Everything is suspended until dpsync resume.\n', stderr: '' });
    expect((await stage.dpsync(...APPLY)).code).toBe(0);
    expect((await stage.dpsync('plan', '--detailed-exitcode')).code).toBe(0);
    expect(stage.calls()).toEqual([]);
    const { entries } = documentOf('plan', await stage.dpsync('plan', '-o', 'json'));
    expect(entries[0]?.held).toMatchObject({
      by: 'suspended',
      message: expect.stringMatching(/^\S+@\S+ suspended everything: CHG0012345$/),
      remedy: 'dpsync resume',
    });

    expect((await stage.dpsync('resume')).stdout).toBe('Everything is suspended no more.\n');
    expect((await stage.dpsync(...APPLY)).code).toBe(0);
    expect(stage.calls()).toHaveLength(2);
  });

  it.concurrent('takes out what a glob or a label selects, and nothing else', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({
      'a.yaml': redistribution({ packages: [1, 2] }),
      'b.yaml': redistribution({ packages: [3], labels: { ring: 'broad' } }),
    });
    await stage.dpsync('suspend', 'p01/*1/branch *', '--even-unknown');
    await stage.dpsync('suspend', 'ring=broad', '--even-unknown');
    expect(await heldBy(stage)).toEqual({ P0100001: 'suspended', P0100002: null, P0100003: 'suspended' });
    await stage.dpsync(...APPLY);
    expect(stage.calls()).toEqual(['P0100002 Branch Offices 01']);
    const both = documentOf('history', await stage.dpsync('resume', '-o', 'json'));
    expect(both.commands).toMatchObject([{ command: 'resume', target: '*' }]);
    expect(await heldBy(stage)).toEqual({ P0100001: null, P0100003: null });
  });

  it.concurrent('ends by itself at its time', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    const until = '2999-01-01T02:00:00+02:00';
    expect((await stage.dpsync('suspend', '--until', until)).stdout).toBe(
      'Everything is suspended until 2999-01-01T00:00:00.000Z.\n',
    );
    const { entries } = documentOf('plan', await stage.dpsync('plan', '-o', 'json'));
    expect(entries[0]?.held?.until).toBe('2999-01-01T00:00:00.000Z');
    stage.tamper('update suspensions set "until" = since + 1');
    expect(await heldBy(stage)).toEqual({ P0100001: null });
  });

  it.concurrent('takes effect before the next call of an apply that is running', async () => {
    const site = '    maxConcurrentCalls: 1\n    callTimeout: 5s';
    await using stage = await makeStage({ ...RELEASED, site });
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3] }) });
    stage.site.script(({ kind }) => (kind === 'call' ? { kind: 'hang', taken: true } : undefined));
    const asked = stage.called();
    const applying = stage.start(...APPLY, '-o', 'json');
    await asked;
    expect((await stage.dpsync('suspend')).code).toBe(0);
    const report = documentOf('run', await applying.finished);
    expect(report.results).toMatchObject([{ package: 'P0100001', outcome: 'unknown' }]);
    expect(report.held.map(({ held }) => held.by)).toEqual(['unknownOutcome', 'suspended', 'suspended']);
    expect(stage.calls()).toHaveLength(1);
  });
});

describe('resume', { timeout: 120_000 }, () => {
  it.concurrent('refuses a part of what is suspended, and names the wider one', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    await stage.dpsync('suspend', 'P01/*/*', '--even-unknown');
    const result = await stage.dpsync('resume', 'P01/P0100001/Branch Offices 01', '-o', 'json');
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code: 1, stdout: '' });
    expect(result.stderr).toContain('is suspended by the wider P01/*/*');
    expect(await heldBy(stage)).toEqual({ P0100001: 'suspended' });
  });

  it.concurrent('refuses what is not suspended, and names what is', async () => {
    await using stage = await makeStage(RELEASED);
    expect((await stage.dpsync('resume')).code).toBe(1);
    await stage.dpsync('suspend', 'ring=broad', '--even-unknown');
    const result = await stage.dpsync('resume', 'ring=pilot');
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code: 1, stdout: '' });
    expect(result.stderr).toContain('what is suspended: ring=broad');
    expect((await stage.dpsync('resume', 'ring=broad')).stdout).toBe('ring=broad is suspended no more.\n');
  });
});
