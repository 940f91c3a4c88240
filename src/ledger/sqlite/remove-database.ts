import { rmSync } from 'node:fs';

/** Removes a SQLite file with its log, which would be taken for a part of the next one. */
export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
}
