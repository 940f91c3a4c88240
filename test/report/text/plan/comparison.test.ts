import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../../../src/model/plan.ts';
import { planText } from '../../../../src/report/text/plan/plan.ts';
import { NOW } from '../../make/moment.ts';
import { plan } from '../../make/noun/plan.ts';
import { planned } from '../../make/noun/planned.ts';
import { textOptions } from '../../make/text.ts';

const DAY = 86_400_000;
const DUE = planned('P01/P0100003/Campus', { cause: 'changed', revision: { from: '3', to: '4' } });

const show = (comparison: Partial<Comparison>, entries = [DUE]) =>
  planText(
    plan(entries, { comparison: { worktree: false, basis: 'base', facts: null, ...comparison } }),
    textOptions(),
  ).split('\n');

describe('a comparison', () => {
  it('names both sides, and says that the base is taken for sent', () => {
    const lines = show({});
    expect(lines[0]).toBe('content: what a merge would change, bbbbbbbbbb..aaaaaaaaaa');
    expect(lines.slice(1, 3).join(' ')).toContain('What the base declares is taken for sent');
    expect(lines).toContain('A merge would redistribute (1)');
    expect(lines).toContain('A merge would make this call.');
  });

  it('says how old its facts are', () => {
    const exportedAt = NOW - DAY;
    const [, line] = show({ basis: 'facts', facts: { exportedAt, age: DAY } });
    expect(line).toBe('Facts of 2026-11-22 12:00:00Z, 1d old: what was sent since is not known.');
    const [, fresh] = show({ basis: 'facts', facts: { exportedAt: NOW, age: 0 } });
    expect(fresh).toContain('just exported');
  });

  it('with a ledger says nothing of what is known, and names the work tree', () => {
    const lines = show({ basis: 'ledger', worktree: true });
    expect(lines.slice(0, 2)).toEqual(['content: what a merge would change, bbbbbbbbbb..the work tree', '']);
  });

  it('without a change says that a merge would call nothing', () => {
    expect(show({}, [])).toContain('No changes. A merge would call nothing.');
  });
});
