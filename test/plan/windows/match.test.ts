import { describe, expect, it } from 'vitest';
import { matcherOf } from '../../../src/plan/windows/match.ts';
import { entry } from '../../make/noun/plan.ts';
import { makeWindow } from '../../make/noun/window.ts';

const what = {
  entry: entry('P01/P0100012/Branch Offices ÄU'),
  labels: [
    ['ring', 'broad'],
    ['owner', 'eud'],
  ] as const,
};

describe('a window speaks of an entry', () => {
  it.each([
    ['without match', undefined],
    ['with an empty one', {}],
    ['by its site', { sites: ['P01'] }],
    ['by its site in any case', { sites: ['p01'] }],
    ['by a part of its site', { sites: ['X*', 'P*'] }],
    ['by its package', { packages: ['P02*', 'p01*'] }],
    ['by its group', { groups: ['Branch Offices ÄU'] }],
    ['by its group in any case and form', { groups: [' branch offices a\u0308u '] }],
    ['by a part of its group', { groups: ['*offices*'] }],
    ['by a label', { labels: { ring: 'broad' } }],
    [
      'by all of it',
      { sites: ['P01'], groups: ['B*'], packages: ['*12'], labels: { ring: 'broad', owner: 'eud' } },
    ],
  ])('%s', (_, match) => {
    expect(matcherOf(makeWindow({ match }))(what)).toBe(true);
  });
});

describe('a window does not speak of an entry', () => {
  it.each([
    ['of another site', { sites: ['P02', 'X*'] }],
    ['of another package', { packages: ['P02*'] }],
    ['of another group', { groups: ['Branch'] }],
    ['without its label', { labels: { ring: 'pilot' } }],
    ['whose label is written otherwise', { labels: { ring: 'Broad' } }],
    ['without all of its labels', { labels: { ring: 'broad', owner: 'ops' } }],
    ['that fits one key alone', { sites: ['P01'], groups: ['Depot *'] }],
  ])('%s', (_, match) => {
    expect(matcherOf(makeWindow({ match }))(what)).toBe(false);
  });
});
