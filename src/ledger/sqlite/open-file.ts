import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../../model/failure.ts';
import type { Engine } from '../engine.ts';
import { LEDGER_ERRORS } from '../errors.ts';
import { RollbackGuard } from '../rollback/rollback-guard.ts';
import { backUp } from './backup.ts';
import { toFailure } from './fault.ts';
import { watchPlace } from './in-place.ts';
import { inspect } from './inspect.ts';
import { type Disk, refuseShare } from './local-disk.ts';
import { FileLock } from './lock.ts';
import { refuseOtherNames } from './one-name.ts';
import { type DatabaseOptions, type OpenDatabase, openToRead, openToWrite } from './open-database.ts';
import { realPath } from './real-path.ts';

/** What a ledger in a file is opened with. */
interface FileOptions extends Omit<DatabaseOptions, 'found'> {
  readonly mode: 'read' | 'write';
  readonly stateFolder: string;
  readonly actor: string;
  /** Looks at what a folder lies on. */
  readonly readDisk: (folder: string) => Disk;
}

/** Opens a ledger in a file. Throws a Failure, and changes nothing, where it cannot be used. */
export async function openFile(options: FileOptions): Promise<Engine> {
  const path = realPath(options.path);
  try {
    refuseFolder(path, options);
    refuseOtherNames(path);
    const file = { ...options, path, found: inspect(path, options.migrations) };
    const lock = new FileLock(`${path}.lock`);
    const open = options.mode === 'read' ? await openToRead(file) : await openToWrite(file, lock);
    return engineOn(open, file, lock);
  } catch (error) {
    throw toFailure(error, 'The ledger', path);
  }
}

function refuseFolder(path: string, { mode, readDisk }: FileOptions): void {
  const folder = dirname(path);
  const there = existsSync(folder);
  if (there) refuseShare(path, readDisk(folder));
  if (there || mode === 'read') return;
  const message = `The ledger ${path} cannot be made: there is no folder ${folder}. Create it, or name another place in the config's ledger.`;
  throw new Failure(LEDGER_ERRORS.unopenable, message);
}

function engineOn({ database, db }: OpenDatabase, options: FileOptions, lock: FileLock): Engine {
  const { path, mode, clock, actor, stateFolder } = options;
  const rollbackGuard = new RollbackGuard(stateFolder, path);
  const assertInPlace = watchPlace(path, mode);
  return {
    db,
    place: path,
    mode,
    clock,
    actor,
    lock,
    rollbackGuard,
    assertInPlace,
    assertOneName: () => refuseOtherNames(path),
    backup: (file) => {
      assertInPlace();
      backUp(path, file);
    },
    close: async () => {
      lock.give();
      rollbackGuard.close();
      if (database.isOpen) database.close();
    },
  };
}
