import fc from 'fast-check';
import { expect, it } from 'vitest';
import { globPattern } from '../../src/model/glob.ts';

it.each([
  ['branch *', 'branch offices', true],
  ['branch *', 'branch ', true],
  ['branch *', 'my branch offices', false],
  ['*', '', true],
  ['p*1', 'p0100001', true],
  ['p*1', 'p0100012', false],
  ['a**b', 'ab', true],
  ['a*b', 'a\nb', true],
  ['', '', true],
  ['', 'a', false],
])('%j fits %j: %s', (glob, text, fits) => {
  expect(globPattern(glob).test(text)).toBe(fits);
});

it('takes every character but * for itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (glob, text) => {
      const plain = glob.replaceAll('*', '');
      expect(globPattern(plain).test(plain)).toBe(true);
      expect(globPattern(plain).test(text)).toBe(text === plain);
    }),
  );
});
