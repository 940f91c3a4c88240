import type { SiteCode } from '../../../src/model/entry.ts';
import type { Site } from '../../../src/site/site.ts';
import { unasked } from './unasked.ts';

/** A site that answers a probe, and what a test says otherwise. */
export function makeSite(about: Partial<Site> = {}): Site {
  return {
    code: 'P01' as SiteCode,
    slots: 3,
    callTimeout: 60_000,
    clockOffset: 0,
    probe: async () => undefined,
    findGroups: unasked,
    findPackages: unasked,
    findAssignments: unasked,
    readMembers: unasked,
    readJobs: unasked,
    readStatus: unasked,
    readStatusOfPackages: unasked,
    readMethodParameter: unasked,
    redistribute: unasked,
    close: unasked,
    ...about,
  };
}
