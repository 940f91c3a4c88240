import { describe, expect, it } from 'vitest';
import { statusMarkdown } from '../../../src/report/markdown/status.ts';
import { entry } from '../make/noun/entry.ts';
import { held as hold } from '../make/noun/planned.ts';
import { distribution, status } from '../make/noun/status.ts';

const ALL = { limit: 65_536, all: true };

describe('a status as markdown', () => {
  it('says how each entry stands, and what helps', () => {
    const { held } = hold('P01/P0100001/Campus', {
      by: 'failed',
      remedy: { kind: 'retry', entry: entry('P01/P0100001/Campus') },
    });
    const failed = { message: '2391 The distribution point could not be reached.', state: 'failed' } as const;
    const text = statusMarkdown(
      [
        status('P01/P0100001/Campus', {
          sync: 'Failed',
          held,
          message: 'rejected: ReturnValue 5',
          appliedAt: null,
        }),
        status('P01/P0100002/@team', {
          health: 'Degraded',
          distribution: distribution({ DP01: failed, DP02: {} }),
        }),
      ],
      ALL,
    );
    expect(text).toBe(
      `
## Status

**2 entries. Sync: 1 Failed, 1 Synced. Health: 1 Unknown, 1 Degraded.**

### Entries (2)

| Package | Group | Sync | Health | Revision | Sent revision | Sent | Message | What helps |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| <code>P0100001</code> | Campus | Failed | Unknown | 1 | 1 | never | rejected: ReturnValue 5 | mend the cause, then dpsync retry "P01/P0100001/Campus" |
| <code>P0100002</code> | <span>&#x40;</span>team | Synced | Degraded 1/2 failed | 1 | 1 | 2026-11-23 09:00:00Z | failed: DP01 |  |
`.slice(1),
    );
  });

  it('leaves out what needs nobody, unless all is asked for', () => {
    const well = status('P01/P0100001/Campus');
    expect(statusMarkdown([well], { ...ALL, all: false })).not.toContain('Campus');
    expect(statusMarkdown([well], ALL)).toContain('Campus');
    expect(statusMarkdown([], ALL)).toBe('## Status\n\n**Nothing to show.**\n');
  });
});
