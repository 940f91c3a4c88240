import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { type OpenOptions, openLedger } from '../../src/ledger/open.ts';
import { makeTempFolder } from '../make/temp-folder.ts';

/** A folder that lasts as long as the test. */
export function testFolder(): string {
  const folder = makeTempFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  return folder.path;
}

/** Where the ledger of a folder is. */
export function ledgerFile(folder: string): string {
  return join(folder, 'dpsync.db');
}

/** Opens the ledger of a folder until the end of the test; what it has seen is kept in the folder too. */
export async function openIn(folder: string, more: Partial<OpenOptions> = {}): Promise<Ledger> {
  const ledger = await openLedger({
    place: { engine: 'sqlite', path: ledgerFile(folder) },
    stateFolder: join(folder, 'state'),
    mode: 'write',
    clock: () => 1_700_000_000_000,
    actor: 'ann@admin01',
    ...more,
  });
  onTestFinished(() => ledger.close());
  return ledger;
}

/** The message and the consequence of what was thrown. */
export async function failureOf(work: Promise<unknown>): Promise<{ message: string; consequence: unknown }> {
  const error: unknown = await work.then(
    () => new Error('nothing was thrown'),
    (reason: unknown) => reason,
  );
  const { message, consequence } = error as Error & { consequence?: unknown };
  return { message, consequence };
}
