// A status row names its distribution point by server (DPName); jobs and members by NAL path. Evidence needs one name for both.
import type { PointStatus } from '../../model/site/facts.ts';
import { isSameServer, parseNalPath } from '../nal-path.ts';

/** What a status row says of its point. */
export interface NamingRow {
  readonly DPName: string | null;
  /**
   * An insertion string of the newest message. Microsoft's page of SMS_DPGroupDistributionStatusDetails says no more
   * of it; public scripts compare it with the NALPath of members. Other messages may put anything there, another
   * server's path too, so it counts only where its server is the one of DPName.
   */
  readonly InsString2: string | null;
}

type Named = Pick<PointStatus, 'point' | 'name'>;

/**
 * Finds the point that a row names: its NAL path, from this row or from any other that speaks of the same server; else
 * the server's name. Undefined where a row names nothing.
 */
export function namePoints(rows: readonly NamingRow[]): (row: NamingRow) => Named | undefined {
  const paths = new Map<string, string>();
  for (const row of rows) {
    const named = nameOf(row);
    if (named && named.point !== named.name) paths.set(named.name.toLowerCase(), named.point);
  }
  return (row) => {
    const named = nameOf(row);
    return named && { name: named.name, point: paths.get(named.name.toLowerCase()) ?? named.point };
  };
}

function nameOf({ DPName, InsString2 }: NamingRow): Named | undefined {
  const server = plainName(DPName ?? '');
  for (const text of [DPName, InsString2]) {
    const path = text === null ? undefined : parseNalPath(text);
    if (text !== null && path && (server === '' || isSameServer(path.server, server))) {
      return { point: text, name: server === '' ? path.server : server };
    }
  }
  return server === '' ? undefined : { point: server, name: server };
}

/** The server's name, however it is written: `SRV`, `\\SRV\`, or in a NAL path. */
function plainName(text: string): string {
  const [name = ''] = text.split('\\').filter((part) => part !== '');
  return parseNalPath(text)?.server ?? name.trim();
}
