import { describe, expect, it } from 'vitest';
import { EXIT, type ExitCode, exitOfApply, exitOfPlan, exitOfValidation } from '../../src/cli/exit-code.ts';
import { HELD_BY, type HeldBy } from '../../src/model/hold.ts';
import { isEmpty, type Plan } from '../../src/model/plan.ts';
import { conflict } from '../report/make/noun/conflict.ts';
import { plan } from '../report/make/noun/plan.ts';
import { held, planned } from '../report/make/noun/planned.ts';
import { problem } from '../report/make/noun/problem.ts';

const ENTRY = 'P01/P0100012/Campus';
const CONFLICTS: Partial<Plan> = { conflicts: [conflict(ENTRY, ['a.yaml', 'b.yaml'])] };
const PROBLEMS: Partial<Plan> = { problems: [problem()] };

const heldBy = (...reasons: readonly HeldBy[]) => reasons.map((by) => held(ENTRY, { by }));

/** The contract's table: what each hold counts as. */
const OF_HOLD: Readonly<Record<HeldBy, ExitCode>> = {
  failed: 3,
  backoff: 3,
  site: 3,
  unknownOutcome: 5,
  conflict: 6,
  problem: 6,
  suspended: 0,
  inFlight: 4,
  firstRun: 4,
  unverified: 4,
  policy: 4,
  validity: 4,
  window: 4,
  stale: 4,
  budget: 4,
  wave: 4,
  preflight: 4,
};

const ENDED = { stopped: false, undelivered: 0 };
const STOPPED = { ...ENDED, stopped: true };

describe('the exit code of apply', () => {
  it('is 3 where content that was waited for did not arrive', () => {
    expect(exitOfApply(plan([]), { ...ENDED, undelivered: 1 })).toBe(3);
    expect(exitOfApply(plan(heldBy('unknownOutcome')), { ...ENDED, undelivered: 1 })).toBe(5);
  });

  it.each(HELD_BY)('knows what a hold by %s counts as', (by) => {
    expect(exitOfApply(plan(heldBy(by)), ENDED)).toBe(OF_HOLD[by]);
  });

  it.each([
    ['nothing is due', plan([]), false, 0],
    ['a problem', plan([], PROBLEMS), false, 6],
    ['a conflict', plan([], CONFLICTS), false, 6],
    ['an interruption', plan([]), true, 4],
    ['an entry to forget', plan([planned(ENTRY, { action: 'forget' })]), false, 0],
  ] as const)('is right for %s', (_, after, stopped, code) => {
    expect(exitOfApply(after, { ...ENDED, stopped })).toBe(code);
  });

  it.each([
    [['unknownOutcome', 'failed', 'problem', 'budget'], 5],
    [['failed', 'problem', 'budget', 'suspended'], 3],
    [['budget', 'problem'], 6],
    [['suspended', 'wave'], 4],
  ] as const)('gives the first by precedence of %j', (reasons, code) => {
    expect(exitOfApply(plan(heldBy(...reasons)), ENDED)).toBe(code);
    expect(exitOfApply(plan(heldBy(...reasons.toReversed())), STOPPED)).toBe(code);
  });

  it('puts a problem before an interruption', () => {
    expect(exitOfApply(plan([], PROBLEMS), STOPPED)).toBe(EXIT.problems);
  });
});

describe('the exit code of plan', () => {
  it.each([
    ['nothing', plan([]), true],
    ['what is unchanged', plan([planned(ENTRY, { action: 'none', cause: 'unchanged' })]), true],
    ['what is suspended', plan(heldBy('suspended')), true],
    ['a call', plan([planned(ENTRY)]), false],
    ['another hold', plan(heldBy('firstRun')), false],
    ['an entry to forget', plan([planned(ENTRY, { action: 'forget' })]), false],
  ])('is 2 by wish, unless there is only %s', (_, wanted, empty) => {
    expect(isEmpty(wanted)).toBe(empty);
    expect(exitOfPlan(wanted, true)).toBe(empty ? 0 : 2);
    expect(exitOfPlan(wanted, false)).toBe(0);
  });

  it('is 6 for problems and conflicts, whatever would change', () => {
    for (const wrong of [PROBLEMS, CONFLICTS]) {
      expect(exitOfPlan(plan([planned(ENTRY)], wrong), true)).toBe(6);
      expect(exitOfPlan(plan([], wrong), false)).toBe(6);
      expect(exitOfValidation(plan([], wrong))).toBe(6);
    }
    expect(exitOfValidation(plan([]))).toBe(0);
  });
});
