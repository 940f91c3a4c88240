// Where marks survive the process: one SQLite file, in the state folder or beside the ledger.
import { chmodSync, chownSync, existsSync, mkdirSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Failure, messageOf } from '../../model/failure.ts';
import { LEDGER_ERRORS } from '../errors.ts';
import { findResultCode } from '../sqlite/fault.ts';
import { removeDatabase } from '../sqlite/remove-database.ts';
import type { Seen } from './check.ts';
import type { HighWaterMark } from './high-water-mark.ts';

const TABLES = `
  create table if not exists marks (
    ledger text primary key, attempt integer not null, writer integer not null, writer_token text not null,
    command integer not null, command_token text not null);
  create table if not exists places (place text primary key, ledger text not null);`;
/** What an earlier version kept, by place alone. */
const TAKE_ALONG = `
  insert or ignore into marks select ledger, max(attempt), max(writer), '', 0, '' from seen group by ledger;
  insert or ignore into places select place, ledger from seen;
  drop table seen;`;

const MARKS =
  'select ledger, attempt, writer, writer_token as writerToken, command, command_token as commandToken from marks where ledger = ?';
const MARKS_OF_BEFORE =
  "select ledger, attempt, writer, '' as writerToken, 0 as command, '' as commandToken from seen where ledger = ?";
const INTO_PLACES = 'insert into places (place, ledger) values (?, ?) on conflict (place) do';
const FIRST_HERE = `${INTO_PLACES} nothing`;
const HERE = `${INTO_PLACES} update set ledger = excluded.ledger`;
const INSERT =
  'insert into marks (ledger, attempt, writer, writer_token, command, command_token) values (?, ?, ?, ?, ?, ?) on conflict (ledger) do update set';
const REPLACE = `${INSERT} attempt = excluded.attempt, writer = excluded.writer, writer_token = excluded.writer_token, command = excluded.command, command_token = excluded.command_token`;
const NEWER_COMMAND =
  'command_token = iif(excluded.command >= command, excluded.command_token, command_token), command = max(excluded.command, command)';
/** A command may have been noted by another process since this one looked. */
const SAME_COMMANDS =
  "(excluded.command <> command or excluded.command_token = command_token or command_token = '')";
const ADVANCE = `${INSERT} attempt = excluded.attempt, writer = excluded.writer, writer_token = excluded.writer_token, ${NEWER_COMMAND}
  where excluded.attempt >= attempt and ${SAME_COMMANDS}
  and (excluded.writer > writer or (excluded.writer = writer and (excluded.writer_token = writer_token or writer_token = '')))`;
const ADVANCE_COMMAND = `${INSERT} ${NEWER_COMMAND} where ${SAME_COMMANDS}`;

const HOW = { replace: REPLACE, advance: ADVANCE, advanceCommand: ADVANCE_COMMAND } as const;

/** How long a write waits for that of another process, in milliseconds. */
const PATIENCE = 5000;
/** No such table, damaged, no SQLite file. */
const UNREADABLE: readonly (number | undefined)[] = [1, 11, 26];

/** Marks by the ids of ledgers, and which ledger was seen last at each place. */
export class MarkStore {
  readonly path: string;
  readonly #beside: string | undefined;
  #open: DatabaseSync | undefined;
  #placed = false;

  /** `beside`: the file whose owner and rights it takes; left out: it is this user's alone. */
  constructor(path: string, beside?: string) {
    this.path = path;
    this.#beside = beside;
  }

  /** What was seen of this ledger, and at this place. Makes no file. */
  find(ledger: string, place: string): Seen | 'unreadable' {
    if (!existsSync(this.path)) return { marks: [], here: [] };
    try {
      return this.#read(ledger, place);
    } catch (error) {
      if (UNREADABLE.includes(findResultCode(error))) return 'unreadable';
      throw this.#failure(error);
    }
  }

  /** False where that would forget that the ledger had come further, or went another way. `replace` always writes. */
  write(how: keyof typeof HOW, place: string, mark: HighWaterMark): boolean {
    try {
      if (how === 'replace' && this.find(mark.ledger, place) === 'unreadable') this.#remove();
      this.#open ??= this.#make();
      const { ledger, attempt, writer, writerToken, command, commandToken } = mark;
      const { changes } = this.#open
        .prepare(HOW[how])
        .run(ledger, attempt, writer, writerToken, command, commandToken);
      const wrote = Number(changes) > 0;
      if (how === 'replace') this.#open.prepare(HERE).run(place, ledger);
      // A command is noted of a copy in doubt too, which is not at home where it stands.
      if (how === 'advance' && wrote && !this.#placed) this.#open.prepare(FIRST_HERE).run(place, ledger);
      this.#placed ||= how === 'advance' && wrote;
      return wrote;
    } catch (error) {
      throw this.#failure(error);
    }
  }

  close(): void {
    this.#open?.close();
    this.#open = undefined;
  }

  #read(ledger: string, place: string): Seen {
    const database = new DatabaseSync(this.path, { readOnly: true, timeout: PATIENCE });
    try {
      const [marks, places] = hasTable(database, 'seen')
        ? [MARKS_OF_BEFORE, 'select ledger from seen where place = ?']
        : [MARKS, 'select ledger from places where place = ?'];
      return {
        marks: database.prepare(marks).all(ledger) as unknown as HighWaterMark[],
        here: database
          .prepare(places)
          .all(place)
          .map(({ ledger: id }) => String(id)),
      };
    } finally {
      database.close();
    }
  }

  #remove(): void {
    this.close();
    removeDatabase(this.path);
  }

  #make(): DatabaseSync {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const isNew = !existsSync(this.path);
    const database = new DatabaseSync(this.path, { timeout: PATIENCE });
    try {
      if (isNew && this.#beside !== undefined) takeRights(this.path, statSync(this.#beside));
      // Not flushed at every note: what a power cut takes from here only makes the mark lag behind the ledger.
      database.exec('pragma journal_mode = wal; pragma synchronous = normal; begin immediate');
      database.exec(TABLES);
      if (hasTable(database, 'seen')) database.exec(TAKE_ALONG);
      database.exec('commit');
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  #failure(error: unknown): Failure {
    if (error instanceof Failure) return error;
    const message = `What this machine has seen of the ledger cannot be kept in ${this.path}: ${messageOf(error)}. Check that this user may write there and that the disk has room.`;
    return new Failure(LEDGER_ERRORS.highWaterMarkUnkept, message, error);
  }
}

function hasTable(database: DatabaseSync, name: string): boolean {
  return database.prepare('select 1 from sqlite_master where name = ?').get(name) !== undefined;
}

/** Whoever may use the ledger may use what lies beside it, also where another user or root was the first to write. */
function takeRights(path: string, { uid, gid, mode }: Stats): void {
  if (process.getuid?.() === 0) chownSync(path, uid, gid);
  chmodSync(path, mode & 0o777);
}
