import { expect, it } from 'vitest';
import { isOnePlace, tokenIn } from '../../../src/model/config/token.ts';

it.each(['abc-123', ' abc-123\r\n'])('is found in %j', (text) => {
  expect(tokenIn(text, 'X')).toEqual({ kind: 'found', token: 'abc-123' });
});

it.each([
  ['', 'empty', 'it is empty'],
  [' \n', 'empty', 'it is empty'],
  ['a\r\nX-Other: b', 'malformed', 'it is not one word of plain text'],
  ['a b', 'malformed', 'it is not one word of plain text'],
  ['grün', 'malformed', 'it is not one word of plain text'],
  ['a\u0000b', 'malformed', 'it is not one word of plain text'],
])('is not found in %j, which is %s', (text, kind, detail) => {
  expect(tokenIn(text, 'X')).toEqual({ kind, where: 'X', detail });
});

it.each([
  [{}, false],
  [{ tokenEnv: undefined }, false],
  [{ tokenEnv: 'T' }, true],
  [{ tokenCommand: ['get-token'] }, true],
  [{ tokenEnv: 'T', tokenFile: 'f' }, false],
])('%j names one place: %s', (place, isOne) => {
  expect(isOnePlace(place)).toBe(isOne);
});
