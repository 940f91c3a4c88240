import type { RecordedError } from '../model/attempt.ts';
import { type Consequence, Failure } from '../model/failure.ts';
import { SITE_ERRORS, type SiteErrorName } from './errors.ts';
import { sanitize } from './sanitize.ts';

/** An error of one call as it is recorded. `detail` may come from the site. */
export function recordError(name: SiteErrorName, detail: string): RecordedError {
  const { code, title } = SITE_ERRORS[name];
  return { code, message: detail === '' ? `${title}.` : `${title} (${sanitize(detail)}).` };
}

/** What a failure of a whole site is made of. */
export interface SiteFault {
  /** The site's code and url, or the file at fault. */
  readonly where: string;
  readonly detail: string;
  readonly consequence: Consequence;
  readonly cause?: unknown;
}

/** The Failure of a site: what, where, and what to do. */
export function siteFailure(name: SiteErrorName, { where, detail, consequence, cause }: SiteFault): Failure {
  const { code, remedy } = SITE_ERRORS[name];
  const { message } = recordError(name, detail);
  return new Failure({ code, consequence }, `${where}: ${message} ${remedy}`, cause);
}
