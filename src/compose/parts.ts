// Settings → working parts: the only module that names what stands behind the contracts.
import { join } from 'node:path';
import type { Rules } from '../declare/declare.ts';
import { expand } from '../declare/expand.ts';
import { openReader } from '../declare/threads/threads.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/open.ts';
import { openReadingCache } from '../ledger/reading-cache.ts';
import type { Environment } from '../model/config/environment.ts';
import type { Listener } from '../model/event.ts';
import type { Parts } from '../reconcile/parts.ts';
import { openReasonRule } from '../settings/reason-rule.ts';
import type { Settings } from '../settings/settings.ts';
import { openOnDemand } from '../site/on-demand.ts';
import type { SiteSettings } from '../site/settings.ts';
import type { Site } from '../site/site.ts';
import { openGitSource } from '../source/mirror/mirror.ts';
import type { Source } from '../source/source.ts';
import { makeStateFolder, sleep, whoAmI } from './machine.ts';
import { tokenFinder } from './token.ts';

/** Longest that one git process may take, in milliseconds: a first fetch of a large repository over a thin line. */
const GIT_TIMEOUT = 600_000;

/** What parts are plugged together for. */
export interface ComposeOptions {
  readonly environment: Environment;
  /** `read`: the ledger is neither made nor migrated. */
  readonly mode: 'read' | 'write';
  readonly listen: Listener;
}

/** Opens the ledger of the settings. Throws a Failure where that cannot be. */
export async function openSettingsLedger(
  { ledger: place }: Settings,
  { environment, mode }: ComposeOptions,
): Promise<Ledger> {
  const stateFolder = makeStateFolder(environment);
  return openLedger({ place, stateFolder, clock: Date.now, actor: whoAmI(), mode });
}

/** Everything that a pass works with, on a ledger that is open. */
export async function openWorkingParts(
  settings: Settings,
  ledger: Ledger,
  { environment, listen }: ComposeOptions,
): Promise<Parts> {
  const clock = Date.now;
  const actor = whoAmI();
  const state = makeStateFolder(environment);
  const reasonRules = new Map(
    await Promise.all(
      settings.sources.map(async (source) => [source.name, await openReasonRule(source)] as const),
    ),
  );
  return {
    sources: openSources(settings, environment, state),
    sites: await Promise.all(settings.sites.map((site) => openSite(site, environment, clock))),
    ledger,
    cache: openReadingCache(state),
    reader: openReader(),
    expand,
    rulesOf: (source) => rulesFor(source, settings),
    reasonRuleOf: (source) => reasonRules.get(source) ?? null,
    guards: settings.guards,
    retry: settings.retry,
    waves: settings.waves,
    times: settings.times,
    clock,
    sleep,
    actor,
    listen,
  };
}

/** The way to a site that its settings name. Throws a Failure (`stop`) where its `caFile` is of no use. */
export async function openSite(
  site: SiteSettings,
  environment: Environment,
  clock: () => number,
): Promise<Site> {
  const { provider } = site;
  if (provider.type === 'powershell') {
    return openOnDemand(site, async () => {
      const { openPowerShellSite } = await import('../site/powershell/site.ts');
      return openPowerShellSite({ settings: { ...site, provider }, environment, clock });
    });
  }
  const open = async () => {
    const { openAdminServiceSite } = await import('../site/adminservice/site.ts');
    return openAdminServiceSite({
      settings: { ...site, provider },
      findToken: tokenFinder(environment),
      clock,
    });
  };
  return provider.caFile === undefined ? openOnDemand(site, open) : open();
}

/** Closes everything but the ledger. */
export async function closeWorkingParts({ reader, sites, cache }: Parts): Promise<void> {
  await Promise.all([reader.close(), ...sites.map((site) => site.close())]);
  cache.close();
}

/** The sources of the settings. Nothing is fetched yet. */
export function openSources(settings: Settings, environment: Environment, state: string): readonly Source[] {
  const mirrorsFolder = join(state, 'mirrors');
  const findToken = tokenFinder(environment);
  return settings.sources.map((source) =>
    openGitSource({
      ...{ settings: source, mirrorsFolder, environment, findToken, gitTimeout: GIT_TIMEOUT },
    }),
  );
}

/** What a source of the config may declare, by its name. */
export function rulesFor(name: string, { sites, sources }: Pick<Settings, 'sites' | 'sources'>): Rules {
  const codes = sites.map(({ code }) => code);
  const allow = sources.find((source) => source.name === name)?.allow ?? null;
  return { sites: codes, onlySite: codes.length === 1 ? (codes[0] ?? null) : null, allow };
}
