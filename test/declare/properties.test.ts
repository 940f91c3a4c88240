import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Document, isScalar, Scalar, visit } from 'yaml';
import { expand } from '../../src/declare/expand.ts';
import { readText } from '../../src/declare/read.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import { entryKey, parseEntry } from '../../src/model/entry.ts';

const siteCode = fc.stringMatching(/^[A-Za-z0-9]{3}$/);
const packageId = fc.stringMatching(/^[A-Za-z0-9]{8}$/);
const groupName = fc.oneof(
  fc.constantFrom(
    'Branch Offices EU',
    'Café',
    'Cafe\u0301',
    '~',
    'yes',
    '2026-11-20',
    '- a',
    'a: b',
    "it's",
    '#1',
  ),
  fc.stringMatching(/^[ -~]{1,20}$/).filter((name) => name.trim() !== ''),
);
const revision = fc.oneof(
  fc.constantFrom('1', '0x1F', '2026-11-20', '~', 'a\nb\n', ' x '),
  fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
);
const packageItem = fc.oneof(packageId, fc.record({ id: packageId, revision }));

/** What decides about the entries and digests of a document. */
const meaning = fc.record({
  site: siteCode,
  packages: fc.array(packageItem, { minLength: 1, maxLength: 4 }),
  distributionPointGroups: fc.array(groupName, { minLength: 1, maxLength: 4 }),
  revision,
});

/** What a document says besides. */
const besides = fc.record({
  name: fc.string({ minLength: 1 }),
  labels: fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }),
  reason: fc.string(),
  wave: fc.integer(),
  suspend: fc.boolean(),
});

/** How a document is written. */
const style = fc.record({
  order: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
  quoting: fc.array(fc.constantFrom(Scalar.PLAIN, Scalar.QUOTE_DOUBLE, Scalar.QUOTE_SINGLE), {
    minLength: 1,
  }),
  isFlow: fc.boolean(),
  comments: fc.array(fc.stringMatching(/^[ -~]{0,20}$/), { minLength: 1 }),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  mark: fc.constantFrom('', '\uFEFF'),
  before: fc.constantFrom('', '# first\n', '---\n', 'foreign: document\n---\n'),
});

type Meaning = typeof meaning extends fc.Arbitrary<infer Value> ? Value : never;
type Besides = typeof besides extends fc.Arbitrary<infer Value> ? Value : never;
type Style = typeof style extends fc.Arbitrary<infer Value> ? Value : never;

/** Puts a document down in a style; it says the same in every one. */
function write(what: Meaning, { name, labels, reason, wave, suspend }: Besides, how: Style): string {
  const reordered = <Value extends object>(value: Value) =>
    Object.fromEntries(
      Object.entries(value)
        .map((pair, index) => ({ pair, rank: how.order[index] ?? 0 }))
        .sort((one, other) => one.rank - other.rank)
        .map(({ pair }) => pair),
    );
  const form = reordered({
    apiVersion: 'dpsync/v1',
    kind: 'Redistribution',
    metadata: reordered({ name, labels }),
    spec: reordered({ ...what, reason, wave: String(wave), suspend: String(suspend) }),
  });
  const document = new Document(form, { schema: 'failsafe' });
  let seen = 0;
  visit(document, {
    Scalar(key, node) {
      seen += 1;
      // The writer still quotes what could not stand plain.
      if (isScalar(node) && typeof node.value === 'string') {
        node.type = how.quoting[seen % how.quoting.length] ?? Scalar.PLAIN;
      }
      if (key !== 'key') node.comment = how.comments[seen % how.comments.length] ?? null;
    },
    Collection(_, node) {
      node.flow = how.isFlow;
    },
  });
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: false });
  return how.mark + (how.before + text).replaceAll('\n', how.lineEnd);
}

function declared(text: string): readonly Declaration[] {
  const reading = readText({ blob: 'blob', bytes: new TextEncoder().encode(text) });
  const expanded = expand(reading, { sites: null, onlySite: null, allow: null }, false);
  if (expanded.kind === 'broken') throw new Error(JSON.stringify([expanded.problems, text]));
  return expanded.declarations;
}

const meaningOf = (declarations: readonly Declaration[]) =>
  declarations.map(({ key, digest }) => [key, digest]);

describe('a document', () => {
  it('means the same however it is written and whatever it says besides', () => {
    const writing = fc.tuple(besides, style);
    fc.assert(
      fc.property(meaning, writing, writing, (what, one, other) => {
        const texts = [write(what, ...one), write(what, ...other)];
        const [first, second] = texts.map((text) => meaningOf(declared(text)));
        expect(second).toEqual(first);
      }),
      { numRuns: 500 },
    );
  });

  it('loses and invents no entry', () => {
    fc.assert(
      fc.property(meaning, besides, style, (what, more, how) => {
        const expected = what.packages.flatMap((item) => {
          const [id, own] = typeof item === 'string' ? [item, what.revision] : [item.id, item.revision];
          const shown = own.normalize('NFC').trim();
          return what.distributionPointGroups.map((group) => [keyOf(`${what.site}/${id}/${group}`), shown]);
        });
        const found = declared(write(what, more, how)).map(({ key, revision }) => [key, revision]);
        expect(found).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a file', () => {
  it('means what its documents mean, one after the other', () => {
    const documents = fc.array(fc.tuple(meaning, besides, style), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(documents, (parts) => {
        const texts = parts.map(([what, more, how]) => write(what, more, { ...how, mark: '' }));
        const together = meaningOf(declared(texts.join('---\n')));
        expect(together).toEqual(texts.flatMap((text) => meaningOf(declared(text))));
      }),
      { numRuns: 200 },
    );
  });
});

function keyOf(text: string) {
  const entry = parseEntry(text);
  if (!entry) throw new Error(`${text} is no entry`);
  return entryKey(entry);
}
