import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import { readSimple, readText } from '../../../src/declare/read.ts';
import { parseSimple } from '../../../src/declare/simple/simple.ts';
import { parseDocuments } from '../../../src/declare/yaml/documents.ts';

/** A node as far as anything asks for it. */
function shown(node: ParsedNode | null): unknown {
  const at = node?.range[0];
  if (isMap(node)) return { at, map: node.items.map(({ key, value }) => [shown(key), shown(value)]) };
  if (isSeq(node)) return { at, list: node.items.map(shown) };
  if (isScalar(node)) return { at, value: node.value, type: node.type, tag: node.tag, anchor: node.anchor };
  return { at, node };
}

/** What the parser makes of a text, or all that it objects to. */
function parsed(text: string): unknown {
  const { documents, faults } = parseDocuments(text);
  const [first] = documents;
  return documents.length === 1 && faults.length === 0 && first
    ? shown(first.contents)
    : { documents, faults };
}

const plain = fc.constantFrom(
  'a',
  'a b',
  '1.5',
  '"a"',
  "'a'",
  '{a: b}',
  '[a, b c]',
  '- a',
  'b: a',
  'a#b # c',
);
const odd = fc.constantFrom(
  ...['a:b', 'a: b', 'a :b', 'a #b', 'a#b', "it's", '-1', '-', '~', '', '?', 'a,b', 'a  b ', ':', '#', ' '],
  ...[
    '"a: #b"',
    "'a''b'",
    '"a\\tb"',
    '"a" b',
    '"',
    '{ a: b, c: "d" }',
    '{a: b,}',
    '{}',
    '{a}',
    '{a: {b: c}}',
  ],
  ...[
    '[ a ]',
    '[a: b]',
    '[a',
    '[a]]',
    '&a b',
    '*a',
    '!a b',
    '|',
    '>',
    '@a',
    '%a',
    '`a',
    '(a)',
    '日本',
    'é',
    '\u00a0',
  ],
  ...['2026-12-01T22:00:00Z', 'https://a.b/c?d=e#f', '- {a: b}', '- - a', '---', '<<: a', '"a": b', 'a-: b'],
);
const value = fc.oneof({ weight: 5, arbitrary: plain }, { weight: 2, arbitrary: odd });
const line = fc
  .tuple(
    fc.constantFrom('', '', '', '  ', '  ', ' ', '    '),
    fc.constantFrom('a: ', 'b: ', 'c:', '- '),
    value,
  )
  .map(([indent, head, end]) => (head === 'c:' ? `${indent}${head}` : `${indent}${head}${end}`));
const other = fc.constantFrom(
  '',
  '  ',
  '# c',
  '  # c',
  '---',
  '...',
  '%YAML 1.2',
  '\t',
  '\ta: b',
  'a:\tb',
  'a: b\r',
);
const text = fc
  .array(fc.oneof({ weight: 20, arbitrary: line }, { weight: 1, arbitrary: other }), { maxLength: 6 })
  .map((lines) => lines.join('\n'));

describe('the reader of simple texts', () => {
  it('reads as the parser does whatever it reads', () => {
    let read = 0;
    fc.assert(
      fc.property(text, (written) => {
        const root = parseSimple(written);
        if (!root) return;
        read += 1;
        expect(shown(root)).toEqual(parsed(written));
      }),
      { numRuns: 5000 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it.each([
    ['a map', 'a: b\nc:   d   # e\n'],
    ['maps in maps', 'a:\n  b:\n    c: d\n  e: f\n'],
    ['a list', 'a:\n  - b\n  - c d\n'],
    ['a list in the column of its key', 'a:\n- b\n- c\nd: e\n'],
    ['maps in a list', 'a:\n  - b: c\n    d: e\n  -   b: f\n      d: g\n'],
    ['what stands in one line', 'a: {b: c, d: "e: f"}\ng: [h, i j]\nk:\n  - {l: m}\n'],
    ['quotes', `a: "b # c"\nd: 'e: f'\n`],
    ['comments and a mark', '# a\n---\n# b\nc: d\n\n  # e\nf: g'],
  ])('reads %s', (_, written) => {
    const root = parseSimple(written);
    expect(root && shown(root)).toEqual(parsed(written));
  });

  it.each([
    ['an anchor', 'a: &b c'],
    ['a tag', 'a: !b c'],
    ['text of several lines', 'a: |\n  b\n'],
    ['a value that goes on below', 'a: b\n  c\n'],
    ['two documents', 'a: b\n---\nc: d\n'],
    ['a tab', 'a:\tb'],
    ['a key without a value', 'a:\nb: c\n'],
    ['a list alone', '- a\n'],
    ['no map', 'a'],
    ['nothing', '# a\n'],
  ])('leaves %s to the parser', (_, written) => {
    expect(parseSimple(written)).toBeUndefined();
  });

  it('gives the reading that the parser gives', () => {
    const declaration = `apiVersion: dpsync/v1
kind: Redistribution
metadata: {name: office, labels: {}}
spec:
  packages: [P0100012]
  distributionPointGroups: [Branch Offices EU]
`;
    const texts = [
      declaration.replace(', labels: {}', ''),
      declaration.replace('spec', 'speck'),
      'kind: Pod\n',
    ];
    for (const written of texts) {
      const given = { blob: 'a', bytes: new TextEncoder().encode(written) };
      expect(readSimple(given)?.reading ?? readText(given)).toEqual(readText(given));
    }
    expect(
      readSimple({ blob: 'a', bytes: new TextEncoder().encode(texts[1]) })?.reading.problems,
    ).not.toEqual([]);
    expect(readSimple({ blob: 'a', bytes: new TextEncoder().encode(declaration) })).toBeUndefined();
  });

  it('leaves to a thread what is long', () => {
    const bytes = new TextEncoder().encode('a: b\n'.repeat(10_000));
    expect(readSimple({ blob: 'a', bytes })).toBeUndefined();
    expect(readSimple({ blob: 'a', tooLarge: 2_000_000 })).toBeUndefined();
  });
});
