import type { Ledger } from '../ledger/ledger.ts';
import type { Entry } from '../model/entry.ts';
import { Failure } from '../model/failure.ts';
import type { Finding } from '../model/views/finding.ts';
import { SITE_ERRORS, type Site } from '../site/site.ts';
import { type Check, failure, ok, runCheck, showError, warning } from './check.ts';
import { clockFinding } from './clock.ts';
import { type MethodParameter, methodFinding } from './method.ts';
import { checkJobs } from './unexplained-jobs.ts';
import { checkVisible } from './visible.ts';

/** A site, and what can be asked of it beyond its contract. */
export interface SitePart {
  readonly site: Site;
  /** What the site's own description says of the parameter of ReDistributePackage; undefined where it cannot be asked. */
  readonly findMethodParameter?: (() => Promise<MethodParameter>) | undefined;
}

/** What looking at a site needs besides the site. */
export interface Surroundings {
  readonly ledger: Promise<Ledger>;
  /** Every entry that the ledger has as declared, of all sites. */
  readonly declared: Promise<readonly Entry[]>;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal: AbortSignal | undefined;
}

/** Whether a site can be used; where it cannot be reached that is all there is to say. */
export function siteCheck(part: SitePart, surroundings: Surroundings): Check {
  const subject = `site ${part.site.code}`;
  return { subject, check: () => checkSite(subject, part, surroundings) };
}

async function checkSite(
  subject: string,
  { site, findMethodParameter }: SitePart,
  surroundings: Surroundings,
): Promise<readonly Finding[]> {
  const reach = await reachFinding(subject, site, surroundings.signal);
  if (reach.kind !== 'ok') return [reach];
  const checks: readonly Check['check'][] = [
    () => [clockFinding(subject, site.clockOffset)],
    async () => [methodFinding(subject, await findMethodParameter?.())],
    ...(await looksAtDeclared(subject, site, surroundings)),
  ];
  const found = await Promise.all(checks.map((check) => runCheck({ subject, check })));
  return [reach, ...found.flat()];
}

/** What can only be asked where it is known what is declared. */
async function looksAtDeclared(
  subject: string,
  site: Site,
  { ledger, declared, now, signal }: Surroundings,
): Promise<readonly Check['check'][]> {
  const all = await declared.catch(() => null);
  if (!all) {
    const title = 'was not asked about what is declared, for the ledger cannot be used';
    return [() => [warning(subject, { title, remedy: 'Mend the ledger, then run dpsync doctor again.' })]];
  }
  const entries = all.filter((entry) => entry.site === site.code);
  return [
    () => checkVisible(subject, { site, entries, signal }),
    async () => checkJobs(subject, { site, ledger: await ledger, entries, now, signal }),
  ];
}

const TITLES: Readonly<Record<string, string>> = {
  [SITE_ERRORS.wrongSite.code]: 'is another site than the config says',
  [SITE_ERRORS.certificateRefused.code]: 'shows a certificate that is not trusted',
  [SITE_ERRORS.unauthorized.code]: 'does not know this account',
};

async function reachFinding(subject: string, site: Site, signal: AbortSignal | undefined): Promise<Finding> {
  try {
    await site.probe(signal);
    return ok(subject, 'answers', 'its code, and its certificate where it has one, are as the config says');
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return failure(subject, {
      title: TITLES[error.code] ?? 'cannot be used',
      detail: showError(error),
      remedy: `Do what the message says; \`dpsync explain ${error.code}\` says more.`,
    });
  }
}
