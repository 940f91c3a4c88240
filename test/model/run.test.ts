import { expect, it } from 'vitest';
import { type Digest, digestOf } from '../../src/model/digest.ts';
import { type EntryKey, entryKey, parseEntry } from '../../src/model/entry.ts';
import { runId } from '../../src/model/run.ts';

function pair(text: string, revision = '1'): readonly [EntryKey, Digest] {
  const entry = parseEntry(text);
  if (!entry) throw new Error(`no entry: ${text}`);
  return [entryKey(entry), digestOf(entry, revision)];
}

const A = pair('P01/P0100012/A');
const B = pair('P01/P0100012/B');

it('is for ever the same: approvals name it', () => {
  expect(runId('content', 'c0ffee', [A, B])).toBe('42922fc1ee3c');
});

it('does not depend on the order', () => {
  expect(runId('content', 'c0ffee', [B, A])).toBe(runId('content', 'c0ffee', [A, B]));
});

it.each([
  ['source', runId('other', 'c0ffee', [A, B])],
  ['commit', runId('content', 'd00d', [A, B])],
  ['set', runId('content', 'c0ffee', [A])],
  ['revision', runId('content', 'c0ffee', [A, pair('P01/P0100012/B', '2')])],
])('depends on the %s', (_, other) => {
  expect(other).toMatch(/^[0-9a-f]{12}$/);
  expect(other).not.toBe(runId('content', 'c0ffee', [A, B]));
});
