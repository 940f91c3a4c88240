import { expect, it } from 'vitest';
import { saveMemory } from '../../src/cli/save-memory.ts';
import type { Event } from '../../src/model/event.ts';

function flagsAfter(event: Event): readonly string[] {
  const flags: string[] = [];
  saveMemory(event, (flag) => flags.push(flag));
  return flags;
}

it('is sparing where there are many texts to read', () => {
  const event = { type: 'reading', source: 'content', done: 2000, total: 100_000 } as const;
  expect(flagsAfter(event)).toEqual(['--memory-saver-mode']);
});

it('lets all else be', () => {
  expect(flagsAfter({ type: 'reading', source: 'content', done: 2000, total: 10_000 })).toEqual([]);
  expect(flagsAfter({ type: 'calling', calls: 100_000 })).toEqual([]);
});
