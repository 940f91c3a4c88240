import type { Finding } from '../model/views/finding.ts';
import type { Source } from '../source/source.ts';
import { type Check, ok, runCheck } from './check.ts';
import { readDeclared } from './declared.ts';
import { checkGit } from './git-version.ts';
import { type LedgerPart, ledgerCheck } from './ledger.ts';
import { checkNode } from './node-version.ts';
import { type SitePart, siteCheck } from './site.ts';
import { sourceCheck } from './source.ts';

/** Everything that doctor checks. */
export interface DoctorParts {
  /** As `process.version`. */
  readonly node: string;
  /** What `git version` answers. Throws a Failure where there is no git. */
  readonly gitVersion: () => Promise<string>;
  /** Read without a mistake. */
  readonly configFile: string;
  readonly sources: readonly Source[];
  readonly ledger: LedgerPart;
  readonly sites: readonly SitePart[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal?: AbortSignal | undefined;
}

/** Looks at this machine, the sources, the ledger and the sites, all at once. Nothing that fails stops the rest. */
export async function inspect(parts: DoctorParts): Promise<readonly Finding[]> {
  const { node, gitVersion, configFile, sources, sites, now, signal } = parts;
  const ledger = awaited(parts.ledger.open());
  const declared = awaited(ledger.then(readDeclared));
  const checks: readonly Check[] = [
    { subject: 'node', check: () => checkNode(node) },
    { subject: 'git', check: async () => checkGit(await gitVersion()) },
    { subject: 'config', check: () => [ok('config', 'is valid', configFile)] },
    ...sources.map((source) => sourceCheck(source, signal)),
    ledgerCheck(parts.ledger, ledger, now),
    ...sites.map((site) => siteCheck(site, { ledger, declared, now, signal })),
  ];
  const found = await Promise.all(checks.map(runCheck));
  return found.flat();
}

/** Whoever waits for it learns of its error; that nobody waits yet must not end the process. */
function awaited<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined);
  return promise;
}
