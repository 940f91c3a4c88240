import { expect, it, vi } from 'vitest';
import {
  parseDuration,
  readDuration,
  readDurationBetween,
  showDuration,
} from '../../../src/model/units/duration.ts';

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

it('is a step of a form, which tells what to write instead', () => {
  const addIssue = vi.fn();
  expect(readDuration('30s', { addIssue })).toBe(30_000);
  expect(addIssue).not.toHaveBeenCalled();
  readDuration('30', { addIssue });
  expect(addIssue).toHaveBeenCalledExactlyOnceWith('is no duration; write 500ms, 30s, 5m, 2h or 7d');
});

it.each([
  ['9s', 'is no duration from 10s to 1m; write 15s'],
  ['61s', 'is no duration from 10s to 1m; write 15s'],
  ['15', 'is no duration from 10s to 1m; write 15s'],
  ['10s', undefined],
  ['1m', undefined],
])('as a step with limits says of %s: %s', (text, message) => {
  const addIssue = vi.fn();
  readDurationBetween(10_000, 60_000, '15s')(text, { addIssue });
  expect(addIssue.mock.calls).toEqual(message === undefined ? [] : [[message]]);
});

it('may have no longest', () => {
  const addIssue = vi.fn();
  const read = readDurationBetween(1000, Number.POSITIVE_INFINITY, '30s or 5m');
  expect(read('999999999d', { addIssue })).toBe(999_999_999 * 86_400_000);
  read('999ms', { addIssue });
  expect(addIssue).toHaveBeenCalledExactlyOnceWith('is no duration from 1s on; write 30s or 5m');
});
