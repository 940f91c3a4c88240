import { recordFiles, removeFiles } from '../files.ts';
import type { PassRecord } from '../ledger.ts';
import { recordRuns, resizeRuns } from '../runs/runs.ts';
import type { Db } from '../schema.ts';
import { replaceDeclarations } from './declarations.ts';
import { clearPending, setPending } from './pending.ts';
import { recordSource } from './sources.ts';

/** Records what a pass found. Goes into one transaction. */
export async function recordPass(db: Db, { sources, runs, sizes, pending }: PassRecord): Promise<void> {
  for (const source of sources) await recordTree(db, source);
  await recordRuns(db, runs);
  await resizeRuns(db, sizes);
  await clearPending(db, pending.clear);
  await setPending(db, pending.set);
}

async function recordTree(db: Db, source: PassRecord['sources'][number]): Promise<void> {
  await recordSource(db, source);
  await removeFiles(db, source.id, source.removed);
  const numbers = await recordFiles(db, source.id, source.files);
  const declaring = source.files.flatMap(({ path, declarations }) => {
    const number = numbers.get(path);
    return number === undefined || declarations === null ? [] : [{ number, declarations }];
  });
  await replaceDeclarations(db, declaring);
}
