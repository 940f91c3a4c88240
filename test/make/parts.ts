import { join } from 'node:path';
import { tokenFinder } from '../../src/compose/token.ts';
import { expand } from '../../src/declare/expand.ts';
import { openReader } from '../../src/declare/threads/threads.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { openReadingCache } from '../../src/ledger/reading-cache.ts';
import type { SiteCode } from '../../src/model/entry.ts';
import type { Listener } from '../../src/model/event.ts';
import { guardsForm, retryForm, wavesForm } from '../../src/plan/settings.ts';
import type { Parts } from '../../src/reconcile/parts.ts';
import { openReasonRule } from '../../src/settings/reason-rule.ts';
import { openAdminServiceSite } from '../../src/site/adminservice/site.ts';
import { openPowerShellSite } from '../../src/site/powershell/site.ts';
import { sourceForm } from '../../src/source/settings.ts';
import { makeGitSource } from './git/git-source.ts';
import { findPwsh, pwshEnvironment } from './site/pwsh.ts';
import { makeSiteSettings } from './site/simulated-site.ts';

/** How a site is reached; PowerShell by the CIM cmdlets that stand in for Windows' own. */
export type Way = 'adminservice' | 'powershell';

/** What the config would say, and what a test puts between the parts. */
export interface Setup {
  /** The names of the configured sources, in the config's order. */
  readonly sources: readonly string[];
  /** The codes of the configured sites. */
  readonly sites: readonly string[];
  readonly way: Way;
  readonly guards: Partial<Parts['guards']>;
  readonly retry: Partial<Parts['retry']>;
  readonly waves?: Partial<Parts['waves']>;
  readonly times?: Partial<Parts['times']>;
  /** What the config says of single sources besides, by their names. */
  readonly forms?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly slots: number;
  /** In milliseconds; this one is real time. */
  readonly callTimeout: number;
  /** Puts something between the conductor and a part, such as a site that is slow. */
  readonly wrap: (parts: Parts) => Parts;
}

/** Where the parts find what they work on. */
export interface Surroundings {
  /** Holds the ledger and the state folder. */
  readonly folder: string;
  /** A source's remote. */
  readonly remoteOf: (source: string) => string;
  /** A site's url. */
  readonly urlOf: (site: string) => string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Lets so many milliseconds pass. */
  readonly advance: (milliseconds: number) => void;
  readonly listen: Listener;
}

const TIMES: Parts['times'] = {
  settle: { after: 30_000, giveUp: 86_400_000 },
  health: { after: 30_000, interval: 60_000, giveUp: 86_400_000 },
};

/** Where the ledger is in such a folder. */
export const ledgerIn = (folder: string) => join(folder, 'dpsync.db');
/** Where mirrors, the cache and what was seen of the ledger are in such a folder. */
export const stateIn = (folder: string) => join(folder, 'state');

/** Opens what a process works with: all of it real. */
export async function openParts(setup: Setup, around: Surroundings): Promise<Parts> {
  const { folder, clock, remoteOf, listen } = around;
  const stateFolder = stateIn(folder);
  const actor = 'ada@desk';
  const place = { engine: 'sqlite', path: ledgerIn(folder) } as const;
  const codes = setup.sites as readonly SiteCode[];
  const settingsOf = (name: string) =>
    sourceForm.parse({ name, url: remoteOf(name), branch: 'main', ...setup.forms?.[name] });
  const reasonRules = new Map(
    await Promise.all(
      setup.sources.map(async (name) => [name, await openReasonRule(settingsOf(name))] as const),
    ),
  );
  return {
    sources: setup.sources.map((name) =>
      makeGitSource({ url: remoteOf(name), folder: stateFolder, form: { name, ...setup.forms?.[name] } }),
    ),
    sites: codes.map((code) => openSite(code, setup, around)),
    ledger: await openLedger({ place, stateFolder, mode: 'write', clock, actor }),
    cache: openReadingCache(stateFolder),
    reader: openReader(),
    expand,
    rulesOf: (source) => ({
      sites: codes,
      onlySite: codes.length === 1 ? (codes[0] ?? null) : null,
      allow: settingsOf(source).allow ?? null,
    }),
    reasonRuleOf: (source) => reasonRules.get(source) ?? null,
    guards: { ...guardsForm.parse(undefined), ...setup.guards },
    retry: { ...retryForm.parse(undefined), ...setup.retry },
    waves: { ...wavesForm.parse(undefined), ...setup.waves },
    times: { ...TIMES, ...setup.times },
    sleep: async (milliseconds) => around.advance(milliseconds),
    clock,
    actor,
    listen,
  };
}

function openSite(code: SiteCode, { way, slots, callTimeout }: Setup, { urlOf, clock }: Surroundings) {
  const site = urlOf(code);
  const settings = makeSiteSettings(site, { settings: { code, maxConcurrentCalls: slots, callTimeout } });
  if (way === 'adminservice') return openAdminServiceSite({ settings, findToken: tokenFinder({}), clock });
  const provider = { type: 'powershell', protocol: 'wsman', executable: findPwsh() } as const;
  const environment = pwshEnvironment({ site });
  return openPowerShellSite({ settings: { ...settings, provider }, environment, clock });
}

/** Closes what the operating system would close where the process ended. */
export async function closeParts({ ledger, cache, reader, sites }: Parts): Promise<void> {
  await Promise.all([reader.close(), ledger.close(), ...sites.map((site) => site.close())]);
  cache.close();
}
