// Whatever a site shows: what it speaks against is not called, and no run sends more than it may.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import { makePlan, type PairFacts, type PlanInput } from '../../src/plan/plan.ts';
import { declared, guards, input, MINUTE, NOW, subject } from '../make/noun/plan.ts';
import { job, pair, point, type Shown, shown, sitePackage } from '../make/site/site-facts.ts';

const GB = 1024 ** 3;
const MOST = 4 * GB;
const PACKAGES = ['P0100012', 'P0100013'];
const ENTRIES = PACKAGES.flatMap((id) => ['A', 'B'].map((group) => `P01/${id}/${group}`));

const pairs: fc.Arbitrary<PairFacts> = fc
  .record({
    assigned: fc.integer({ min: 0, max: 4 }).map((number) => number > 0),
    members: fc.subarray(['DP01', 'DP02', 'DP03']),
    ages: fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 2 }),
  })
  .map(({ assigned, members, ages }) =>
    pair({
      assigned,
      members: members.map((name) => point(name)),
      running: ages.map((age) => job(NOW - age * MINUTE)),
    }),
  );
const content = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, GB, 2 * GB, null).map((bytes) => sitePackage({ bytes })) },
  { weight: 1, arbitrary: fc.constantFrom(null, sitePackage({ content: 'none' })) },
);
const site = fc.record({
  packages: fc.record(Object.fromEntries(PACKAGES.map((id) => [id, content]))),
  pairs: fc.record(Object.fromEntries(ENTRIES.map((entry) => [entry, pairs]))),
});

/** The plan of every entry, at a site that shows this. */
function planAt(what: Shown): { readonly plan: Plan; readonly from: PlanInput } {
  const subjects = ENTRIES.map((entry) => subject({ declared: [declared({ entry })] }));
  const from = input(subjects, { ...shown(what), ...guards({ maxBytesPerRun: MOST }) });
  return { plan: makePlan(from).plan, from };
}

/** Checks `look` against the plans at many sites. */
function always(look: (plan: Plan, from: PlanInput) => void): void {
  fc.assert(
    fc.property(site, (what) => {
      const { plan, from } = planAt(what);
      look(plan, from);
    }),
  );
}

it('has sites at which entries are called, stopped by pre-flight and held by the budget', () => {
  const plans = fc.sample(site, { numRuns: 200, seed: 1 }).map((what) => planAt(what).plan);
  const seen = plans.flatMap(({ entries }) => entries.map(({ held, action }) => held?.by ?? action));
  expect([...new Set(seen)].sort()).toEqual(['budget', 'preflight', 'redistribute']);
});

it('calls nothing that the site speaks against', () => {
  always(({ entries }, from) => {
    const free = entries.filter(({ action }) => action === 'redistribute');
    for (const one of free) {
      const alone = subject({ declared: [declared({ entry: one.key })] });
      const again = makePlan({ ...from, subjects: [alone], ...guards({}) }).plan.entries;
      expect(again.map(({ held }) => held)).toEqual([null]);
    }
  });
});

it('sends no more than a run may, and nothing whose size is not known', () => {
  always(({ entries, summary }) => {
    const costs = entries.filter(({ action }) => action === 'redistribute').map(({ cost }) => cost);
    expect(costs).not.toContain(null);
    const sum = costs.reduce((total, cost) => total + (cost?.bytes ?? 0), 0);
    expect(sum).toBeLessThanOrEqual(MOST);
    expect(summary.bytes).toBe(sum);
  });
});

it('holds all calls of a run by its budget, or none', () => {
  always(({ entries }) => {
    const free = entries.some(({ action }) => action === 'redistribute');
    const held = entries.some((one) => one.held?.by === 'budget');
    expect(free && held).toBe(false);
  });
});
