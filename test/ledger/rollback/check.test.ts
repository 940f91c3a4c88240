import { expect, it } from 'vitest';
import { checkRollback } from '../../../src/ledger/rollback/check.ts';
import type { HighWaterMark } from '../../../src/ledger/rollback/high-water-mark.ts';

const mark: HighWaterMark = {
  ledger: 'one',
  attempt: 10,
  writer: 3,
  writerToken: 'w3',
  command: 5,
  commandToken: 'c5',
};
const seen = { marks: [mark], here: ['one'] };
const tokens = { writer: 'w3', command: 'c5' };

it.each([
  ['first', { marks: [], here: [] }, mark, tokens],
  ['fits', seen, mark, tokens],
  ['fits', { marks: [mark], here: [] }, mark, tokens],
  ['fits', seen, { ...mark, attempt: 11, writer: 4, command: 6 }, tokens],
  ['fits', seen, { ...mark, attempt: 11, writer: 4, command: 6 }, { writer: undefined, command: undefined }],
  ['fits', { ...seen, marks: [{ ...mark, writerToken: '', commandToken: '' }] }, mark, tokens],
  ['older', seen, { ...mark, attempt: 9 }, tokens],
  ['older', seen, { ...mark, attempt: 12, writer: 2 }, { ...tokens, writer: undefined }],
  ['older', seen, { ...mark, attempt: 12, command: 4 }, { ...tokens, command: undefined }],
  ['older', seen, { ...mark, attempt: 12, writer: 9 }, { ...tokens, writer: 'another' }],
  ['older', seen, { ...mark, attempt: 12, command: 9 }, { ...tokens, command: 'another' }],
  ['older', { ...seen, marks: [mark, { ...mark, attempt: 11 }] }, mark, tokens],
  ['other', { marks: [], here: ['one'] }, { ...mark, ledger: 'two' }, tokens],
  ['other', { marks: [mark], here: ['one', 'two'] }, mark, tokens],
  ['other', 'unreadable', mark, tokens],
] as const)('is %s', (expected, before, present, at) => {
  expect(checkRollback(before, { mark: present, at: () => at })).toBe(expected);
});
