import fc from 'fast-check';
import { expect, it } from 'vitest';
import { positionsIn } from '../../../src/declare/yaml/lines.ts';

it('counts lines and columns from 1, in UTF-16 units', () => {
  const positionAt = positionsIn('ab\r\n\n💾c');
  const positions = [0, 2, 3, 4, 5, 7, 8].map((offset) => Object.values(positionAt(offset)).join(':'));
  expect(positions).toEqual(['1:1', '1:3', '1:4', '2:1', '3:1', '3:3', '3:4']);
});

it('agrees with the text before the offset', () => {
  const text = fc
    .array(fc.constantFrom('a', '\n', '\r\n', 'é'), { maxLength: 40 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.nat(80), (all, anywhere) => {
      const offset = Math.min(anywhere, all.length);
      const before = all.slice(0, offset).split('\n');
      const column = (before.at(-1) ?? '').length + 1;
      expect(positionsIn(all)(offset)).toEqual({ line: before.length, column });
    }),
  );
});
