import { z } from 'zod';
import { type PackageId, toPackageId } from '../../model/entry.ts';
import { type Pair, type PointStatus, pairKey } from '../../model/site/facts.ts';
import { namePoints } from './named-point.ts';
import { byPair, onlyPairs } from './pairs.ts';
import { byValue } from './part.ts';
import { readAll } from './read-all.ts';
import { siteTime } from './time.ts';
import type { Wire } from './wire.ts';

const CLASS = 'SMS_DPGroupDistributionStatusDetails';

const statusRow = z.object({
  GroupID: z.string(),
  PackageID: z.string(),
  DPName: z.string().nullable(),
  InsString2: z.string().nullable(),
  MessageState: z.number().nullable(),
  MessageID: z.number().nullable(),
  StatusTime: siteTime.nullable(),
});

type StatusRow = z.output<typeof statusRow>;

/** Microsoft's page says that 3 is an error, its own support queries say 4. */
const STATES: Readonly<Record<number, PointStatus['state']>> = {
  1: 'success',
  2: 'inProgress',
  3: 'failed',
  4: 'failed',
};

/** The newest status of these pairs at each member of their groups. */
export async function readStatus(
  wire: Wire,
  pairs: readonly Pair[],
  signal?: AbortSignal,
): Promise<readonly PointStatus[]> {
  const divide = byPair({ group: 'GroupID', package: 'PackageID' });
  const rows = await readAll(wire, { className: CLASS, row: statusRow, items: pairs, divide, signal });
  return newest(onlyPairs(statusesOf(rows), pairs));
}

/** The newest status of these packages at each member of every group. */
export async function readStatusOfPackages(
  wire: Wire,
  packages: readonly PackageId[],
  signal?: AbortSignal,
): Promise<readonly PointStatus[]> {
  const wanted = new Set(packages);
  const divide = byValue('PackageID');
  const items = [...wanted];
  const rows = await readAll(wire, { className: CLASS, row: statusRow, items, divide, signal });
  return newest(statusesOf(rows).filter((status) => wanted.has(status.package)));
}

/** The rows that name a package and a point. One without a time is as old as can be: it is evidence of nothing. */
function statusesOf(rows: readonly StatusRow[]): readonly PointStatus[] {
  const findPoint = namePoints(rows);
  return rows.flatMap((row) => {
    const id = toPackageId(row.PackageID);
    const point = findPoint(row);
    if (!id || !point) return [];
    return {
      ...point,
      groupId: row.GroupID,
      package: id,
      state: STATES[row.MessageState ?? -1] ?? 'unknown',
      messageId: row.MessageID,
      at: row.StatusTime ?? 0,
    };
  });
}

function newest(statuses: readonly PointStatus[]): readonly PointStatus[] {
  const found = new Map<string, PointStatus>();
  for (const status of statuses) {
    const key = `${pairKey(status)} ${status.point}`;
    const known = found.get(key);
    if (!known || known.at < status.at) found.set(key, status);
  }
  return [...found.values()];
}
