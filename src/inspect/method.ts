import type { Finding } from '../model/views/finding.ts';
import type { DescribedParameter } from '../site/site.ts';
import { failure, ok, warning } from './check.ts';

/** How the site describes PackageID; null where its description has no such method. */
export type MethodParameter = DescribedParameter | null;

const METHOD = 'ReDistributePackage';

/** What is to be said of the method as the site describes it; undefined: it was not asked. */
export function methodFinding(subject: string, parameter: MethodParameter | undefined): Finding {
  if (parameter === undefined) {
    return warning(subject, {
      title: `was not asked how its ${METHOD} is called`,
      remedy: 'Try one entry with apply --only first.',
    });
  }
  if (parameter === null) {
    return warning(subject, {
      title: `its description has no ${METHOD}`,
      detail: 'Either this account may not see it, or the site offers it in another way.',
      remedy: 'Check for SMS_DistributionPointGroup in $metadata, and try one entry with apply --only first.',
    });
  }
  return describedFinding(subject, parameter);
}

function describedFinding(subject: string, { type, sent }: DescribedParameter): Finding {
  const taken = type === 'String' ? 'one PackageID' : 'a list of PackageIDs';
  if (sent) return ok(subject, `its ${METHOD} takes ${taken}, as it is sent`);
  return failure(subject, {
    title: `its ${METHOD} takes ${taken}`,
    detail: 'Over the AdminService one PackageID is sent as text, which this site would refuse.',
    remedy: 'Use provider.type: powershell for this site, which sends a list, and report its version.',
  });
}
