import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/model/digest.ts';
import { parseEntry } from '../../src/model/entry.ts';
import { normalRevision } from '../../src/model/revision.ts';

function digest(text: string, revision = '1') {
  const entry = parseEntry(text);
  return entry && digestOf(entry, revision);
}

describe('a digest', () => {
  // Every ledger holds digests like these: were one to change, everything that was ever sent would be sent again.
  it.each([
    [
      'P01/P0100012/Branch Offices EU',
      '1',
      'c32fe31207ec761a982cef4a4675111e33baac8e2318b02fd404de035a9237bf',
    ],
    ['P01/P010001F/Büros', '2026-11-20', 'e0a6d5d5a602a67ef237dd62cbc0bbdab05d08365e4f45be33e5e7645035488e'],
    ['P02/00100012/__proto__', 'yes', '74c049526631c586a843913aa741671786299c851a69b1f6fc202efc0f63e4f0'],
  ])('of %s at %s is for ever the same', (text, revision, expected) => {
    expect(digest(text, revision)).toBe(expected);
  });

  it.each([
    ['case', 'p01/p010001f/BÜROS'],
    ['Unicode form', 'P01/P010001F/Bu\u0308ros'],
    ['space around the group', 'P01/P010001F/  Büros '],
  ])('does not depend on %s', (_, text) => {
    expect(digest(text)).toBe(digest('P01/P010001F/Büros'));
  });

  const blank = fc.string({ unit: fc.constantFrom(' ', '\n', '\r\n', '\t', '\u00a0', '\u3000', '\ufeff') });
  const letters = fc.string({
    unit: fc.constantFrom('a', '1', '-', ' ', 'é', 'e\u0301', '\u00c5', '\u212b', 'ﬁ', '한'),
  });

  it('does not depend on the Unicode form of the revision, nor on white space around it', () => {
    fc.assert(
      fc.property(letters, blank, blank, fc.constantFrom('NFC', 'NFD'), (revision, before, after, form) => {
        const written = before + revision.normalize(form) + after;
        expect(digest('P01/P0100012/EU', written)).toBe(digest('P01/P0100012/EU', revision));
        expect(normalRevision(normalRevision(written))).toBe(normalRevision(revision));
      }),
    );
  });

  it('of a revision without any of that is the one that ledgers have always had', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~](?:[ -~]*[!-~])?$/), (revision) => {
        const meaning = ['dpsync/entry/1', 'P01', 'P0100012', 'eu', revision];
        expect(digest('P01/P0100012/EU', revision)).toBe(hash('sha256', JSON.stringify(meaning)));
      }),
    );
  });

  it.each([
    ['the site', 'P02/P0100012/EU', '1'],
    ['the package', 'P01/P0100013/EU', '1'],
    ['the group', 'P01/P0100012/EU 2', '1'],
    ['the revision', 'P01/P0100012/EU', '2'],
    ['the case of the revision', 'P01/P0100012/EU', 'A'],
  ])('depends on %s', (_, text, revision) => {
    expect(digest(text, revision)).not.toBe(digest('P01/P0100012/EU', revision === 'A' ? 'a' : '1'));
  });

  it('keeps group and revision apart', () => {
    expect(digest('P01/P0100012/EU","1', '2')).not.toBe(digest('P01/P0100012/EU', '1","2'));
  });
});
