import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { print } from '../../../../src/report/text/layout/layout.ts';
import { type Column, table } from '../../../../src/report/text/layout/table.ts';
import { textOptions } from '../../make/text.ts';

interface Row {
  readonly id: number;
  readonly name: string;
  readonly note: string;
}

const COLUMNS: readonly Column<Row>[] = [
  { head: 'ID', text: ({ id }) => `#${id}#`, align: 'right' },
  { head: 'NAME', text: ({ name }) => name, tone: () => 'good' },
  { head: 'EMPTY', text: () => '' },
  { head: 'NOTE', text: ({ note }) => note, below: true },
];

const ROWS: readonly Row[] = [
  { id: 7, name: '東京 🏢', note: 'held' },
  { id: 120, name: 'Branch Offices EU', note: '' },
];

const drawn = (rows: readonly Row[], width: number | null, colour = false) =>
  print([[table(rows, COLUMNS)]], textOptions({ width, colour }));

describe('a table', () => {
  it('is aligned by columns of the terminal, numbers to the right, empty columns left out', () => {
    expect(drawn(ROWS, null)).toBe(
      `
   ID  NAME               NOTE
  #7#  東京 🏢            held
#120#  Branch Offices EU
`.slice(1),
    );
  });

  it('puts below the row what has no room beside it', () => {
    const note = 'The site does not show this group; ask for the right to read it.';
    expect(drawn([{ id: 7, name: 'Branch Offices EU', note }], 50)).toBe(
      `
 ID  NAME
#7#  Branch Offices EU
   The site does not show this group; ask for
     the right to read it.
`.slice(1),
    );
  });

  it('cuts the widest column where there is still no room', () => {
    const name = 'Branch Offices EU and all others without a name';
    expect(drawn([{ id: 7, name, note: '' }], 40)).toBe(
      `
 ID  NAME
#7#  Branch Offices EU and all others w…
`.slice(1),
    );
  });

  it('is not there without rows', () => {
    expect(drawn([], 80)).toBe('');
  });

  it('says how many rows it leaves out after the first 200', () => {
    const rows = Array.from({ length: 1434 }, (_, id) => ({ id, name: 'Campus', note: '' }));
    const lines = drawn(rows, 80).trimEnd().split('\n');
    expect(lines).toHaveLength(1 + 200 + 1);
    expect(lines.at(-1)).toBe('… and 1,234 more; -o json shows all.');
  });

  it('colours values, not the space beside them', () => {
    expect(drawn(ROWS, null, true)).toContain('\u001b[32m東京 🏢\u001b[39m            held');
  });

  it('is never wider than the terminal and never loses a row', () => {
    const text = fc.string({ unit: fc.constantFrom(...'abc é東🏢\u202e\n'), maxLength: 80 });
    const rows = fc.array(fc.record({ name: text, note: text }), { maxLength: 30 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 40, max: 160 }), (some, width) => {
        const lines = drawn(
          some.map((row, id) => ({ ...row, id })),
          width,
        ).split('\n');
        expect(lines.filter((line) => stringWidth(line) > width)).toEqual([]);
        const ids = lines.flatMap((line) => /^ *#(\d+)#/.exec(line)?.[1] ?? []);
        expect(ids).toEqual(some.map((_, id) => `${id}`));
      }),
    );
  });
});
