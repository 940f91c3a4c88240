import { describe, expect, it } from 'vitest';
import { type NamingRow, namePoints } from '../../../src/site/questions/named-point.ts';

const PATH = '["Display=\\\\DP01.corp.example\\"]MSWNET:["SMS_SITE=P01"]\\\\DP01.corp.example\\';
const OTHER = '["Display=\\\\DP02\\"]MSWNET:["SMS_SITE=P01"]\\\\DP02\\';
const NAME = 'DP01.corp.example';

function named(row: NamingRow, ...others: readonly NamingRow[]) {
  return namePoints([row, ...others])(row);
}

describe('the point that a status row names', () => {
  it.each([
    ['by its path', { DPName: NAME, InsString2: PATH }, { name: NAME, point: PATH }],
    ['by its short name and its path', { DPName: 'dp01', InsString2: PATH }, { name: 'dp01', point: PATH }],
    ['by its path alone', { DPName: null, InsString2: PATH }, { name: NAME, point: PATH }],
    ['by a path in the place of a name', { DPName: PATH, InsString2: null }, { name: NAME, point: PATH }],
    ['by its name alone', { DPName: NAME, InsString2: null }, { name: NAME, point: NAME }],
    ['by its name as a share', { DPName: `\\\\${NAME}\\`, InsString2: '' }, { name: NAME, point: NAME }],
    ['beside text of another kind', { DPName: NAME, InsString2: 'P01' }, { name: NAME, point: NAME }],
    ["beside another server's path", { DPName: NAME, InsString2: OTHER }, { name: NAME, point: NAME }],
    ['by nothing', { DPName: null, InsString2: null }, undefined],
    ['by nothing but backslashes', { DPName: '\\'.repeat(100_000), InsString2: 'x' }, undefined],
  ])('%s', (_how, row, expected) => {
    expect(named(row)).toEqual(expected);
  });

  it('has the path that another row knows', () => {
    const row = { DPName: NAME.toUpperCase(), InsString2: null };
    expect(named(row, { DPName: NAME, InsString2: PATH })).toEqual({ name: NAME.toUpperCase(), point: PATH });
  });
});
