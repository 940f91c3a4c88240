import { describe, expect, it } from 'vitest';
import { siteNow } from '../../src/plan/known.ts';
import { makePlan } from '../../src/plan/plan.ts';
import { attempt, declared, entry, input, MINUTE, NOW, planOne, subject } from '../make/noun/plan.ts';
import { facts, pair, point, type Shown, shown, sitePackage } from '../make/site/site-facts.ts';

const ENTRY = 'P01/P0100012/Branch Offices EU';
const GB = 1024 ** 3;
const due = subject({ declared: [declared()] });
const costWith = (what: Shown) => planOne(due, shown(what)).cost;

function membersOf(count: number, more = {}) {
  return Array.from({ length: count }, (_, index) => point(`DP${index}`, more));
}

const both = (members: ReturnType<typeof membersOf>, bytes: number | null): Shown => ({
  packages: { P0100012: sitePackage({ bytes }) },
  pairs: { [ENTRY]: pair({ members }) },
});

describe('the cost of a call', () => {
  it('is the size of the package for each member of the group', () => {
    expect(costWith(both(membersOf(3), 10_240))).toEqual({ bytes: 30_720, distributionPoints: 3 });
  });

  it('leaves out a member on its site server: it gets nothing', () => {
    const members = [...membersOf(2), point('SITE', { onSiteServer: true })];
    expect(costWith(both(members, GB))).toEqual({ bytes: 2 * GB, distributionPoints: 2 });
  });

  it('is nothing for a group without members, and not unknown', () => {
    expect(costWith(both([], GB))).toEqual({ bytes: 0, distributionPoints: 0 });
  });

  it('is exact where it is large: 47 GB and one KB for 1,000 members', () => {
    const bytes = 47 * GB + 1024;
    expect(costWith(both(membersOf(1000), bytes))).toEqual({
      bytes: 50_465_866_752_000,
      distributionPoints: 1000,
    });
  });

  it.each([
    ['whose size the site does not say', both(membersOf(2), null)],
    ['that the site does not show', { ...both(membersOf(2), GB), packages: { P0100012: null } }],
    ['that the site was not asked about', { ...both(membersOf(2), GB), packages: {} }],
    ['whose group was not asked about', { packages: { P0100012: sitePackage() } }],
  ])('is not known of a package %s', (_, what) => {
    expect(costWith(what)).toBeNull();
  });

  it('is not known where no site was asked', () => {
    expect(planOne(due).cost).toBeNull();
  });

  it('is none of what is not called', () => {
    const sent = subject({ declared: [declared()], attempts: [attempt()] });
    expect(planOne(sent, shown(both(membersOf(1), GB))).cost).toBeNull();
  });

  it('is said of what is held as well', () => {
    const suspended = subject({ declared: [declared({ suspend: true })] });
    expect(planOne(suspended, shown(both(membersOf(1), GB)))).toMatchObject({
      action: 'hold',
      cost: { bytes: GB },
    });
  });
});

describe('what a plan sends', () => {
  const OTHER = 'P01/P0100013/Branch Offices EU';
  const other = subject({ declared: [declared({ entry: OTHER })] });
  const pairs = { [ENTRY]: pair(), [OTHER]: pair({ members: membersOf(1) }) };
  const bytesWith = (P0100013: ReturnType<typeof sitePackage>, ...more: (typeof due)[]) =>
    makePlan(input([due, other, ...more], shown({ pairs, packages: { P0100012: sitePackage(), P0100013 } })))
      .plan.summary.bytes;

  it('is the sum of its calls, and not known where one of them is not', () => {
    expect(bytesWith(sitePackage({ bytes: 1024 }))).toBe(2 * GB + 1024);
    expect(bytesWith(sitePackage({ bytes: null }))).toBeNull();
  });

  it('does not speak of what is held', () => {
    expect(bytesWith(sitePackage({ bytes: null, content: 'none' }))).toBe(2 * GB);
  });
});

it('shows the name that the package has at the site', () => {
  const packages = { P0100012: sitePackage({ name: 'Office 365' }) };
  expect(planOne(due, shown({ packages })).packageName).toBe('Office 365');
  expect(planOne(due).packageName).toBeNull();
});

it("knows the site's clock, and its own where the site was not asked", () => {
  const told = { now: NOW, ...facts({ P01: { clockOffset: -MINUTE } }) };
  expect(siteNow(entry(), told)).toBe(NOW - MINUTE);
  expect(siteNow(entry('P02/P0100012/x'), told)).toBe(NOW);
});
