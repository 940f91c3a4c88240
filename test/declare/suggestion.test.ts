import { expect, it } from 'vitest';
import { findMeant } from '../../src/declare/suggestion.ts';

const fields = ['site', 'packages', 'distributionPointGroups', 'revision', 'wave'];

it.each([
  ['package', 'packages'],
  ['PACKAGES', 'packages'],
  ['distributionPointGroup', 'distributionPointGroups'],
  ['distributionpointgroups', 'distributionPointGroups'],
  ['revison', 'revision'],
  ['wav', 'wave'],
  ['owner', undefined],
  ['', undefined],
  ['x'.repeat(1_000_000), undefined],
])('%.30s', (word, meant) => {
  expect(findMeant(word, fields)).toBe(meant);
});
