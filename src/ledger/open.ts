import type { Ledger } from './ledger.ts';
import { MIGRATIONS, type Migrations } from './migrations/all.ts';
import { ledgerOn } from './opened-ledger.ts';
import type { LedgerFile } from './settings.ts';
import { readDisk } from './sqlite/local-disk.ts';
import { openFile } from './sqlite/open-file.ts';

/** How a ledger is opened. */
export interface OpenOptions {
  /** With an absolute path. */
  readonly place: LedgerFile;
  /** Where this machine keeps what it has seen of each ledger. */
  readonly stateFolder: string;
  /** `read` makes and changes nothing; a ledger that is not there reads as an empty one. `write` makes it, and brings it up to date. */
  readonly mode: 'read' | 'write';
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** `user@host`. */
  readonly actor: string;
  /** How long a write waits for that of another process, in milliseconds. */
  readonly busyTimeout?: number;
  readonly migrations?: Migrations;
  /** The file may not grow beyond this, in pages of 4 KiB. */
  readonly maxPages?: number;
  /** Looks at what the ledger's folder lies on. */
  readonly readDisk?: typeof readDisk;
}

/** Opens the ledger. Throws a Failure that says what to do where it cannot be used; then nothing was changed. */
export async function openLedger(options: OpenOptions): Promise<Ledger> {
  const standard = { busyTimeout: 5000, migrations: MIGRATIONS, maxPages: null, readDisk };
  const engine = await openFile({ ...standard, ...options, path: options.place.path });
  return ledgerOn(engine);
}
