import { z } from 'zod';
import type { Point } from '../../model/site/facts.ts';
import { isSameServer, parseNalPath } from '../nal-path.ts';
import { byValue } from './part.ts';
import { readAll } from './read-all.ts';
import type { SiteServers } from './site-servers.ts';
import type { Wire } from './wire.ts';

const memberRow = z.object({ GroupID: z.string(), DPNALPath: z.string() });

/** What members are read with. */
interface MemberReader {
  readonly wire: Wire;
  readonly servers: SiteServers;
}

/** The members of each of these groups, under the ids that were given. */
export async function readMembers(
  { wire, servers }: MemberReader,
  groupIds: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, readonly Point[]>> {
  const rows = await readAll(wire, {
    className: 'SMS_DPGroupMembers',
    row: memberRow,
    items: [...new Set(groupIds.map((id) => id.toUpperCase()))],
    divide: byValue('GroupID'),
    signal,
  });
  const siteServers = rows.length === 0 ? new Map<string, string>() : await servers.read(signal);
  const byGroup = Map.groupBy(rows, ({ GroupID }) => GroupID.toUpperCase());
  return new Map(
    groupIds.map((id) => {
      const paths = (byGroup.get(id.toUpperCase()) ?? []).map(({ DPNALPath }) => DPNALPath);
      return [id, [...new Set(paths)].map((path) => pointOf(path, siteServers))];
    }),
  );
}

function pointOf(path: string, siteServers: ReadonlyMap<string, string>): Point {
  const nal = parseNalPath(path);
  if (!nal) return { id: path, name: path, onSiteServer: false };
  const siteServer = siteServers.get(nal.site);
  const onSiteServer = siteServer !== undefined && isSameServer(nal.server, siteServer);
  return { id: path, name: nal.server, onSiteServer };
}
