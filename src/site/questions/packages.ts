import { z } from 'zod';
import { type PackageId, toPackageId } from '../../model/entry.ts';
import type { SitePackage } from '../../model/site/facts.ts';
import { byValue } from './part.ts';
import { readAll } from './read-all.ts';
import { siteTime } from './time.ts';
import type { Wire } from './wire.ts';

const packageRow = z.object({
  PackageID: z.string(),
  Name: z.string().nullable(),
  /** Kilobytes, unsigned 32 bits. */
  PackageSize: z.number().nonnegative().nullable(),
  PackageType: z.number().nullable(),
  PkgSourceFlag: z.number().nullable(),
  SourceVersion: z.number().nullable(),
  SourceDate: siteTime.nullable(),
  LastRefreshTime: siteTime.nullable(),
});

const TASK_SEQUENCE = 4;
const NO_SOURCE = 1;

/** The packages of these ids that the account may see; an id without one is left out. */
export async function findPackages(
  wire: Wire,
  ids: readonly PackageId[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<PackageId, SitePackage>> {
  const wanted = new Set(ids);
  const rows = await readAll(wire, {
    className: 'SMS_PackageBaseclass',
    row: packageRow,
    items: [...wanted],
    divide: byValue('PackageID'),
    signal,
  });
  const found = new Map<PackageId, SitePackage>();
  for (const row of rows) {
    const id = toPackageId(row.PackageID);
    if (id && wanted.has(id)) found.set(id, packageOf(id, row));
  }
  return found;
}

function packageOf(id: PackageId, row: z.output<typeof packageRow>): SitePackage {
  return {
    id,
    name: row.Name ?? id,
    bytes: row.PackageSize === null ? null : row.PackageSize * 1024,
    content: contentOf(row),
    sourceVersion: row.SourceVersion,
    refreshedAt: row.LastRefreshTime,
    sourceChangedAt: row.SourceDate,
  };
}

function contentOf({ PackageType, PkgSourceFlag }: z.output<typeof packageRow>): SitePackage['content'] {
  if (PackageType === TASK_SEQUENCE) return 'taskSequence';
  return PkgSourceFlag === NO_SOURCE ? 'none' : 'files';
}
