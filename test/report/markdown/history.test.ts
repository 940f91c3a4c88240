import { expect, it } from 'vitest';
import { historyMarkdown } from '../../../src/report/markdown/history.ts';
import { HOUR, NOW } from '../make/moment.ts';
import { attempt } from '../make/noun/attempt.ts';

it('a history as markdown has the newest first, and nothing but text in it', () => {
  const call = attempt('P01/P0100001/Campus', { startedAt: NOW - HOUR, reason: 'CHG0012345' });
  const command = { at: NOW, actor: 'ada@desk', command: 'retry', target: 'P01/*/#1', reason: null } as const;
  const history = { attempts: [call], commands: [command] };
  expect(historyMarkdown(history, { limit: 65_536, verbose: false })).toBe(
    `
## History

**1 attempt, 1 operator command.**

### What was called and said

| Time | What | Entry | Revision | Note |
| --- | --- | --- | --- | --- |
| 2026-11-23 12:00:00Z | retry | P01/<span>&#x2a;</span>/<span>&#x23;</span>1 |  | ada<span>&#x40;</span>desk |
| 2026-11-23 11:00:00Z | accepted | P01/P0100001/Campus | 1 | CHG0012345 · ada<span>&#x40;</span>deploy01 |
`.slice(1),
  );
  expect(historyMarkdown(history, { limit: 65_536, verbose: true })).toContain('run <span>4be1f0</span>');
});
