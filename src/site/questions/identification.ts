import { z } from 'zod';
import type { SiteCode } from '../../model/entry.ts';
import { siteFailure } from '../site-error.ts';
import type { Wire } from './wire.ts';

const identificationRow = z.object({ ThisSiteCode: z.string() });

/** Makes sure that the provider speaks for the site of the config. Throws a Failure (`stop`) where it does not. */
export async function checkIdentification(wire: Wire, code: SiteCode, signal?: AbortSignal): Promise<void> {
  const [row] = await wire.readRows({
    className: 'SMS_Identification',
    row: identificationRow,
    signal,
  });
  if (row?.ThisSiteCode.toUpperCase() === code) return;
  throw siteFailure('wrongSite', {
    where: wire.name,
    detail: `the config says ${code}, the provider ${row?.ThisSiteCode ?? 'nothing'}`,
    consequence: 'stop',
  });
}
