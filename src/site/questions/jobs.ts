import { z } from 'zod';
import { type PackageId, toPackageId } from '../../model/entry.ts';
import type { SiteJob } from '../../model/site/facts.ts';
import { byValue } from './part.ts';
import { readAll } from './read-all.ts';
import { siteTime } from './time.ts';
import type { Wire } from './wire.ts';

const jobRow = z.object({
  // Unsigned 64 bits: a site may number from above what a JSON number holds exactly.
  JobID: z.union([z.number(), z.string()]),
  PkgID: z.string(),
  NALPath: z.string(),
  State: z.number().nullable(),
  Action: z.number().nullable(),
  CreationTime: siteTime.nullable(),
});

/** SMS_DistributionJob.State. One that nobody has described is not known to have ended, so it waits. */
const STATES: Readonly<Record<number, SiteJob['state']>> = {
  0: 'waiting', // PENDING
  1: 'waiting', // READY
  2: 'running', // STARTED
  3: 'running', // INPROGRESS
  4: 'waiting', // PENDING_RESTART
  5: 'done', // COMPLETE
  6: 'failed', // FAILED
  7: 'failed', // CANCELLED
  8: 'waiting', // SUSPENDED
};

/** Every job of these packages that the site still shows. One without a time is as old as can be. */
export async function readJobs(
  wire: Wire,
  packages: readonly PackageId[],
  signal?: AbortSignal,
): Promise<readonly SiteJob[]> {
  const wanted = new Set(packages);
  const rows = await readAll(wire, {
    className: 'SMS_DistributionJob',
    row: jobRow,
    items: [...wanted],
    divide: byValue('PkgID'),
    signal,
  });
  return rows.flatMap((row) => {
    const id = toPackageId(row.PkgID);
    return id && wanted.has(id) ? [jobOf(id, row)] : [];
  });
}

function jobOf(id: PackageId, row: z.output<typeof jobRow>): SiteJob {
  return {
    id: String(row.JobID),
    package: id,
    point: row.NALPath,
    state: STATES[row.State ?? -1] ?? 'waiting',
    // ADD: what a redistribution's jobs are made with. The other actions update, remove, validate or cancel.
    sendsAll: row.Action === 2,
    createdAt: row.CreationTime ?? 0,
  };
}
