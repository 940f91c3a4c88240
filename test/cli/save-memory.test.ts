import { afterEach, expect, it, vi } from 'vitest';
import { saveMemory } from '../../src/cli/save-memory.ts';

const flags = vi.spyOn(process.getBuiltinModule('node:v8'), 'setFlagsFromString').mockReturnValue(undefined);

afterEach(() => flags.mockClear());

it('is sparing where there are many texts to read', () => {
  saveMemory({ type: 'reading', source: 'content', done: 2000, total: 100_000 });
  expect(flags).toHaveBeenCalledWith('--memory-saver-mode');
});

it('lets all else be', () => {
  saveMemory({ type: 'reading', source: 'content', done: 2000, total: 10_000 });
  saveMemory({ type: 'calling', calls: 100_000 });
  expect(flags).not.toHaveBeenCalled();
});
