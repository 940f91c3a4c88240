import { z } from 'zod';
import { toPackageId } from '../../model/entry.ts';
import { type Pair, pairKey } from '../../model/site/facts.ts';
import { byPair, onlyPairs } from './pairs.ts';
import { readAll } from './read-all.ts';
import type { Wire } from './wire.ts';

const assignmentRow = z.object({ GroupID: z.string(), PkgID: z.string() });

/** The keys of those pairs whose package is assigned to the group. */
export async function findAssignments(
  wire: Wire,
  pairs: readonly Pair[],
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const rows = await readAll(wire, {
    className: 'SMS_DPGroupPackages',
    row: assignmentRow,
    items: pairs,
    divide: byPair({ group: 'GroupID', package: 'PkgID' }),
    signal,
  });
  const found = rows.flatMap(({ GroupID: groupId, PkgID }) => {
    const id = toPackageId(PkgID);
    return id ? [{ groupId, package: id }] : [];
  });
  return new Set(onlyPairs(found, pairs).map(pairKey));
}
