import type { Finding } from '../model/finding.ts';
import { failure, ok, warning } from './look.ts';

/** The type of PackageID; null where the site's description has no such method. */
export type MethodParameter = 'String' | 'StringArray' | null;

const METHOD = 'ReDistributePackage';

/** What is to be said of the method as the site describes it; undefined: it was not asked. */
export function methodFinding(subject: string, parameter: MethodParameter | undefined): Finding {
  switch (parameter) {
    case 'String':
      return ok(subject, `its ${METHOD} takes one PackageID, as it is sent`);
    case 'StringArray':
      return failure(subject, {
        title: `its ${METHOD} takes a list of PackageIDs`,
        detail: 'This version sends one PackageID as text, which the site would refuse.',
        remedy: 'Report this with the version of the site: no public description of a site has a list here.',
      });
    case null:
      return warning(subject, {
        title: `its description has no ${METHOD}`,
        detail: 'Either this account may not see it, or the site offers it in another way.',
        remedy:
          'Look for SMS_DistributionPointGroup in $metadata, and try one entry with apply --only first.',
      });
    case undefined:
      return warning(subject, {
        title: `was not asked how its ${METHOD} is called`,
        remedy: 'Try one entry with apply --only first.',
      });
  }
}
