import type { Digest } from '../../model/digest.ts';
import type { EntryKey } from '../../model/entry.ts';
import type { Db } from '../schema.ts';

/** Makes rejections of these entries and digests hold nothing back: they count no more, and none is for good. */
export async function forgiveRejections(
  db: Db,
  entries: readonly { readonly key: EntryKey; readonly digest: Digest }[],
): Promise<void> {
  for (const { key, digest } of entries) {
    await db
      .updateTable('attempts')
      .set({ counts: 0, finality: 'transient' })
      .where('key', '=', key)
      .where('digest', '=', digest)
      .where('outcome', '=', 'rejected')
      .execute();
  }
}
