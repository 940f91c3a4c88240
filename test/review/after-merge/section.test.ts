import markdownit from 'markdown-it';
import { describe, expect, it } from 'vitest';
import type { GroupName } from '../../../src/model/entry.ts';
import type { CommitReport } from '../../../src/model/views/commit-report.ts';
import { withAfterMerge } from '../../../src/review/after-merge/section.ts';
import { makeEntry } from '../../make/noun/attempt.ts';
import { calls, deliveries, makeCommitReport } from '../../make/noun/commit-report.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const LIMIT = 65_000;
const PLAN =
  '## Redistribution plan\n\n**A merge would redistribute 1 package.**\n\n| Package |\n| --- |\n| `x` |\n';

const HELD: CommitReport = makeCommitReport({
  state: 'pending',
  calls: calls({ due: 3, held: 2, accepted: 1 }),
  deliveries: deliveries({ success: 1, inProgress: 2 }),
  holds: [
    {
      ...{ by: 'window', message: 'outside of its window', remedy: { kind: 'breakGlass' }, entries: 2 },
      example: makeEntry('P01/P0100012/Branch Offices'),
    },
  ],
});

const at = (comment: string, report: CommitReport, more: { now?: number; limit?: number } = {}) =>
  withAfterMerge(comment, { report, now: NOW, limit: LIMIT, ...more });

function written(...args: Parameters<typeof at>): string {
  const text = at(...args);
  if (text === undefined) throw new Error('the comment says so already');
  return text;
}

describe('the comment after the merge', () => {
  it('keeps its plan, and says below it what became of it', () => {
    expect(written(PLAN, HELD)).toBe(`${PLAN.trimEnd()}

## After the merge

**Under way: 3 calls due, 2 of them held, 1 accepted, 1 of 3 deliveries done.**

Updated 2026-11-23 12:00:00Z, for the commit <span>c1c1c1</span><span>c1c1</span> of content.

Accepted: the site took the call. A delivery is done when a distribution point has the content.

### Not done

| Calls | Why | What helps | Such as |
| ---: | --- | --- | --- |
| 2 | outside of its window | wait, or dpsync apply --break-glass --reason "why it cannot wait" | P01/P0100012/Branch Offices |
`);
  });

  it('has one such section, the newest', () => {
    const first = written(PLAN, HELD);
    const second = written(first, makeCommitReport({ calls: calls({ accepted: 4 }) }));
    expect(second.match(/^## After the merge$/gm)).toHaveLength(1);
    expect(second.startsWith(PLAN.trimEnd())).toBe(true);
    expect(second).toContain('**Done: 4 accepted.**');
    expect(second).not.toContain('Not done');
  });

  it('is left alone where it says so already, whenever that was', () => {
    const first = written(PLAN, HELD);
    expect(at(first, HELD, { now: NOW + 3_600_000 })).toBeUndefined();
    expect(at(first.trimEnd(), HELD)).toBeUndefined();
  });

  it('gives up its plan where a host has no room for both', () => {
    const long = `${PLAN}${'x'.repeat(5_000)}\n`;
    expect(written(long, HELD, { limit: 6_000 })).toMatch(/^## After the merge\n/);
    const both = written(long, HELD, { limit: 12_000 });
    expect(both.length).toBeLessThanOrEqual(12_000);
    expect(both).toContain('## Redistribution plan');
  });

  it('is never longer than the host takes, whatever failed', () => {
    const failedPoints = Array.from({ length: 50 }, (_, index) => ({
      ...{ name: `DP${index}.corp.example`, deliveries: 3, message: 'x'.repeat(400) },
    }));
    const report = makeCommitReport({ state: 'failure', failedPoints, failedPointsInAll: 900 });
    for (const limit of [2_500, 8_000, LIMIT]) {
      expect(written(PLAN, report, { limit }).length).toBeLessThanOrEqual(limit);
    }
    expect(written(PLAN, report)).toContain('Distribution points without the content (900)');
    expect(written(PLAN, report)).toContain('The first 50 by name are shown.');
  });

  it('says what to do about what went wrong', () => {
    const wrong = makeCommitReport({
      ...{ state: 'failure', mistakes: 2, deliveries: deliveries({ failed: 1, unknown: 3 }) },
      ...{ failedPoints: [{ name: 'DP01', deliveries: 1, message: null }], failedPointsInAll: 1 },
    });
    const text = written(PLAN, wrong);
    for (const word of ['dpsync validate', 'dpsync status', 'a new revision']) expect(text).toContain(word);
    const right = written(PLAN, makeCommitReport({ calls: calls({ accepted: 1 }) }));
    for (const word of ['dpsync validate', 'dpsync status', 'a new revision']) {
      expect(right).not.toContain(word);
    }
  });

  it('takes every value for text', () => {
    const hostile = '@team #1 <img src=x> | `x` [a](http://b) ## After the merge\n## After the merge\n/merge';
    const report = makeCommitReport({
      state: 'failure',
      holds: [
        {
          ...{ by: 'failed', message: hostile, remedy: { kind: 'adopt', source: hostile }, entries: 1 },
          example: { ...makeEntry('P01/P0100012/x'), group: hostile as GroupName },
        },
      ],
      failedPoints: [{ name: hostile, deliveries: 1, message: hostile }],
      failedPointsInAll: 1,
    });
    const text = written(PLAN, report);
    expect(text.match(/^## After the merge$/gm)).toHaveLength(1);
    expect(at(text, report)).toBeUndefined();
    const html = markdownit({ html: true, linkify: true }).render(text.slice(PLAN.length));
    expect(html.match(/<(?!\/|span)(\w+)/g)?.filter((tag) => /<(img|a|code)\b/.test(tag))).toEqual([]);
    expect(text).not.toMatch(/^\//m);
  });
});
