import { describe, expect, it } from 'vitest';
import { attempt, declared, guards, planOne, source, subject } from '../../make/noun/plan.ts';

const due = subject({ declared: [declared()] });

function heldBy(
  firstRun: 'released' | 'held' | 'quarantined',
  setting: 'hold' | 'apply' | 'adopt',
  wanted = false,
) {
  const overrides = { firstRun: () => wanted, approveBudget: () => false, breakGlass: false };
  return planOne(due, { sources: [source({ firstRun })], ...guards({ firstRun: setting }), overrides }).held
    ?.by;
}

describe('the first run of a source', () => {
  it.each(['hold', 'apply', 'adopt'] as const)(
    'is over once it was released (guards.firstRun: %s)',
    (setting) => {
      expect(heldBy('released', setting)).toBeUndefined();
    },
  );

  it('holds until somebody says what it means', () => {
    expect(heldBy('held', 'hold')).toBe('firstRun');
    expect(heldBy('held', 'adopt')).toBe('firstRun');
    expect(heldBy('held', 'apply')).toBeUndefined();
  });

  it.each(['hold', 'apply', 'adopt'] as const)(
    'holds in a ledger that is not the one seen last (guards.firstRun: %s)',
    (setting) => {
      expect(heldBy('quarantined', setting)).toBe('firstRun');
    },
  );

  it.each(['held', 'quarantined'] as const)('lets pass what the operator wants called (%s)', (state) => {
    expect(heldBy(state, 'hold', true)).toBeUndefined();
  });

  it('lets pass only the entries that the operator named', () => {
    const other = declared({ entry: 'P01/P0100012/Other' });
    const overrides = {
      firstRun: (key: string) => key === other.key,
      approveBudget: () => false,
      breakGlass: false,
    };
    const sources = [source({ firstRun: 'held' })];
    expect(planOne(due, { sources, overrides }).held?.by).toBe('firstRun');
    expect(planOne(subject({ declared: [other] }), { sources, overrides }).held).toBeNull();
  });

  it('holds one source and not another', () => {
    const sources = [source({ firstRun: 'held' }), source({ name: 'other' })];
    expect(planOne(due, { sources }).held?.by).toBe('firstRun');
    expect(planOne(subject({ declared: [declared({ source: 'other' })] }), { sources }).held).toBeNull();
  });

  it('holds a source that the pass does not know', () => {
    expect(planOne(due, { sources: [] }).held?.by).toBe('firstRun');
  });

  it('holds only what is due: what was sent is known across sources', () => {
    const sources = [source({ firstRun: 'held' })];
    expect(planOne(subject({ declared: [declared()], attempts: [attempt()] }), { sources })).toMatchObject({
      action: 'none',
      held: null,
    });
  });

  it('says what helps, and why it holds', () => {
    const held = (firstRun: 'held' | 'quarantined') => planOne(due, { sources: [source({ firstRun })] }).held;
    expect(held('held')?.remedy).toEqual({ kind: 'adopt', source: 'content' });
    expect(held('held')?.message).toContain('first time');
    expect(held('quarantined')?.message).toContain('not the one');
  });
});
