import { expect, it } from 'vitest';
import type { Context } from '../../src/cli/command.ts';
import { drawText } from '../../src/cli/draw-text.ts';
import { openTerminal, thisProcess } from '../../src/cli/terminal.ts';
import { print } from '../../src/report/text/layout/layout.ts';
import { table } from '../../src/report/text/layout/table.ts';

const CONTEXT: Context = {
  terminal: { ...openTerminal({ ...thisProcess(), environment: {} }, { colour: false }), width: null },
  options: { config: undefined, output: 'table', verbose: false, quiet: false },
  takeInterrupts: () => new AbortController().signal,
  run: async () => 0,
};

it.each([
  ['Campus', 'Branch', 'Campus  ok\nBranch  ok\n'],
  ['東京', 'Branch', '東京    ok\nBranch  ok\n'],
  ['👩\u200d💻', 'Branch', '👩\u200d💻      ok\nBranch  ok\n'],
])('%s and %s stand below one another', async (one, other, drawn) => {
  const rows = table([one, other], [{ text: (name) => name }, { text: () => 'ok' }]);
  expect(await drawText(CONTEXT, (text) => print([[rows]], text))).toBe(drawn);
});
