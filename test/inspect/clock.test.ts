import { expect, it } from 'vitest';
import { clockFinding } from '../../src/inspect/clock.ts';

const MINUTE = 60_000;

it.each([
  [0, 'ok', 'its clock and that of this machine agree'],
  [-MINUTE, 'ok', 'its clock and that of this machine agree'],
  [MINUTE + 1000, 'warning', 'its clock is 1m 1s ahead of that of this machine'],
  [-5 * MINUTE, 'warning', 'its clock is 5m behind that of this machine'],
  [-5 * MINUTE - 1000, 'failure', 'its clock is 5m 1s behind that of this machine'],
])('%i ms: %s', (offset, kind, title) => {
  expect(clockFinding('site P01', offset)).toMatchObject({ kind, title });
});
