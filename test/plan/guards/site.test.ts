import { expect, it } from 'vitest';
import type { SiteFacts } from '../../../src/plan/plan.ts';
import { attempt, declared, entry, NOW, planOne, reached, subject } from '../../make/noun/plan.ts';

const down: SiteFacts = {
  kind: 'unreachable',
  code: 'DPS2002',
  message: 'connection refused',
  since: NOW - 5,
};
const facts = new Map([[entry().site, down]]);

it('holds everything of a site that cannot be used, since it was found so', () => {
  expect(planOne(subject({ declared: [declared()] }), { facts })).toMatchObject({
    action: 'hold',
    held: {
      by: 'site',
      code: 'DPS2002',
      message: 'connection refused',
      since: NOW - 5,
      remedy: { kind: 'mendSite' },
    },
  });
});

it('holds no other site', () => {
  expect(planOne(subject({ declared: [declared({ entry: 'P02/P0100012/EU' })] }), { facts }).held).toBeNull();
});

it('does not speak of what was sent', () => {
  expect(planOne(subject({ declared: [declared()], attempts: [attempt()] }), { facts }).held).toBeNull();
});

it('lets pass what a site was reached for, and what no site was asked about', () => {
  const due = subject({ declared: [declared()] });
  expect(planOne(due, { facts: reached({ 'Branch Offices EU': 1 }) }).held).toBeNull();
  expect(planOne(due).held).toBeNull();
});
