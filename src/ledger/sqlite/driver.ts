// A plain BEGIN fails at its first write beside another writer, whatever the time limit; BEGIN IMMEDIATE waits.
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { toFailure } from './fault.ts';

/** Statements that differ only in the length of a list must not pile up. */
const KEPT_STATEMENTS = 200;

interface Prepared {
  readonly statement: StatementSync;
  readonly givesRows: boolean;
}

/** Runs kysely's queries on one open file. Every error of SQLite becomes a Failure that names the file. */
export class SqliteDriver implements Driver {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #connection: DatabaseConnection;

  constructor(database: DatabaseSync, path: string) {
    this.#database = database;
    this.#path = path;
    this.#connection = new SqliteConnection(database, path);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  async beginTransaction(): Promise<void> {
    this.#execute('begin immediate');
  }

  async commitTransaction(): Promise<void> {
    this.#execute('commit');
  }

  async rollbackTransaction(): Promise<void> {
    // A full disk ends the transaction by itself: a second end would hide the reason.
    if (this.#database.isTransaction) this.#execute('rollback');
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#database.close();
  }

  #execute(sql: string): void {
    try {
      this.#database.exec(sql);
    } catch (error) {
      throw toFailure(error, 'The ledger', this.#path);
    }
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #kept = new Map<string, Prepared>();

  constructor(database: DatabaseSync, path: string) {
    this.#database = database;
    this.#path = path;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const values = parameters as readonly SQLInputValue[];
    try {
      const { statement, givesRows } = this.#prepare(sql);
      if (givesRows) return { rows: statement.all(...values) as Row[] };
      return { rows: [], numAffectedRows: BigInt(statement.run(...values).changes) };
    } catch (error) {
      throw toFailure(error, 'The ledger', this.#path);
    }
  }

  // biome-ignore lint/correctness/useYield: the interface asks for it; nothing here reads a row at a time.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('the ledger reads in chunks, not in streams');
  }

  #prepare(sql: string): Prepared {
    const kept = this.#kept.get(sql);
    if (kept) return kept;
    const statement = this.#database.prepare(sql);
    const prepared = { statement, givesRows: statement.columns().length > 0 };
    if (this.#kept.size >= KEPT_STATEMENTS) this.#kept.clear();
    this.#kept.set(sql, prepared);
    return prepared;
  }
}
