import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ReadingCache } from '../../src/ledger/ledger.ts';
import { openReadingCache } from '../../src/ledger/reading-cache.ts';
import { testFolder } from './open-in.ts';

interface Reading {
  readonly text: string;
}

function open(folder: string): ReadingCache<Reading> {
  const cache = openReadingCache<Reading>(folder);
  onTestFinished(() => cache.close());
  return cache;
}

const a = { blob: 'a', reading: { text: 'is a' } };
const b = { blob: 'b', reading: { text: 'is b 😀' } };

describe('the reading cache', () => {
  it('come back by blob and version, also to the next process', () => {
    const folder = join(testFolder(), 'state', 'deep');
    const cache = open(folder);
    expect(cache.get('1', ['a'])).toEqual(new Map());
    cache.put('1', [a, b]);
    cache.put('1', [a]);
    const expected = new Map([
      ['a', a.reading],
      ['b', b.reading],
    ]);
    expect(cache.get('1', ['a', 'b', 'c'])).toEqual(expected);
    expect(cache.get('2', ['a', 'b'])).toEqual(new Map());
    cache.close();
    expect(open(folder).get('1', ['a', 'b'])).toEqual(expected);
  });

  it('are many', () => {
    const cache = open(testFolder());
    const many = Array.from({ length: 5_000 }, (_, n) => ({ blob: `${n}`, reading: { text: `${n}` } }));
    cache.put('1', many);
    const found = cache.get(
      '1',
      many.map(({ blob }) => blob),
    );
    expect(found.size).toBe(5_000);
    expect(found.get('4999')).toEqual({ text: '4999' });
  });

  it('make no file where nothing is asked', () => {
    const folder = testFolder();
    const cache = open(folder);
    expect(cache.get('1', [])).toEqual(new Map());
    cache.put('1', []);
    expect(existsSync(join(folder, 'cache.db'))).toBe(false);
  });

  it('of an older version are forgotten', () => {
    const folder = testFolder();
    open(folder).put('1', [a, b]);
    open(folder).put('2', [a]);
    expect(open(folder).get('1', ['a', 'b'])).toEqual(new Map());
    expect(open(folder).get('2', ['a', 'b'])).toEqual(new Map([['a', a.reading]]));
  });

  it('are shared by two who work at once', () => {
    const folder = testFolder();
    const [one, other] = [open(folder), open(folder)];
    one.put('1', [a]);
    other.put('1', [b]);
    expect(one.get('1', ['a', 'b']).size).toBe(2);
    expect(other.get('1', ['a', 'b']).size).toBe(2);
  });

  it('start anew where their file is broken', () => {
    const folder = testFolder();
    writeFileSync(join(folder, 'cache.db'), 'no database, but longer than a header of one: '.repeat(9));
    const cache = open(folder);
    expect(cache.get('1', ['a'])).toEqual(new Map());
    cache.put('1', [a]);
    expect(cache.get('1', ['a'])).toEqual(new Map([['a', a.reading]]));
  });

  it('leave out a reading that is damaged', () => {
    const folder = testFolder();
    open(folder).put('1', [a, b]);
    const database = new DatabaseSync(join(folder, 'cache.db'));
    database.exec(`update readings set reading = '{"text": "is' where blob = 'a'`);
    database.close();
    expect(open(folder).get('1', ['a', 'b'])).toEqual(new Map([['b', b.reading]]));
  });

  it('are done without where they cannot be cache', () => {
    const folder = testFolder();
    mkdirSync(join(folder, 'cache.db'));
    const cache = open(folder);
    cache.put('1', [a]);
    expect(cache.get('1', ['a'])).toEqual(new Map());
  });
});
