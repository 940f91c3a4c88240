import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { parseDocuments } from '../../../src/declare/yaml/documents.ts';
import { toPlain } from '../../../src/declare/yaml/plain.ts';

/** Lines that each hold an anchor and aliases to the ones before it, and use them more or less often. */
const lines = fc
  .array(fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 6 })), { maxLength: 4 }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((rows) =>
    rows.map((uses, row) => {
      const aliases = uses.flatMap(([which, times]) =>
        Array(row > 0 ? times : 0).fill(`*a${which % Math.max(1, row)}`),
      );
      return `- &a${row} [${['x', ...aliases].join(', ')}]\n`;
    }),
  );

it('refuses exactly the documents whose aliases the parser itself refuses', () => {
  let refused = 0;
  fc.assert(
    fc.property(lines, (text) => {
      const faults = plain(text.join(''));
      const parserRefuses = refusedByParser(text.join(''));
      refused += parserRefuses ? 1 : 0;
      expect(faults).toEqual(parserRefuses ? 'tooManyAliases' : undefined);
    }),
    { numRuns: 500 },
  );
  expect(refused).toBeGreaterThan(20);
});

function plain(text: string): string | undefined {
  const contents = parseDocuments(text).documents[0]?.contents;
  if (!contents) throw new Error('no document');
  return toPlain(contents).faults[0]?.name;
}

function refusedByParser(text: string): boolean {
  try {
    parseDocument(text, { schema: 'failsafe' }).toJS();
    return false;
  } catch (error) {
    expect(String(error)).toContain('Excessive alias count');
    return true;
  }
}
