import { expect, it } from 'vitest';
import { validationMarkdown } from '../../../src/report/markdown/validation.ts';
import { conflict } from '../make/noun/conflict.ts';
import { problem } from '../make/noun/problem.ts';
import { validation } from '../make/noun/validation.ts';

it('a validation as markdown has what is wrong at its line, and the source where there are several', () => {
  const found = validation({
    problems: [problem(), problem({ source: 'other', file: 'a|b.yaml' })],
    conflicts: [conflict('P01/P0100020/Campus', ['a.yaml', 'b.yaml'])],
    warnings: [problem({ code: 'DPS1090', message: 'The id looks like a number.' })],
  });
  const text = validationMarkdown(found, 65_536);
  expect(text).toContain('**2 files, 3 entries: 2 problems, 1 conflict.**');
  expect(text.match(/^###.*/gm)).toEqual([
    '### Problems (2)',
    '### Declared more than once (1)',
    '### Warnings (1)',
  ]);
  expect(text).toContain('| File and line | Source | What is wrong, and what to do | Code |');
  expect(text).toContain('| <code>a&#x7c;b&#x2e;yaml:12</code> | other | spec&#x2e;colour');
  expect(validationMarkdown(validation(), 65_536)).toBe(
    '## Declarations\n\n**2 files, 3 entries: no problems.**\n',
  );
});
