import { expect, it } from 'vitest';
import { HELD_BY, type HeldBy } from '../../../src/model/hold.ts';
import type { PlanInput, Subject } from '../../../src/plan/plan.ts';
import {
  DAY,
  declared,
  digest,
  entry,
  guards,
  holds,
  NOW,
  reached,
  run,
  source,
  subject,
} from '../../make/noun/plan.ts';
import { makeWindow } from '../../make/noun/window.ts';

const ORDER: readonly HeldBy[] = [
  'conflict',
  'problem',
  'firstRun',
  'suspended',
  'unverified',
  'policy',
  'validity',
  'window',
  'stale',
  'budget',
  'wave',
  'site',
  'preflight',
];
const PAIRS = ORDER.flatMap((first, index) =>
  ORDER.slice(index + 1).map((second) => [first, second] as const),
);
const RUN = 'r1';
const LOWER = 'P01/P0100012/Lower';
const HELD = 'P01/P0100012/Held';

/** A pass in which each of `reasons` holds the entry, and nothing else does. */
function passHeldBy(reasons: readonly HeldBy[]): { subjects: readonly Subject[]; more: Partial<PlanInput> } {
  const has = (by: HeldBy) => reasons.includes(by);
  const one = declared({
    entry: HELD,
    outdated: has('problem'),
    suspend: has('suspended'),
    notBefore: has('validity') ? NOW + 1 : null,
  });
  const due = { digest: one.digest, run: RUN, since: has('stale') ? NOW - 15 * DAY : NOW };
  const held = subject({
    declared: has('conflict') ? [one, { ...one, line: 9 }] : [one],
    due,
    trusted: !has('unverified'),
  });
  const lower = subject({
    declared: [declared({ entry: LOWER, wave: -1 })],
    due: { digest: digest({ entry: LOWER }), run: RUN, since: NOW },
  });
  return { subjects: has('wave') ? [held, lower] : [held], more: circumstances(has) };
}

function circumstances(has: (by: HeldBy) => boolean): Partial<PlanInput> {
  const down = { kind: 'unreachable', code: 'DPS2002', message: 'down', since: NOW } as const;
  return {
    sources: [
      source({
        firstRun: has('firstRun') ? 'held' : 'released',
        unverified: has('unverified') ? 'is not signed' : null,
        reason: has('policy') ? { required: true, pattern: null, fits: () => true } : null,
      }),
    ],
    runs: new Map([[RUN, run({ called: has('budget') ? 9 : 0 })]]),
    facts: has('site') ? new Map([[entry().site, down]]) : reached({ Held: has('preflight') ? 0 : 1 }),
    ...guards({
      maxCallsPerRun: 5,
      ...(has('window') && { windows: [makeWindow({ schedule: '0 0 1 1 *' })] }),
    }),
  };
}

function heldBy(reasons: readonly HeldBy[]) {
  const { subjects, more } = passHeldBy(reasons);
  return holds(subjects, more).Held;
}

it('is the order of the nouns, which is that of the contract', () => {
  expect(HELD_BY.filter((by) => ORDER.includes(by))).toEqual(ORDER);
});

it('leaves an entry free that nothing holds', () => {
  expect(heldBy([])).toBeNull();
});

it.each(ORDER)('names %s where it is alone', (by) => {
  expect(heldBy([by])).toBe(by);
});

it.each(PAIRS)('names %s before %s', (first, second) => {
  expect(heldBy([second, first])).toBe(first);
});

it.each(ORDER)('names %s where everything after it holds too', (by) => {
  expect(heldBy(ORDER.slice(ORDER.indexOf(by)))).toBe(by);
});
