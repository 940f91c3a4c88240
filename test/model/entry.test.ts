import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  entryKey,
  groupKey,
  LONGEST_GROUP_NAME,
  parseEntry,
  showEntry,
  toGroupName,
  toPackageId,
  toSiteCode,
} from '../../src/model/entry.ts';

const keyOf = (text: string) => {
  const entry = parseEntry(text);
  return entry && entryKey(entry);
};

describe('a site code and a package id', () => {
  it('are upper-cased', () => {
    expect(toSiteCode('p01')).toBe('P01');
    expect(toPackageId('p010001f')).toBe('P010001F');
    expect(toPackageId('1e500012')).toBe('1E500012');
  });

  it.each(['', 'P0', 'P011', 'P-1', ' P01', 'P01\n', 'Pé1', 'P\u00b91'])(
    'refuse %j as a site code',
    (text) => {
      expect(toSiteCode(text)).toBeUndefined();
    },
  );

  it.each(['', 'P010001', 'P01000123', "P01000'1", 'P010001F\n', 'P０100012'])(
    'refuse %j as a package id',
    (text) => {
      expect(toPackageId(text)).toBeUndefined();
    },
  );
});

describe('a group name', () => {
  it('is kept as it was declared, in NFC and trimmed', () => {
    expect(toGroupName('  Bu\u0308ros EU\t')).toBe('B\u00fcros EU');
    expect(toGroupName('a/b')).toBe('a/b');
    expect(toGroupName('😀')).toBe('😀');
  });

  it.each(['', '  ', 'a\nb', 'a\u0000b', 'a\u001bb', 'a\u2028b', 'a\ud800b'])('refuses %j', (text) => {
    expect(toGroupName(text)).toBeUndefined();
  });

  it('may be so long and no longer', () => {
    expect(toGroupName('x'.repeat(LONGEST_GROUP_NAME))).toHaveLength(LONGEST_GROUP_NAME);
    expect(toGroupName('x'.repeat(LONGEST_GROUP_NAME + 1))).toBeUndefined();
  });
});

describe('the key of an entry', () => {
  it.each([
    ['case', 'P01/P0100012/Branch EU', 'p01/p0100012/BRANCH eu'],
    ['Unicode form', 'P01/P0100012/B\u00fcros', 'P01/P0100012/BU\u0308ROS'],
    ['space around the group', 'P01/P0100012/EU', 'P01/P0100012/ EU '],
  ])('does not depend on %s', (_, one, other) => {
    expect(keyOf(one)).toBe(keyOf(other));
  });

  it.each([
    ['the site', 'P01/P0100012/EU', 'P02/P0100012/EU'],
    ['the package', 'P01/P0100012/EU', 'P01/P0100013/EU'],
    ['the group', 'P01/P0100012/EU', 'P01/P0100012/E U'],
    ['an accent', 'P01/P0100012/Buros', 'P01/P0100012/Büros'],
  ])('depends on %s', (_, one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other));
  });

  it('takes names that objects have for names', () => {
    expect(keyOf('P01/P0100012/__proto__')).toBe('P01/P0100012/__proto__');
    expect(keyOf('P01/P0100012/constructor')).toBe('P01/P0100012/constructor');
  });

  it('stays what it is when it is read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(groupKey(groupKey(text))).toBe(groupKey(text));
        expect(groupKey(text.normalize('NFD'))).toBe(groupKey(text));
      }),
    );
  });
});

describe('an entry as text', () => {
  it('is split at the first two slashes', () => {
    expect(parseEntry('p01/p0100012/Apps/Office')).toEqual({
      site: 'P01',
      package: 'P0100012',
      group: 'Apps/Office',
    });
  });

  it.each([
    '',
    'P01',
    'P01/P0100012',
    'P01/P0100012/',
    'P01/P0100012/ ',
    'P1/P0100012/EU',
    'P01/P01/EU',
    '/P01/P0100012/EU',
  ])('refuses %j', (text) => {
    expect(parseEntry(text)).toBeUndefined();
  });

  it('comes back as it was shown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (group) => {
        const entry = parseEntry(`P01/P0100012/${group}`);
        fc.pre(entry !== undefined);
        expect(parseEntry(showEntry(entry))).toEqual(entry);
        expect(keyOf(entryKey(entry))).toBe(entryKey(entry));
      }),
    );
  });
});
