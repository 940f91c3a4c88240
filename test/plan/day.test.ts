import { describe, expect, it } from 'vitest';
import { makePlan, type PlanInput, type Subject } from '../../src/plan/plan.ts';
import {
  approvalOf,
  DAY,
  declared,
  guards,
  holds,
  input,
  MINUTE,
  NOW,
  newcomers,
  run,
  source,
  subject,
} from '../make/noun/plan.ts';
import { pair, shown, sitePackage } from '../make/site/site-facts.ts';

/** So many calls of the source `content`, an hour apart, the newest an hour ago. */
function sent(count: number, bytes: number | null = 0): Pick<PlanInput, 'days'> {
  const past = Array.from({ length: count }, (_, index) => ({ at: NOW - (index + 1) * 60 * MINUTE, bytes }));
  return { days: new Map([['content', past]]) };
}

/** The subjects as members of a recorded run, due since so many minutes. */
function membersOf(id: string, minutes: number, subjects: readonly Subject[]): Subject[] {
  return subjects.map((one) => {
    return {
      ...one,
      due: { digest: one.declared[0]?.digest ?? null, run: id, since: NOW - minutes * MINUTE },
    };
  });
}

const most = guards({ maxCallsPerDay: 4 });
const heldBy = (subjects: readonly Subject[], more: Partial<PlanInput>) => [
  ...new Set(Object.values(holds(subjects, { ...most, ...more }))),
];

describe('the calls of a source in a day', () => {
  it('are not counted by default', () => {
    expect(Object.values(holds(newcomers(3), sent(500)))).toEqual([null, null, null]);
  });

  it('hold all of a run that would bring it above the limit', () => {
    expect(heldBy(newcomers(2), sent(2))).toEqual([null]);
    expect(heldBy(newcomers(3), sent(2))).toEqual(['budget']);
  });

  it('say how many there were, and when enough of them are past', () => {
    const [first] = makePlan(input(newcomers(3), { ...most, ...sent(3) })).plan.entries;
    expect(first?.held).toMatchObject({
      by: 'budget',
      // Two of the three have to go: the second oldest was sent two hours ago.
      until: NOW - 2 * 60 * MINUTE + DAY,
      message: expect.stringMatching(
        /has 3 calls for now, with 3 of its source in 24 hours more than maxCallsPerDay \(4\)$/,
      ),
    });
  });

  it('never end by themselves for a run that is larger than a day', () => {
    const [first] = makePlan(input(newcomers(5), { ...most, ...sent(1) })).plan.entries;
    expect(first?.held).toMatchObject({ by: 'budget', until: null });
  });

  it('let the oldest run go first, and whatever fits beside it', () => {
    const [old, young, small] = [newcomers(3), newcomers(2), newcomers(1)].map((subjects, index) =>
      subjects.map((one) => {
        const entry = `P01/P010000${index}/${one.declared[0]?.entry.group}`;
        return subject({ declared: [declared({ entry })] });
      }),
    );
    const planned = makePlan(
      input(
        [
          ...membersOf('young', 1, young ?? []),
          ...membersOf('old', 3, old ?? []),
          ...membersOf('small', 0, small ?? []),
        ],
        most,
      ),
    );
    const free = planned.plan.entries.filter(({ action }) => action === 'redistribute');
    expect(
      Object.entries(Object.groupBy(free, ({ run: id }) => id ?? '')).map(([id, own]) => [id, own?.length]),
    ).toEqual([
      ['old', 3],
      ['small', 1],
    ]);
    expect(planned.overBudget).toEqual(new Set(['young']));
  });

  it('are those of each source alone', () => {
    const other = newcomers(3).map((one) => {
      const [first] = one.declared;
      return first ? subject({ declared: [{ ...first, source: 'other' }] }) : one;
    });
    const sources = [source(), source({ name: 'other' })];
    expect(heldBy(other, { ...sent(4), sources })).toEqual([null]);
  });

  it('leave out what something else holds: it does not leave now', () => {
    const later = newcomers(3, { notBefore: NOW + 1 });
    const free = subject({ declared: [declared({ entry: 'P01/P0100099/Free' })] });
    expect(holds([...later, free], { ...most, ...sent(3) }).Free).toBeNull();
  });

  it('hold nothing that was approved, which then counts for the others', () => {
    const three = membersOf('r1', 1, newcomers(3));
    const approved = { runs: new Map([['r1', run({ approved: approvalOf(three.slice(0, 2)) })]]) };
    expect(holds(three, { ...most, ...sent(2), ...approved })).toEqual({
      'Group 0': null,
      'Group 1': null,
      'Group 2': 'budget',
    });
  });
});

describe('the bytes of a source in a day', () => {
  const GB = 1024 ** 3;
  const ONE = 'P01/P0100012/One';
  const one = [subject({ declared: [declared({ entry: ONE })] })];
  /** The call sends 2 GB. */
  const site = shown({ packages: { P0100012: sitePackage() }, pairs: { [ONE]: pair() } });
  const limit = (maxBytesPerDay: number) => guards({ maxBytesPerDay });

  it('hold what would bring it above the limit', () => {
    expect(holds(one, { ...site, ...limit(5 * GB), ...sent(1, 3 * GB) })).toEqual({ One: null });
    expect(holds(one, { ...site, ...limit(5 * GB), ...sent(1, 3 * GB + 1) })).toEqual({ One: 'budget' });
  });

  it('hold where nobody knows the size of a call that was made', () => {
    const [first] = makePlan(input(one, { ...site, ...limit(500 * GB), ...sent(1, null) })).plan.entries;
    expect(first?.held?.message).toMatch(
      /counts calls whose size is not known, and maxBytesPerDay is 500 GB$/,
    );
  });
});
