import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/cli/command.ts';
import { lastWordsOf, openDaemonLog } from '../../src/cli/daemon-log.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { readSettings, type Settings } from '../../src/settings/settings.ts';
import { configOf } from '../make/estate.ts';
import { linesOf } from '../make/process/daemon.ts';
import { makeTempFolder } from '../make/temp-folder.ts';

const TIME = '2026-11-20T22:00:05.123Z';

/** What a command is given that runs with its errors at a terminal, or not. */
function contextOf(interactive: boolean, given: Partial<Terminal> = {}): Context {
  const terminal: Terminal = {
    ...{ environment: {}, folder: '/', width: null, interactive, colour: false, ask: undefined },
    out: async () => undefined,
    error: () => undefined,
    ...given,
  };
  const options = { config: undefined, output: 'table', verbose: false, quiet: false } as const;
  return {
    terminal,
    options,
    takeInterrupts: () => new AbortController().signal,
    run: async () => 0,
  };
}

describe('the last words of a daemon that hangs', () => {
  it('are a line like every other of its log', () => {
    const line = lastWordsOf(contextOf(false), 120_000)(TIME);
    expect(linesOf(`${line}\n`)).toEqual([
      {
        ...{ level: 'error', time: TIME, event: 'hung', sinceMs: 120_000 },
        msg: 'dpsync did nothing for 2m, so it ends itself',
      },
    ]);
  });

  it('are for people at a terminal', () => {
    expect(lastWordsOf(contextOf(true), 120_000)(TIME)).toBe(
      `${TIME} error dpsync did nothing for 2m, so it ends itself`,
    );
  });
});

describe('the log of a daemon', () => {
  it('knows the secrets of a config from the moment that it is in force', () => {
    using folder = makeTempFolder();
    const environment = { FIRST: 'the first secret', SECOND: 'the second secret' };
    const settingsWith = (metricsTokenEnv: string): Settings => {
      const file = join(folder.path, `${metricsTokenEnv}.yaml`);
      const config = `web: {metricsTokenEnv: ${metricsTokenEnv}}`;
      writeFileSync(file, configOf({ url: 'http://127.0.0.1:1/AdminService', config }));
      return readSettings({ file, folder: folder.path, environment });
    };
    let text = '';
    let settings = settingsWith('FIRST');
    const error = (line: string) => {
      text += line;
    };
    const log = openDaemonLog(contextOf(false, { environment, error }), () => settings);
    const warned = { type: 'warned', message: Object.values(environment).join(' and ') } as const;
    log(warned);
    settings = settingsWith('SECOND');
    log(warned);
    expect(linesOf(text).map(({ msg }) => msg)).toEqual([
      '*** and the second secret',
      'the first secret and ***',
    ]);
  });
});
