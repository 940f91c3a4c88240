import { expect, it } from 'vitest';
import { validationDocument } from '../../../src/report/json/validation.ts';
import { conflict } from '../make/noun/conflict.ts';
import { problem } from '../make/noun/problem.ts';
import { validation } from '../make/noun/validation.ts';
import { wrongBySchema } from '../make/schema-check.ts';

const WHOLE = validation({
  foreign: 1,
  problems: [problem()],
  conflicts: [conflict('P01/P0100001/Campus', ['a.yaml', 'b.yaml'])],
  warnings: [problem({ code: 'DPS1100', message: 'Quote it.' })],
  skipped: [{ source: 'content', file: 'link.yaml', reason: 'a symbolic link' }],
});

it('writes what validate found', () => {
  expect(validationDocument(WHOLE)).toEqual({
    apiVersion: 'dpsync/v1',
    kind: 'Validation',
    files: 2,
    entries: 3,
    foreign: 1,
    problems: [problem()],
    conflicts: [
      {
        site: 'P01',
        package: 'P0100001',
        group: 'Campus',
        declaredAt: [
          { source: 'content', file: 'a.yaml', line: 9, column: 7 },
          { source: 'content', file: 'b.yaml', line: 9, column: 7 },
        ],
      },
    ],
    warnings: [problem({ code: 'DPS1100', message: 'Quote it.' })],
    skipped: [{ source: 'content', file: 'link.yaml', reason: 'a symbolic link' }],
  });
});

it('fits the published schema, which counts positions from 1', () => {
  const nowhere = validation({ problems: [problem({ line: 0 })] });
  expect(wrongBySchema('validation', validationDocument(WHOLE))).toBeNull();
  expect(wrongBySchema('validation', validationDocument(nowhere))).not.toBeNull();
});
