import { expect, it } from 'vitest';
import { type Allow, allowsEntry } from '../../../src/model/config/allow.ts';
import { entry } from '../../make/noun/plan.ts';

const CAFE = 'P01/P0100012/Café EU';

it.each<[Allow, string, boolean]>([
  [{}, CAFE, true],
  [{ sites: ['P01'], packages: ['P01*'], groups: ['Café *'] }, CAFE, true],
  [{ sites: ['p0*'] }, CAFE, true],
  [{ sites: ['P02', 'P01'] }, CAFE, true],
  [{ sites: ['P02'] }, CAFE, false],
  [{ sites: [] }, CAFE, false],
  [{ packages: ['p01000*'] }, CAFE, true],
  [{ packages: ['P0100013'] }, CAFE, false],
  [{ groups: ['CAFÉ eu'] }, CAFE, true],
  [{ groups: ['Cafe\u0301 *'] }, CAFE, true],
  [{ groups: ['Caf'] }, CAFE, false],
  [{ groups: ['.*'] }, CAFE, false],
  [{ sites: ['P01'], groups: ['Other'] }, CAFE, false],
])('%j allows %s: %s', (allow, text, allowed) => {
  expect(allowsEntry(allow, entry(text))).toBe(allowed);
});
