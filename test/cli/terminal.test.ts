import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { expect, it, vi } from 'vitest';
import { describeWith, findProgram } from '../make/needs.ts';
import { redistribution } from '../make/noun/redistribution.ts';
import { startInTerminal } from '../make/process/terminal-session.ts';
import { documentOf } from '../make/published.ts';
import { makeStage } from '../make/stage.ts';

const RELEASED = { config: 'guards: {firstRun: apply}' };
const QUESTION = 'Only "yes" makes them: ';
const ESCAPE = '\u001b[';
const LONG = 'Branch Offices in the Far North and on every Island of the Archipelago';

vi.setConfig({ testTimeout: 120_000 });

/** The program of util-linux, which other systems have under the same name with other options. */
function findScript(): string | undefined {
  const found = process.platform === 'linux' ? findProgram('script') : undefined;
  if (found === undefined) return undefined;
  return execFileSync(found, ['--version'], { encoding: 'utf8' }).includes('util-linux') ? found : undefined;
}

describeWith('script (util-linux)', findScript(), () => {
  it.concurrent('shows colours on a terminal, and none with NO_COLOR or --no-color', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    const screenOf = async (words: readonly string[], environment = {}) =>
      (await startInTerminal(stage, words, { environment }).ended).screen;
    expect(await screenOf(['plan'])).toContain(`${ESCAPE}1mPlan: 1 to redistribute`);
    expect(await screenOf(['plan', '--no-color'])).not.toContain(ESCAPE.concat('1m'));
    expect(await screenOf(['plan'], { NO_COLOR: '1' })).not.toContain(ESCAPE.concat('1m'));
    const { stdout } = await stage.dpsync('plan');
    expect(stdout).not.toContain(ESCAPE);
  });

  it.concurrent('asks with the plan before it calls, and calls for "yes" alone', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    for (const answer of ['no\r', 'y\r', '\u0003', '\u0004']) {
      const session = startInTerminal(stage, ['apply', '--quiet']);
      expect(await session.shown(QUESTION)).toContain('P01/P0100001/Branch Offices 01');
      expect(stage.calls()).toEqual([]);
      session.type(answer);
      const { code, screen } = await session.ended;
      expect(screen).toContain('Nothing was called; what is shown above is still due.');
      expect(screen).not.toMatch(/\n\s+at /);
      expect(code).toBe(4);
    }
    const session = startInTerminal(stage, ['apply']);
    await session.shown(QUESTION);
    session.type('yes\r');
    const { code, screen } = await session.ended;
    expect(screen).toContain('1 accepted.');
    expect(code).toBe(0);
    expect(stage.calls()).toHaveLength(1);
  });

  it.concurrent('asks nothing where there is nothing to call', async () => {
    await using stage = await makeStage();
    stage.commit({ 'a.yaml': redistribution() });
    const { code, screen } = await startInTerminal(stage, ['apply']).ended;
    expect(screen).not.toContain(QUESTION);
    expect(code).toBe(4);
  });

  it.concurrent('asks with what it approves, and approves that for "yes" alone', async () => {
    await using stage = await makeStage({ config: 'guards: {firstRun: apply, maxCallsPerRun: 2}' });
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3] }) });
    const only = ['--only', 'P01/P0100002/*'];
    const apply = startInTerminal(stage, ['apply', '--approve-budget', ...only]);
    const screen = await apply.shown(QUESTION);
    expect(screen).toMatch(/Approves of run \w{12}: 1 entry, 3 deliveries, 47.5 MB\./);
    apply.type('no\r');
    expect((await apply.ended).code).toBe(4);
    const run = /Approves of run (\w{12})/.exec(screen)?.[1] ?? '';
    const refused = startInTerminal(stage, ['approve', run]);
    expect(await refused.shown('Only "yes" approves them: ')).toContain(
      `To approve in run ${run} (3 entries`,
    );
    refused.type('no\r');
    expect((await refused.ended).screen).toContain('Nothing was approved.');
    expect((await stage.dpsync('apply', '--yes')).code).toBe(4);
    expect(stage.calls()).toEqual([]);

    const approve = startInTerminal(stage, ['approve', run, ...only]);
    await approve.shown('Only "yes" approves them: ');
    approve.type('yes\r');
    expect((await approve.ended).code).toBe(0);
    expect((await stage.dpsync('apply', '--yes')).code).toBe(4);
    expect(stage.calls()).toEqual(['P0100002 Branch Offices 01']);
  });

  it.concurrent('fits every table into 80 columns, and loses no name', async () => {
    await using stage = await makeStage({ ...RELEASED, simulation: { groupNames: [LONG] } });
    const reason =
      'CHG0012345 the content of every distribution point was damaged by the move of the storage';
    stage.commit({ 'sites/eu/far-north/office.yaml': redistribution({ groups: [LONG], reason }) });
    for (const words of [
      ['plan', '-v'],
      ['apply', '--yes'],
      ['status', '--all'],
      ['history', '-v'],
    ]) {
      const { screen } = await startInTerminal(stage, words, { environment: { NO_COLOR: '1' } }).ended;
      const lines = screen.replaceAll(/\r\u001b\[K[^\r\n]*(?=\r)/g, '').split(/\r?\n/);
      expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
      expect(screen).toContain('P01/P0100001');
    }
    const { stdout } = await stage.dpsync('history');
    expect(stdout).toContain(`P01/P0100001/${LONG}`);
    expect(stdout).toContain(reason);
  });

  it.concurrent('keeps one document on standard output while progress is on the terminal', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    const into = join(stage.folder, 'run.json');
    const { code, screen } = await startInTerminal(stage, ['apply', '--yes', '-o', 'json'], { into }).ended;
    expect(code).toBe(0);
    expect(screen).toContain('Calling [');
    const stdout = readFileSync(into, 'utf8');
    expect(documentOf('run', { code, stdout, stderr: '' }).summary.accepted).toBe(2);
  });

  it.concurrent('draws status --watch in place, until Ctrl-C', async () => {
    await using stage = await makeStage(RELEASED);
    stage.commit({ 'a.yaml': redistribution() });
    await stage.dpsync('apply', '--yes');
    const session = startInTerminal(stage, ['status', '--all', '--watch']);
    await session.shown('1 Synced');
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    await stage.dpsync('apply', '--yes');
    const before = await session.shown('2 Synced');
    // The cursor goes back to where the first picture began, and what is left of it is cleared.
    expect(before).toContain(`${ESCAPE}J`);
    session.type('\u0003');
    expect((await session.ended).code).toBe(0);
  });

  it.concurrent('shows how far the content is while apply waits for it', async () => {
    const config = `${RELEASED.config}\nhealth: {after: 300ms, interval: 300ms}`;
    await using stage = await makeStage({ config, simulation: { lag: 300, distribute: 600 } });
    stage.commit({ 'a.yaml': redistribution() });
    const words = ['apply', '--yes', '--wait', '--timeout', '30s'];
    const { code, screen } = await startInTerminal(stage, words).ended;
    expect(code).toBe(0);
    expect(screen).toContain('Delivering [');
    expect(screen).toContain('1 accepted.');
  });
});
