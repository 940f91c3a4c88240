// A lost, restored or foreign ledger, and a source that is new, must never send an estate anew.
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { redistribution } from '../../../make/noun/redistribution.ts';
import { documentOf } from '../../../make/published.ts';
import { makeStage, type Stage } from '../../../make/stage.ts';

const APPLY = { config: 'guards: {firstRun: apply}' };
/** The content of a call is there at once: a ledger that does not know the call sees no job that it would wait for. */
const FORGOTTEN = { ...APPLY, simulation: { lag: 0, distribute: 0 } };
const ENTRY = redistribution({ packages: [1, 2] });

const codeOfApply = async (stage: Stage, ...args: string[]) =>
  (await stage.dpsync('apply', '--yes', ...args)).code;

const commandsOf = async (stage: Stage) =>
  documentOf('history', await stage.dpsync('history', '-o', 'json')).commands.map(
    ({ command, reason }) => `${command}: ${reason}`,
  );

/** Nothing is called, by plan and apply, until an operator says so. */
async function expectQuarantine(stage: Stage): Promise<void> {
  const before = stage.calls().length;
  const { entries } = documentOf('plan', await stage.dpsync('plan', '-o', 'json'));
  expect(new Set(entries.map(({ held }) => held?.by))).toEqual(new Set(['firstRun']));
  expect(entries[0]?.held?.message).toContain('this ledger is not the one that this machine saw last here');
  expect(await codeOfApply(stage)).toBe(4);
  expect(await codeOfApply(stage)).toBe(4);
  expect(stage.calls()).toHaveLength(before);
}

describe('guards.firstRun', { timeout: 120_000 }, () => {
  it.concurrent('hold waits for a command', async () => {
    await using stage = await makeStage();
    stage.commit({ 'a.yaml': ENTRY });
    expect(await codeOfApply(stage)).toBe(4);
    expect(stage.calls()).toEqual([]);
    expect(await codeOfApply(stage, '--first-run')).toBe(0);
    expect(stage.calls()).toHaveLength(2);
    expect(await commandsOf(stage)).toEqual(['firstRun: apply --first-run']);
  });

  it.concurrent('apply calls, adopt records; both are on record', async () => {
    await using calls = await makeStage(APPLY);
    calls.commit({ 'a.yaml': ENTRY });
    expect(await codeOfApply(calls)).toBe(0);
    expect(calls.calls()).toHaveLength(2);
    expect(await commandsOf(calls)).toEqual(['firstRun: guards.firstRun: apply']);

    await using records = await makeStage({ config: 'guards: {firstRun: adopt}' });
    records.commit({ 'a.yaml': ENTRY });
    expect(await codeOfApply(records)).toBe(0);
    expect(records.calls()).toEqual([]);
    expect(await commandsOf(records)).toEqual(['adopt: guards.firstRun: adopt']);
    records.commit({ 'a.yaml': redistribution({ packages: [1, { id: 2, revision: '2' }] }) });
    expect(await codeOfApply(records)).toBe(0);
    expect(records.calls()).toEqual(['P0100002 Branch Offices 01']);
  });
});

describe('a ledger that is not the one seen last is held, whatever guards.firstRun says,', {
  timeout: 60_000,
}, () => {
  it.concurrent('where it was deleted', async () => {
    await using stage = await makeStage(FORGOTTEN);
    stage.commit({ 'a.yaml': ENTRY });
    expect(await codeOfApply(stage)).toBe(0);
    for (const ending of ['', '-wal', '-shm', '.lock']) rmSync(stage.ledger + ending, { force: true });
    await expectQuarantine(stage);
    expect((await stage.dpsync('adopt')).code).toBe(0);
    stage.commit({ 'a.yaml': redistribution({ packages: [1, { id: 2, revision: '2' }] }) });
    expect(await codeOfApply(stage)).toBe(0);
    expect(stage.calls().slice(2)).toEqual(['P0100002 Branch Offices 01']);
  });

  it.concurrent('where an older copy was put back', async () => {
    await using stage = await makeStage(FORGOTTEN);
    stage.commit({ 'a.yaml': ENTRY });
    expect(await codeOfApply(stage)).toBe(0);
    const copy = join(stage.folder, 'copy.db');
    stage.tamper(`vacuum into '${copy}'`);
    stage.commit({ 'b.yaml': redistribution({ packages: [3] }) });
    expect(await codeOfApply(stage)).toBe(0);
    for (const ending of ['', '-wal', '-shm']) rmSync(stage.ledger + ending, { force: true });
    copyFileSync(copy, stage.ledger);
    await expectQuarantine(stage);
    expect(await commandsOf(stage)).toContain('quarantine: the ledger is older than this machine saw it');
    expect(await codeOfApply(stage, '--first-run')).toBe(0);
  });

  it.concurrent('where another took its place', async () => {
    await using stage = await makeStage(FORGOTTEN);
    stage.commit({ 'a.yaml': ENTRY });
    expect(await codeOfApply(stage)).toBe(0);
    const config = readFileSync(stage.configFile, 'utf8');
    stage.writeConfig(config.replace('sqlite:dpsync.db', 'sqlite:other.db').replace('apply', 'adopt'));
    expect(await codeOfApply(stage)).toBe(0);
    stage.writeConfig(config);
    stage.commit({ 'b.yaml': redistribution({ packages: [3] }) });
    for (const ending of ['', '-wal', '-shm']) rmSync(stage.ledger + ending, { force: true });
    writeFileSync(stage.ledger, readFileSync(join(stage.folder, 'other.db')));
    await expectQuarantine(stage);
    expect(await commandsOf(stage)).toContain('quarantine: another ledger stood here before');
  });
});

describe('what moves between sources', { timeout: 120_000 }, () => {
  it.concurrent('triggers nothing, also where the other source is new', async () => {
    await using stage = await makeStage(APPLY);
    const config = readFileSync(stage.configFile, 'utf8');
    const source = (name: string) => `  - {name: ${name}, url: ./content, branch: main, path: ${name}}`;
    const withSources = (...names: string[]) =>
      stage.writeConfig(config.replace(/^ {2}- \{name: content.*$/m, names.map(source).join('\n')));
    withSources('eu');
    stage.commit({ 'us/README.md': '', 'eu/a.yaml': ENTRY, 'eu/b.yaml': redistribution({ packages: [3] }) });
    expect(await codeOfApply(stage)).toBe(0);
    withSources('eu', 'us');
    stage.commit({ 'eu/a.yaml': null, 'us/moved.yaml': ENTRY });
    const plan = documentOf('plan', await stage.dpsync('plan', '-o', 'json'));
    expect(plan.entries).toEqual([]);
    expect(await codeOfApply(stage)).toBe(0);
    stage.commit({ 'us/moved.yaml': null, 'eu/back.yaml': ENTRY });
    expect(await codeOfApply(stage)).toBe(0);
    expect(stage.calls()).toHaveLength(3);
  });
});
