import type { SiteCode } from '../../model/entry.ts';
import type { Hold } from '../../model/hold.ts';
import { chunksOf, IN_ONE_INSERT } from '../chunks.ts';
import { readJson } from '../json.ts';
import type { SiteHold } from '../ledger.ts';
import type { Db } from '../schema.ts';

/** What every site held when it was asked last. */
export async function readHolds(db: Db): Promise<readonly SiteHold[]> {
  const rows = await db.selectFrom('holds').selectAll().orderBy('site').orderBy('key').execute();
  return rows.map(({ key, digest, held }) => ({ key, digest, held: readJson<Hold>(held) }));
}

/** Puts what a site holds now in the place of what it held before. */
export async function replaceHolds(db: Db, site: SiteCode, holds: readonly SiteHold[]): Promise<void> {
  await db.deleteFrom('holds').where('site', '=', site).execute();
  for (const chunk of chunksOf(holds, IN_ONE_INSERT)) {
    const rows = chunk.map(({ key, digest, held }) => ({ key, site, digest, held: JSON.stringify(held) }));
    await db.insertInto('holds').values(rows).execute();
  }
}
