import { expect, it } from 'vitest';
import { checkRollback } from '../../../src/ledger/rollback/check.ts';

const seen = { ledger: 'one', attempt: 10, writer: 3 };

it.each([
  ['first', undefined, seen],
  ['fits', seen, seen],
  ['fits', seen, { ...seen, attempt: 11, writer: 4 }],
  ['older', seen, { ...seen, attempt: 9 }],
  ['older', seen, { ...seen, attempt: 12, writer: 2 }],
  ['other', seen, { ...seen, ledger: 'two', attempt: 99 }],
  ['other', 'unreadable', seen],
] as const)('is %s', (mark, before, present) => {
  expect(checkRollback(before, present)).toBe(mark);
});
