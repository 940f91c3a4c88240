import { describe, expect, it } from 'vitest';
import { parseSelector } from '../../../src/model/selection/selector.ts';
import type { SuspensionView } from '../../../src/plan/plan.ts';
import { attempt, declared, NOW, planOne, rejected, subject } from '../../make/noun/plan.ts';

/** What ends the suspension of the declaration. */
const TAKE_IT_OUT = { kind: 'correctFile', file: 'office.yaml', what: 'suspend' };

describe('a declaration that is suspended', () => {
  const suspended = declared({ suspend: true });

  it('is held', () => {
    const planned = planOne(subject({ declared: [suspended] }));
    expect(planned).toMatchObject({ action: 'hold', cause: 'new', held: { by: 'suspended', until: null } });
    expect(planned.held?.remedy).toEqual(TAKE_IT_OUT);
  });

  it('is held with its retry', () => {
    const planned = planOne(subject({ declared: [suspended], attempts: [rejected()] }));
    expect(planned).toMatchObject({ action: 'hold', cause: 'retry', held: { by: 'suspended' } });
  });

  it('says nothing of what was sent', () => {
    expect(planOne(subject({ declared: [suspended], attempts: [attempt()] })).held).toBeNull();
  });

  it('does not hide a failure', () => {
    const failed = attempt({ outcome: 'rejected', finality: 'permanent' });
    expect(planOne(subject({ declared: [suspended], attempts: [failed] })).held?.by).toBe('failed');
  });
});

describe("an operator's suspension", () => {
  const due = subject({ declared: [declared({ labels: [['ring', 'broad']] })] });

  function suspension(selector: string, more: Partial<SuspensionView> = {}): SuspensionView {
    const parsed = parseSelector(selector);
    if (!parsed) throw new Error(`no selector: ${selector}`);
    return { selector, parsed, since: NOW - 5, until: null, actor: 'ada@desk', reason: null, ...more };
  }
  const heldBy = (...suspensions: readonly SuspensionView[]) => planOne(due, { suspensions }).held;

  it.each(['*', 'P01/P0100012/Branch Offices EU', 'p01/*/branch *', '*/*/*', 'ring=broad'])(
    'of %s holds what it selects',
    (selector) => {
      expect(heldBy(suspension(selector))).toMatchObject({ by: 'suspended', since: NOW - 5, until: null });
    },
  );

  it.each(['P01/P0100013/*', 'P02/*/*', 'P01/*/Branch', 'ring=pilot', 'broad=ring'])(
    'of %s holds nothing else',
    (selector) => {
      expect(heldBy(suspension(selector))).toBeNull();
    },
  );

  it('says who, what and why, and what ends it', () => {
    expect(heldBy(suspension('*', { reason: 'CHG0012345' }))).toMatchObject({
      message: 'ada@desk suspended everything: CHG0012345',
      remedy: { kind: 'resume', selector: '*' },
    });
    expect(heldBy(suspension('P01/*/Branch *'))).toMatchObject({
      message: 'ada@desk suspended P01/*/Branch *',
      remedy: { kind: 'resume', selector: 'P01/*/Branch *' },
    });
    expect(heldBy(suspension('ring=broad'))?.remedy).toEqual({ kind: 'resume', selector: 'ring=broad' });
  });

  it('ends at its time', () => {
    expect(heldBy(suspension('*', { until: NOW + 1 }))).toMatchObject({ until: NOW + 1 });
    expect(heldBy(suspension('*', { until: NOW }))).toBeNull();
  });

  it('is the first that still holds, where there are several', () => {
    const over = suspension('*', { until: NOW - 1 });
    expect(heldBy(over, suspension('P01/*/*'), suspension('*'))?.message).toContain('P01/*/*');
  });

  it('stands behind that of the declaration, which ends by a commit alone', () => {
    const both = subject({ declared: [declared({ suspend: true })] });
    expect(planOne(both, { suspensions: [suspension('*')] }).held?.remedy).toEqual(TAKE_IT_OUT);
  });

  it('knows labels only of what is declared', () => {
    const gone = subject({ gone: declared(), attempts: [rejected()] });
    expect(planOne(gone, { suspensions: [suspension('*')] })).toMatchObject({ action: 'forget', held: null });
  });

  it('takes its entries out of their run', () => {
    expect(planOne(due, { suspensions: [suspension('*')] }).action).toBe('hold');
    expect(planOne(due).action).toBe('redistribute');
  });
});
