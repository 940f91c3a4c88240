import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/cli/command.ts';
import { lastWordsOf } from '../../src/cli/daemon-log.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { linesOf } from '../make/daemon.ts';

const TIME = '2026-11-20T22:00:05.123Z';

/** What a command is given that runs with its errors at a terminal, or not. */
function contextOf(interactive: boolean): Context {
  const terminal: Terminal = {
    ...{ environment: {}, folder: '/', width: null, interactive, colour: false, ask: undefined },
    out: async () => undefined,
    error: () => undefined,
  };
  const options = { config: undefined, output: 'table', verbose: false, quiet: false } as const;
  return { terminal, options, takeInterrupts: () => new AbortController().signal };
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
