import { describe, expect, it } from 'vitest';
import type { Subject } from '../../../src/plan/plan.ts';
import {
  attempt,
  declared,
  digest,
  guards,
  holds,
  NOW,
  newcomers,
  open,
  planOne,
  run,
  subject,
} from '../../make/plan.ts';

const RUN = 'r1';
const limit = guards({ maxCallsPerRun: 2 });
const view = (called: number, approved = false) => ({ runs: new Map([[RUN, run({ called, approved })]]) });

/** Members of one recorded run. */
function members(subjects: readonly Subject[]): Subject[] {
  return subjects.map((one) => {
    const [first] = one.declared;
    return { ...one, due: { digest: first?.digest ?? null, run: RUN, since: NOW } };
  });
}

const heldBy = (subjects: readonly Subject[], more = {}) => [
  ...new Set(Object.values(holds(subjects, { ...limit, ...more }))),
];

describe('the budget of a run', () => {
  it('holds all of a run with more calls, and none of one that fits', () => {
    expect(heldBy(newcomers(2))).toEqual([null]);
    expect(heldBy(newcomers(3))).toEqual(['budget']);
  });

  it('says how many calls there are, since when, and which command helps', () => {
    const due = { digest: digest(), run: RUN, since: NOW - 1 };
    const { held, run } = planOne(subject({ declared: [declared()], due }), { ...limit, ...view(2) });
    expect(run).toBe(RUN);
    expect(held).toMatchObject({ by: 'budget', since: NOW - 1, message: expect.stringContaining('3 calls') });
    expect(held?.remedy).toContain('dpsync approve r1');
    expect(held?.remedy).toContain('--approve-budget');
  });

  it('counts what was called so far, each entry once', () => {
    expect(heldBy(members(newcomers(1)), view(1))).toEqual([null]);
    expect(heldBy(members(newcomers(2)), view(1))).toEqual(['budget']);
    const calledBefore = members(newcomers(2)).map((one) => ({
      ...one,
      attempts: [
        attempt({ entry: one.key, run: RUN, outcome: 'rejected', finality: 'forNow', counts: false }),
      ],
    }));
    expect(heldBy(calledBefore, view(2))).toEqual([null]);
  });

  it.each([
    ['suspended ones', newcomers(3, { suspend: true })],
    ['those of a file with a problem', newcomers(3, { outdated: true })],
    [
      'those in conflict',
      newcomers(3).map((one) => ({ ...one, declared: [...one.declared, ...one.declared] })),
    ],
  ])('does not count %s', (_, others) => {
    const free = declared({ entry: 'P01/P0100012/Free' });
    expect(holds([...others, subject({ declared: [free] })], limit).Free).toBeNull();
  });

  it('counts what waits for the call of an older revision', () => {
    const waiting = subject({ declared: [declared({ revision: '2' })], attempts: [open()] });
    expect(heldBy([waiting, ...newcomers(2)])).toEqual(['inFlight', 'budget']);
  });

  it.each([
    ['failed', { outcome: 'rejected', finality: 'forGood' } as const],
    ['is unknown', { outcome: 'unknown' } as const],
  ])('does not count what %s in another run: nobody calls it again', (_, before) => {
    const back = subject({ declared: [declared()], attempts: [attempt(before)] });
    expect(heldBy([back, ...newcomers(2)])).not.toContain('budget');
  });

  it('is each run of its own', () => {
    expect(heldBy([...members(newcomers(2)), subject({ declared: [declared()] })], view(0))).toEqual([null]);
  });

  it('lets an approved run pass, whatever it holds', () => {
    expect(heldBy(members(newcomers(3)), view(0, true))).toEqual([null]);
    expect(heldBy([...members(newcomers(3)), subject({ declared: [declared()] })], view(0, true))).toEqual([
      null,
    ]);
  });

  it('lets every run pass where the operator approves them for this pass', () => {
    const pass = { firstRun: () => false, approveBudget: true };
    expect(heldBy(newcomers(3), { pass })).toEqual([null]);
    expect(heldBy(members(newcomers(3)), { ...view(0), pass })).toEqual([null]);
  });

  it('has no say over a digest that was replaced: it dropped out of its run', () => {
    const due = { digest: digest(), run: RUN, since: NOW };
    const replaced = subject({ declared: [declared({ revision: '2' })], due });
    expect(heldBy([replaced], view(9))).toEqual([null]);
    expect(heldBy([subject({ declared: [declared()], due })], view(9))).toEqual(['budget']);
  });
});
