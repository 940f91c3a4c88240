import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNothing, readText } from '../../src/declare/read.ts';
import { declarationYaml } from '../make/noun/declaration.ts';
import { said } from './said.ts';
import { traps } from './traps.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('a text', () => {
  it.each(traps)('$name', ({ text, says }) => {
    expect(said(text)).toEqual(says);
  });

  it('gives everything that a document says, and where it stands', () => {
    const text = declarationYaml({
      labels: { ring: 'broad' },
      packages: ['p0100012', { id: 'P010001F', revision: '3' }],
      groups: ['Branch', ' Café '],
      revision: '2',
      reason: 'CHG1',
      wave: -1,
      suspend: true,
      notBefore: '2026-12-01T22:00:00Z',
      notAfter: '2026-12-05T06:00:00.250+02:00',
    });
    expect(readText({ blob: 'blob', bytes: bytesOf(text) })).toEqual({
      documents: [
        {
          line: 1,
          column: 1,
          name: 'office-content',
          labels: [['ring', 'broad']],
          site: { line: 7, column: 9, code: 'P01' },
          packages: [
            { line: 9, column: 7, id: 'P0100012', revision: null },
            { line: 10, column: 7, id: 'P010001F', revision: '3' },
          ],
          groups: [
            { line: 12, column: 7, name: 'Branch' },
            { line: 13, column: 7, name: 'Café' },
          ],
          revision: '2',
          reason: 'CHG1',
          wave: -1,
          suspend: true,
          notBefore: Date.parse('2026-12-01T22:00:00Z'),
          notAfter: Date.parse('2026-12-05T04:00:00.250Z'),
        },
      ],
      foreign: 0,
      problems: [],
      unreadable: null,
      warnings: [],
    });
  });

  it('lists a hundred problems and says that there are more', () => {
    const packages = Array.from({ length: 150 }, (_, index) => `P${index}`);
    const problems = said(declarationYaml({ packages }));
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toBe(
      '108:7 DPS1008 Only the first 100 problems of this file are listed: correct them to see the others.',
    );
  });

  it('is a problem where it was too large to be looked at', () => {
    const message = 'The file is larger than 1 MiB (2000000 bytes): divide it into several.';
    expect(readText({ blob: 'blob', tooLarge: 2_000_000 }).problems).toEqual([
      { line: 1, column: 1, code: 'DPS1003', message },
    ]);
  });
});

describe('a text that its reader broke over', () => {
  it('is a problem where it is ours, and unreadable where it is not', () => {
    const ours = readNothing({ blob: 'blob', bytes: bytesOf(declarationYaml()) });
    const foreign = readNothing({ blob: 'blob', bytes: bytesOf('a: b') });
    expect(ours).toMatchObject({ blob: 'blob', reading: { problems: [{ code: 'DPS1010' }], foreign: 0 } });
    expect(foreign).toMatchObject({ reading: { problems: [], unreadable: { code: 'DPS1010' }, foreign: 1 } });
  });
});

describe('the same mistake again and again', () => {
  it.each([
    ['a key that is there twice', 'a:\n', 'DPS1021'],
    ['a document without a version', '---\nkind: Redistribution\n', 'DPS1030'],
  ])('is a problem like any other: %s', (_, line, code) => {
    const text = `apiVersion: dpsync/v1\nkind: Redistribution\n${line.repeat(400_000 / line.length)}`;
    const { problems } = readText({ blob: 'blob', bytes: bytesOf(text) });
    expect(problems).toHaveLength(101);
    expect(problems.map((problem) => problem.code)).toContain(code);
  });
});

describe('whatever a file holds', () => {
  const isReading = (bytes: Uint8Array) => {
    const reading = readText({ blob: 'blob', bytes });
    expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
    expect(reading.unreadable === null || reading.problems.length === 0).toBe(true);
    for (const { line, column, message } of [...reading.problems, ...reading.warnings]) {
      expect(line).toBeGreaterThan(0);
      expect(column).toBeGreaterThan(0);
      expect(message).toMatch(/^[^\p{C}]+[.?]$/u);
    }
  };

  it('is read: any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), isReading), { numRuns: 1000 });
  });

  it('is read: any row of what YAML is made of, after the beginning of a document of ours', () => {
    const token = fc.constantFrom(
      ...[
        '- ',
        '? ',
        ': ',
        ', ',
        '[',
        ']',
        '{',
        '}',
        '&a ',
        '*a',
        '!t ',
        '!!str ',
        '|',
        '>',
        '"',
        "'",
        '#',
        '%',
      ],
      ...[
        '\n',
        '\r\n',
        '\n  ',
        '\n    ',
        '\t',
        '---\n',
        '...\n',
        '\uFEFF',
        '\0',
        '\\',
        '<<',
        '~',
        'a',
        'é',
        '💾',
      ],
      ...[
        'spec',
        'packages',
        'P0100012',
        'metadata',
        'labels',
        '__proto__',
        'kind',
        'Redistribution',
        'site',
      ],
    );
    const text = fc.array(token, { maxLength: 60 }).map((tokens) => tokens.join(''));
    const head = fc.constantFrom('', 'apiVersion: dpsync/v1\nkind: Redistribution\n');
    fc.assert(
      fc.property(head, text, (start, rest) => isReading(bytesOf(start + rest))),
      { numRuns: 3000 },
    );
  });
});
