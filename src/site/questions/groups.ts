import { z } from 'zod';
import { type GroupKey, type GroupName, groupKey } from '../../model/entry.ts';
import type { SiteGroup } from '../site.ts';
import { byValue } from './part.ts';
import { readAll } from './read-all.ts';
import type { Wire } from './wire.ts';

// The id goes into the address of a call, so nothing but a GUID is taken for one.
const groupRow = z.object({
  GroupID: z.string().regex(/^\{[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}\}$/i),
  Name: z.string(),
  MemberCount: z.number(),
});

/** The groups of these names that the account may see, by how names are compared; a name without any is left out. */
export async function findGroups(
  wire: Wire,
  names: readonly GroupName[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<GroupKey, readonly SiteGroup[]>> {
  const wanted = new Map(names.map((name) => [groupKey(name), name]));
  const found = new Map<GroupKey, Map<string, SiteGroup>>();
  const rows = await readAll(wire, {
    className: 'SMS_DistributionPointGroup',
    row: groupRow,
    items: [...wanted.values()],
    divide: byValue('Name'),
    signal,
  });
  for (const row of rows) {
    const key = groupKey(row.Name);
    // The site compares in its own way; only what is alike in ours counts.
    if (!wanted.has(key)) continue;
    const alike = found.get(key) ?? new Map<string, SiteGroup>();
    alike.set(row.GroupID, { id: row.GroupID, name: row.Name, members: row.MemberCount });
    found.set(key, alike);
  }
  return new Map([...found].map(([key, alike]) => [key, [...alike.values()]]));
}
