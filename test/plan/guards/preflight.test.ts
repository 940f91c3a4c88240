import { describe, expect, it } from 'vitest';
import type { PlanInput } from '../../../src/plan/plan.ts';
import { guardsForm } from '../../../src/plan/settings.ts';
import { attempt, declared, guards, MINUTE, NOW, planOne, reached, subject } from '../../make/noun/plan.ts';
import {
  facts,
  groupId,
  job,
  pair,
  point,
  type Shown,
  shown,
  sitePackage,
} from '../../make/site/site-facts.ts';

const ENTRY = 'P01/P0100012/Branch Offices EU';
const due = subject({ declared: [declared()] });
const heldWith = (what: Shown, more: Partial<PlanInput> = {}) =>
  planOne(due, { ...shown(what), ...more }).held;

describe('a group', () => {
  const heldBy = (groups: Readonly<Record<string, number>>) => planOne(due, { facts: reached(groups) }).held;

  it('that the site shows once passes, in whatever spelling', () => {
    expect(heldBy({ 'BRANCH offices EU': 1 })).toBeNull();
  });

  it('that the site does not show holds', () => {
    expect(heldBy({ 'Branch Offices EU': 0 })).toMatchObject({
      by: 'preflight',
      code: 'DPS2101',
      message: 'group not found at site P01: missing, or this account may not see it',
      remedy: { kind: 'findGroup' },
    });
  });

  it('that the site shows twice holds', () => {
    expect(heldBy({ 'Branch Offices EU': 2 })).toMatchObject({
      by: 'preflight',
      code: 'DPS2102',
      message: 'site P01 has 2 groups whose names compare alike',
      remedy: { kind: 'renameGroup' },
    });
  });

  it('that the site was not asked about passes: it is asked before the call', () => {
    expect(heldBy({ Another: 1 })).toBeNull();
  });
});

describe('a package', () => {
  it('with source files passes, and so does one that the site was not asked about', () => {
    expect(heldWith({ packages: { P0100012: sitePackage() } })).toBeNull();
    expect(heldWith({ packages: { P0100099: null } })).toBeNull();
  });

  it('that the site does not show holds', () => {
    expect(heldWith({ packages: { P0100012: null } })).toMatchObject({
      by: 'preflight',
      code: 'DPS2103',
      message: 'package P0100012 not found at site P01: missing, or this account may not see it',
      remedy: { kind: 'findPackage' },
    });
  });

  it.each([
    ['taskSequence', 'DPS2105', 'is a task sequence', 'declareReferences'],
    ['none', 'DPS2106', 'has no source files', 'addSourceFiles'],
  ] as const)('with content %s holds', (content, code, says, kind) => {
    const held = heldWith({ packages: { P0100012: sitePackage({ content }) } });
    expect(held).toMatchObject({
      by: 'preflight',
      code,
      message: expect.stringContaining(says),
      remedy: { kind },
    });
  });
});

describe('a package and a group', () => {
  it('that are assigned pass', () => {
    expect(heldWith({ pairs: { [ENTRY]: pair() } })).toBeNull();
  });

  it('that are not assigned hold: dpsync assigns nothing', () => {
    const held = heldWith({ pairs: { [ENTRY]: pair({ assigned: false }) } });
    expect(held).toMatchObject({
      by: 'preflight',
      code: 'DPS2104',
      message: 'package P0100012 is not assigned to the group Branch Offices EU',
      remedy: { kind: 'assignPackage' },
    });
  });
});

describe('a distribution that is under way', () => {
  const running = (...createdAt: readonly number[]): Shown => ({
    pairs: { [ENTRY]: pair({ running: createdAt.map((at) => job(at)) }) },
  });

  it('holds while it is younger than runningFor, and says until when', () => {
    expect(heldWith(running(NOW - 90 * MINUTE))).toMatchObject({
      by: 'preflight',
      code: 'DPS2107',
      message: 'a distribution of package P0100012 to 1 member of the group is under way, begun 1h 30m ago',
      until: NOW + 150 * MINUTE,
      remedy: { kind: 'wait', for: 'distribution' },
    });
  });

  it('counts one of the future as begun now: it holds for no year', () => {
    expect(heldWith(running(NOW + 400 * 24 * 60 * MINUTE))).toMatchObject({
      until: NOW + guardsForm.parse(undefined).runningFor,
    });
  });

  it('holds nothing from runningFor on', () => {
    const of = guards({ runningFor: 10 * MINUTE });
    expect(heldWith(running(NOW - 10 * MINUTE + 1), of)?.until).toBe(NOW + 1);
    expect(heldWith(running(NOW - 10 * MINUTE), of)).toBeNull();
  });

  it('is as young as its youngest job', () => {
    expect(heldWith(running(NOW - 300 * MINUTE, NOW - MINUTE, NOW - 400 * MINUTE))).toMatchObject({
      until: NOW + 239 * MINUTE,
    });
  });

  it.each([
    [5 * MINUTE, NOW - 30 * MINUTE, 25],
    [-5 * MINUTE, NOW - 40 * MINUTE, 25],
  ])('is measured on the clock of the site, which is %i ms ahead', (clockOffset, createdAt, left) => {
    const of = guards({ runningFor: 60 * MINUTE });
    const held = heldWith({ ...running(createdAt), clockOffset }, of);
    expect(held?.until).toBe(NOW + left * MINUTE);
    expect(held?.message).toContain('begun 35m ago');
  });

  it('counts distribution points, not jobs', () => {
    const other = { point: point('DP02').id };
    const jobs = [job(NOW - 1), job(NOW - 2), job(NOW - 3, other)];
    expect(heldWith({ pairs: { [ENTRY]: pair({ running: jobs }) } })?.message).toContain('to 2 members');
  });
});

describe('what is named where several things speak against a call', () => {
  const no = { count: 0, id: null };
  const faults = {
    groups: { 'Branch Offices EU': no },
    packages: { P0100012: null },
    pairs: { [ENTRY]: pair({ assigned: false, running: [job(NOW)] }) },
  };

  it('is the cause before its effects: the group, the package, the assignment, the job', () => {
    const { groups: _, ...withGroup } = faults;
    const withPackage = { ...withGroup, packages: { P0100012: sitePackage() } };
    const assigned = { ...withPackage, pairs: { [ENTRY]: pair({ running: [job(NOW)] }) } };
    const codes = [faults, withGroup, withPackage, assigned].map((what) => heldWith(what)?.code);
    expect(codes).toEqual(['DPS2101', 'DPS2103', 'DPS2104', 'DPS2107']);
  });

  it('is nothing of another group, package or site', () => {
    const other = { pairs: { 'P01/P0100012/Other': pair({ assigned: false }) } };
    expect(heldWith({ ...other, packages: { P0100013: null }, groups: { Another: no } })).toBeNull();
    expect(planOne(due, facts({ P02: { packages: { P0100012: null } } })).held).toBeNull();
  });

  it('is nothing where the entry needs no call', () => {
    const sent = subject({ declared: [declared()], attempts: [attempt()] });
    expect(planOne(sent, shown(faults))).toMatchObject({ action: 'none', held: null });
  });

  it('is found by the id that the group has now', () => {
    const moved = { 'Branch Offices EU': { count: 1, id: groupId('another') } };
    const { facts: site } = shown({ ...faults, packages: {}, groups: moved });
    expect(planOne(due, { facts: site }).held?.code).toBe('DPS2104');
  });
});
