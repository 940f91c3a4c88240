import { expect, it } from 'vitest';
import { parseDuration, showDuration } from '../../../src/model/units/duration.ts';

it.each([
  ['500ms', 500],
  ['30s', 30_000],
  ['5m', 300_000],
  ['2h', 7_200_000],
  ['7d', 604_800_000],
  ['0s', 0],
  ['007s', 7000],
])('reads %s', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

it.each([
  '',
  '5',
  's',
  '-1s',
  '1.5h',
  '1 h',
  '1H',
  '1w',
  '1h30m',
  '1e3s',
  ' 1s',
  '1s\n',
  '٣s',
  '1234567890s',
])('does not take %j for a duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

it.each([
  [0, '0ms'],
  [-5, '0ms'],
  [999, '999ms'],
  [1000, '1s'],
  [90_000, '1m 30s'],
  [3_600_000, '1h'],
  [3_661_000, '1h 1m'],
  [86_401_000, '1d 1s'],
  [14 * 86_400_000, '14d'],
])('shows %i as %s', (milliseconds, text) => {
  expect(showDuration(milliseconds)).toBe(text);
});
