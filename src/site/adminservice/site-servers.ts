// A distribution point on its site server gets nothing from a redistribution: counted in, every cost would be too high.
import { z } from 'zod';
import { readRows } from './rows.ts';
import type { Session } from './session.ts';

const siteRow = z.object({ SiteCode: z.string(), ServerName: z.string() });

/** The site servers of the hierarchy. */
export interface SiteServers {
  /** Site code, upper-case → the name of its server. Throws as readRows does. */
  read(signal?: AbortSignal): Promise<ReadonlyMap<string, string>>;
}

/** Sites hardly ever move to another server, in milliseconds. */
const KEPT_FOR = 600_000;

/** Reads the site servers when they are first asked for, and again after ten minutes. */
export function keepSiteServers(session: Session, clock: () => number): SiteServers {
  let kept: { readonly servers: ReadonlyMap<string, string>; readonly until: number } | undefined;
  return {
    async read(signal) {
      if (kept && clock() <= kept.until) return kept.servers;
      const servers = await readServers(session, signal);
      kept = { servers, until: clock() + KEPT_FOR };
      return servers;
    },
  };
}

async function readServers(session: Session, signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const query = `?$select=${Object.keys(siteRow.shape).join()}`;
  const rows = await readRows(session, { className: 'SMS_Site', query, row: siteRow, signal });
  return new Map(rows.map(({ SiteCode, ServerName }) => [SiteCode.toUpperCase(), ServerName]));
}
