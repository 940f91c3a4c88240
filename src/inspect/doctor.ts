import type { Finding } from '../model/views/finding.ts';
import type { Source } from '../source/source.ts';
import { type ConfigPart, lookAtConfig } from './config.ts';
import { readDeclared } from './declared.ts';
import { lookAtGit } from './git-version.ts';
import { type LedgerPart, ledgerLook } from './ledger.ts';
import { type Look, lookAt } from './look.ts';
import { lookAtNode } from './node-version.ts';
import { type SitePart, siteLook } from './site.ts';
import { sourceLook } from './source.ts';

/** Everything that doctor looks at. */
export interface DoctorParts {
  /** As `process.version`. */
  readonly node: string;
  /** What `git version` answers. Throws a Failure where there is no git. */
  readonly gitVersion: () => Promise<string>;
  readonly config: ConfigPart;
  readonly sources: readonly Source[];
  readonly ledger: LedgerPart;
  readonly sites: readonly SitePart[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal?: AbortSignal | undefined;
}

/** Looks at this machine, the sources, the ledger and the sites, all at once. Nothing that fails stops the rest. */
export async function inspect(parts: DoctorParts): Promise<readonly Finding[]> {
  const { node, gitVersion, config, sources, sites, now, signal } = parts;
  const ledger = awaited(parts.ledger.open());
  const declared = awaited(ledger.then(readDeclared));
  const looks: readonly Look[] = [
    { subject: 'node', look: () => lookAtNode(node) },
    { subject: 'git', look: async () => lookAtGit(await gitVersion()) },
    { subject: 'config', look: () => lookAtConfig(config) },
    ...sources.map((source) => sourceLook(source, signal)),
    ledgerLook(parts.ledger, ledger, now),
    ...sites.map((site) => siteLook(site, { ledger, declared, now, signal })),
  ];
  const found = await Promise.all(looks.map(lookAt));
  return found.flat();
}

/** Whoever waits for it learns of its error; that nobody waits yet must not end the process. */
function awaited<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined);
  return promise;
}
