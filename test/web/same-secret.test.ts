import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSameSecret } from '../../src/web/same-secret.ts';

it('is true for the same text and for no other', () => {
  expect(isSameSecret('', '')).toBe(true);
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\0') });
  fc.assert(fc.property(texts, texts, (a, b) => isSameSecret(a, b) === (a === b)));
});
