import { expect, it } from 'vitest';
import { parseSize, showSize } from '../../../src/model/units/size.ts';

it.each([
  ['0B', 0],
  ['10MB', 10 * 1024 ** 2],
  ['500GB', 500 * 1024 ** 3],
  ['1PB', 1024 ** 5],
])('reads %s', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

it.each(['', '500', 'GB', '1.5GB', '-1GB', '1 GB', '1gb', '1GiB', '1EB', '1GB\n', '1234567890GB'])(
  'does not take %j for a size',
  (text) => {
    expect(parseSize(text)).toBeUndefined();
  },
);

it.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 KB'],
  [1536, '1.5 KB'],
  [200 * 1024, '200 KB'],
  [1024 ** 2 - 1, '1.0 MB'],
  [1024 ** 2, '1.0 MB'],
  [500 * 1024 ** 3, '500 GB'],
  [5 * 1024 ** 6, '5120 PB'],
])('shows %i as %s', (bytes, text) => {
  expect(showSize(bytes)).toBe(text);
});
