// What a text says is read once. Losing this file costs time and nothing else, so no fault of it is ever an error.
import type { KeyObject } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { digestWith, isDigest, openCacheKey } from './cache-key.ts';
import { chunksOf } from './chunks.ts';
import type { ReadingCache } from './ledger.ts';
import { findResultCode } from './sqlite/fault.ts';
import { removeDatabase } from './sqlite/remove-database.ts';

const TABLE =
  'create table if not exists readings (blob text, version text, reading text not null, digest text not null, primary key (blob, version))';
const GET =
  'select blob, reading, digest from readings where version = ? and blob in (select value from json_each(?))';
const PUT =
  'insert into readings (blob, version, reading, digest) values (?, ?, ?, ?) on conflict do update set reading = excluded.reading, digest = excluded.digest';
const FORGET = 'delete from readings where version <> ?';

const AT_ONCE = 2000;
/** How long a write waits for that of another process, in milliseconds. */
const PATIENCE = 2000;
/** No such table or column, damaged, no SQLite file: a new one is better. */
const BROKEN: readonly (number | undefined)[] = [1, 11, 26];

/**
 * Keeps readings in `cache.db` in the state folder, or nowhere where that cannot be done. A reading that this machine
 * did not write itself, by the key beside it, is none.
 */
export function openReadingCache<Reading>(stateFolder: string): ReadingCache<Reading> {
  return new CacheFile<Reading>(stateFolder);
}

class CacheFile<Reading> implements ReadingCache<Reading> {
  readonly #folder: string;
  #database: DatabaseSync | undefined;
  #current: string | undefined;
  #key: KeyObject | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get(version: string, blobs: readonly string[]): ReadonlyMap<string, Reading> {
    const found = new Map<string, Reading>();
    if (blobs.length === 0) return found;
    this.#attempt((database) => {
      const key = this.#keyed();
      const get = database.prepare(GET);
      for (const chunk of chunksOf(blobs, AT_ONCE)) {
        for (const { blob, reading, digest } of get.all(version, JSON.stringify(chunk))) {
          if (!isDigest(digest, key, version, String(blob), String(reading))) continue;
          const value = parse<Reading>(String(reading));
          if (value !== undefined) found.set(String(blob), value);
        }
      }
    });
    return found;
  }

  put(version: string, readings: readonly { readonly blob: string; readonly reading: Reading }[]): void {
    if (readings.length === 0) return;
    this.#attempt((database) => {
      const key = this.#keyed();
      const put = database.prepare(PUT);
      database.exec('begin immediate');
      if (this.#current !== version) database.prepare(FORGET).run(version);
      this.#current = version;
      for (const { blob, reading } of readings) {
        const text = JSON.stringify(reading);
        put.run(blob, version, text, digestWith(key, version, blob, text));
      }
      database.exec('commit');
    });
  }

  close(): void {
    this.#database?.close();
    this.#database = undefined;
  }

  /** Does it, or leaves it: what is not in the cache is read again. */
  #attempt(work: (database: DatabaseSync) => void): void {
    try {
      this.#database ??= this.#open();
      work(this.#database);
    } catch (error) {
      this.close();
      if (BROKEN.includes(findResultCode(error))) this.#remove();
    }
  }

  #keyed(): KeyObject {
    this.#key ??= openCacheKey(join(this.#folder, 'cache.key'));
    return this.#key;
  }

  #open(): DatabaseSync {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(this.#path, { timeout: PATIENCE });
    try {
      // Never flushed on purpose: the worst that a power cut does is a broken file, which is made anew.
      database.exec(`pragma journal_mode = wal; pragma synchronous = off; ${TABLE}`);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  #remove(): void {
    try {
      removeDatabase(this.#path);
    } catch {
      // A file that another process has open cannot be removed everywhere.
    }
  }

  get #path(): string {
    return join(this.#folder, 'cache.db');
  }
}

function parse<Value>(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
