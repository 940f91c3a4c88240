import type { DatabaseSync } from 'node:sqlite';
import { type Dialect, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { SqliteDriver } from './driver.ts';

/** kysely's own SQLite, with a driver that holds its transactions from their first moment. */
export function sqliteDialect(database: DatabaseSync, path: string): Dialect {
  return {
    createDriver: () => new SqliteDriver(database, path),
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}
