import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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

describe('a reading that this machine did not write', () => {
  const forged = `'{"text": "forged"}'`;

  function tamper(folder: string, sql: string): void {
    const database = new DatabaseSync(join(folder, 'cache.db'));
    database.exec(sql);
    database.close();
  }

  it.each([
    ['a text changed', `update readings set reading = ${forged} where blob = 'a'`],
    ['no digest', `update readings set reading = ${forged}, digest = '' where blob = 'a'`],
    ['a digest of no text', `update readings set reading = ${forged}, digest = x'00' where blob = 'a'`],
    [
      'the reading of another text',
      "update readings set (reading, digest) = (select reading, digest from readings where blob = 'b') where blob = 'a'",
    ],
    ['the name of another text', "delete from readings where blob = 'a'; update readings set blob = 'a'"],
    ['the version of another reader', "update readings set version = '2' where blob = 'a'"],
    ['a row of its own', `insert or replace into readings values ('a', '1', ${forged}, 'forged')`],
  ])('is dropped, and read anew: %s', (_, sql) => {
    const folder = testFolder();
    open(folder).put('1', [a, b]);
    tamper(folder, sql);
    const cache = open(folder);
    expect(cache.get('1', ['a']).get('a')).toBeUndefined();
    expect(cache.get('2', ['a']).get('a')).toBeUndefined();
    cache.put('1', [a]);
    expect(open(folder).get('1', ['a'])).toEqual(new Map([['a', a.reading]]));
  });

  it.each([
    ['is not there', (key: string) => rmSync(key)],
    ['is another one', (key: string) => writeFileSync(key, Buffer.alloc(32, 7))],
    ['is half there', (key: string) => writeFileSync(key, 'short')],
    ['is read by others', (key: string) => chmodSync(key, 0o644)],
    [
      'is a link',
      (key: string) => {
        renameSync(key, `${key}.elsewhere`);
        symlinkSync(`${key}.elsewhere`, key);
      },
    ],
  ] as const)('is what was written by a key that %s', (what, change) => {
    if (process.platform === 'win32' && what === 'is read by others') return;
    const folder = testFolder();
    const key = join(folder, 'cache.key');
    open(folder).put('1', [a]);
    expect(statSync(key).size).toBe(32);
    change(key);
    const cache = open(folder);
    expect(cache.get('1', ['a'])).toEqual(new Map());
    cache.put('1', [a]);
    expect(open(folder).get('1', ['a'])).toEqual(new Map([['a', a.reading]]));
    expect(lstatSync(key).isFile()).toBe(true);
    if (process.platform !== 'win32') expect(statSync(key).mode & 0o777).toBe(0o600);
  });

  it('is everything that an earlier version cached', () => {
    const folder = testFolder();
    tamper(
      folder,
      `create table readings (blob text, version text, reading text not null, primary key (blob, version));
       insert into readings values ('a', '1', ${forged})`,
    );
    const cache = open(folder);
    expect(cache.get('1', ['a'])).toEqual(new Map());
    cache.put('1', [a]);
    expect(open(folder).get('1', ['a'])).toEqual(new Map([['a', a.reading]]));
  });

  it('is not looked for where nobody asks for its text', () => {
    const folder = testFolder();
    open(folder).put('1', [a, b]);
    tamper(folder, "update readings set digest = 'forged'");
    rmSync(join(folder, 'cache.key'));
    expect(open(folder).get('1', [])).toEqual(new Map());
    expect(existsSync(join(folder, 'cache.key'))).toBe(false);
  });
});
