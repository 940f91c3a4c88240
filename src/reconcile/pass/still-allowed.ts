// A file with a problem keeps what it declared before. What its source may not declare any more is not kept: it would
// be in the way of another source that may declare it.
import { type Allow, allowsEntry } from '../../model/config/allow.ts';
import type { Source } from '../../source/source.ts';
import type { Parts } from '../parts.ts';
import type { ChangedFile } from './changed-file.ts';

/** The files, those with a problem without what they declared before and may not declare now. */
export async function withoutForbidden(
  files: readonly ChangedFile[],
  { source, allow }: { readonly source: Source; readonly allow: Allow },
  { ledger }: Parts,
): Promise<ChangedFile[]> {
  const broken = files.filter(({ declarations }) => declarations === null).map(({ path }) => path);
  const before = Map.groupBy(await ledger.declarationsOfFiles(source.id, broken), ({ file }) => file);
  return files.map((file) => {
    const rows = before.get(file.path) ?? [];
    const kept = rows.filter(({ entry }) => allowsEntry(allow, entry));
    if (kept.length === rows.length) return file;
    const declarations = kept.map(({ sourceId: _, ...row }) => ({
      ...row,
      source: source.name,
      outdated: true,
    }));
    return { ...file, declares: declarations.length > 0, declarations };
  });
}
