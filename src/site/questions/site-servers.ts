// A distribution point on its site server gets nothing from a redistribution: counted in, every cost would be too high.
import { z } from 'zod';
import type { Wire } from './wire.ts';

const siteRow = z.object({ SiteCode: z.string(), ServerName: z.string() });

/** The site servers of the hierarchy. */
export interface SiteServers {
  /** Site code, upper-case → the name of its server. Throws as readRows does. */
  read(signal?: AbortSignal): Promise<ReadonlyMap<string, string>>;
}

/** Sites hardly ever move to another server, in milliseconds. */
const KEPT_FOR = 600_000;

/** Reads the site servers when they are first asked for, and again after ten minutes; each time over a wire of its own. */
export function keepSiteServers(wireOf: () => Wire, clock: () => number): SiteServers {
  let kept: { readonly servers: ReadonlyMap<string, string>; readonly until: number } | undefined;
  return {
    async read(signal) {
      if (kept && clock() <= kept.until) return kept.servers;
      const servers = await readServers(wireOf(), signal);
      kept = { servers, until: clock() + KEPT_FOR };
      return servers;
    },
  };
}

async function readServers(wire: Wire, signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const rows = await wire.readRows({ className: 'SMS_Site', row: siteRow, signal });
  return new Map(rows.map(({ SiteCode, ServerName }) => [SiteCode.toUpperCase(), ServerName]));
}
