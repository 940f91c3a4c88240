import { expect, it } from 'vitest';
import { declared, planOne, reached, subject } from '../../make/plan.ts';

const due = subject({ declared: [declared()] });
const heldWith = (groups: Readonly<Record<string, number>>) => planOne(due, { facts: reached(groups) }).held;

it('lets pass a group that the site shows once, in whatever spelling', () => {
  expect(heldWith({ 'BRANCH offices EU': 1 })).toBeNull();
});

it('holds a group that the site does not show', () => {
  expect(heldWith({ 'Branch Offices EU': 0 })).toMatchObject({
    by: 'preflight',
    code: 'DPS2101',
    message: 'group not found at site P01: missing, or this account may not see it',
  });
});

it('holds a group that the site shows twice', () => {
  expect(heldWith({ 'Branch Offices EU': 2 })).toMatchObject({
    by: 'preflight',
    code: 'DPS2102',
    message: 'site P01 has 2 groups whose names compare alike',
  });
});

it('leaves free a group that the site was not asked about: it is asked before the call', () => {
  expect(heldWith({ Another: 1 })).toBeNull();
});
