// Settings → working parts: the only file that names what stands behind the contracts.
import { mkdirSync } from 'node:fs';
import { homedir, hostname, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Rules } from './declare/declare.ts';
import { expand } from './declare/expand.ts';
import { openReader } from './declare/threads.ts';
import { openKeptReadings } from './ledger/kept.ts';
import type { HistoryFilter, Ledger } from './ledger/ledger.ts';
import { openLedger } from './ledger/open.ts';
import type { Entry, EntryKey, SiteCode } from './model/entry.ts';
import type { Listener } from './model/event.ts';
import type { Facts } from './model/facts.ts';
import type { Finding } from './model/finding.ts';
import type { History } from './model/history.ts';
import type { EntryStatus } from './model/status.ts';
import type { Suspension } from './model/suspension.ts';
import type { Validation } from './model/validation.ts';
import { type Adopted, type AdoptOptions, adopt } from './reconcile/adopt.ts';
import { type Applied, type ApplyOptions, apply } from './reconcile/apply.ts';
import { exportFacts } from './reconcile/export.ts';
import type { Parts } from './reconcile/parts.ts';
import { type Pass, type PassOptions, planPass } from './reconcile/pass.ts';
import { askToReconcile } from './reconcile/reconcile.ts';
import { retry } from './reconcile/retry.ts';
import { readStatus } from './reconcile/status.ts';
import { resume, suspend } from './reconcile/suspend.ts';
import { validate } from './reconcile/validate.ts';
import { approve, passWave, type ResolveOptions, resolve } from './reconcile/words.ts';
import type { Environment } from './settings/read-config.ts';
import { openReasonRule } from './settings/reason-rule.ts';
import type { Settings } from './settings/settings.ts';
import type { SimulatorOptions } from './simulator/options.ts';
import type { Simulator } from './simulator/simulator.ts';
import { openAdminServiceSite } from './site/adminservice/site.ts';
import { openPowerShellSite } from './site/powershell/site.ts';
import type { SiteSettings } from './site/settings.ts';
import type { Site } from './site/site.ts';
import { openFolder } from './source/folder.ts';
import { readGitVersion } from './source/git-version.ts';
import { openGitSource } from './source/mirror.ts';
import type { Source } from './source/source.ts';

export { allSitesUnreachable, planOf } from './reconcile/pass.ts';
export { makeRepository, type NewRepository } from './source/new-repository.ts';
export type { Adopted, Applied, Pass, Simulator };

/** Longest that one git process may take, in milliseconds: a first fetch of a large repository over a thin line. */
const GIT_TIMEOUT = 600_000;

export interface ComposeOptions {
  readonly environment: Environment;
  /** `read`: the ledger is neither made nor migrated. */
  readonly mode: 'read' | 'write';
  readonly listen: Listener;
}

/** The conductor with its parts plugged in: one function per command. */
export interface Works {
  plan(options: PassOptions): Promise<Pass>;
  apply(options: ApplyOptions): Promise<Applied>;
  adopt(options: AdoptOptions): Promise<Adopted>;
  approve(run: string, reason: string | null): ReturnType<typeof approve>;
  resolve(options: ResolveOptions): ReturnType<typeof resolve>;
  status(entries: readonly EntryKey[] | 'all'): Promise<readonly EntryStatus[]>;
  history(filter: HistoryFilter): Promise<History>;
  retry(entries: readonly Entry[], reason: string | null): Promise<void>;
  suspend(what: Pick<Suspension, 'selector' | 'until' | 'reason'>): Promise<void>;
  /** Gives the selectors whose suspension ended. */
  resume(selector: string, reason: string | null): Promise<readonly string[]>;
  passWave(what: Parameters<typeof passWave>[0]): Promise<void>;
  /** True where a daemon is there to hear it. */
  reconcile(what: Parameters<typeof askToReconcile>[0]): Promise<boolean>;
  backup(file: string): Promise<void>;
  /** What was sent and what the sites show, for who plans without either. */
  exportFacts(): Promise<Facts>;
  close(): Promise<void>;
}

/** Plugs the parts together. Throws a Failure where the ledger cannot be opened. */
export async function compose(settings: Settings, options: ComposeOptions): Promise<Works> {
  const parts = await openParts(settings, options);
  return {
    plan: (wanted) => planPass(wanted, parts),
    apply: (wanted) => apply(wanted, parts),
    adopt: (wanted) => adopt(wanted, parts),
    approve: (run, reason) => approve(run, reason, parts),
    resolve: (wanted) => resolve(wanted, parts),
    status: (entries) => readStatus(entries, parts),
    history: (filter) => parts.ledger.history(filter),
    retry: (entries, reason) => retry(entries, reason, parts),
    suspend: (what) => suspend(what, parts),
    resume: (selector, reason) => resume(selector, reason, parts),
    passWave: (what) => passWave(what, parts),
    reconcile: (what) => askToReconcile(what, parts),
    backup: (file) => parts.ledger.backup(file),
    exportFacts: () => exportFacts(parts),
    close: () => closeParts(parts),
  };
}

async function openParts(settings: Settings, options: ComposeOptions): Promise<Parts> {
  return openWorkingParts(settings, await openSettingsLedger(settings, options), options);
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
export function openWorkingParts(
  settings: Settings,
  ledger: Ledger,
  { environment, listen }: ComposeOptions,
): Parts {
  const clock = Date.now;
  const actor = whoAmI();
  const state = makeStateFolder(environment);
  const reasonRules = new Map(settings.sources.map((source) => [source.name, openReasonRule(source)]));
  return {
    sources: openSources(settings, environment, state),
    sites: settings.sites.map((site) => openSite(site, environment, clock)),
    ledger,
    kept: openKeptReadings(state),
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

/** Looks at everything that a pass needs, and says what to do where something is not well. Nothing stops the rest. */
export async function doctor(settings: Settings, environment: Environment): Promise<readonly Finding[]> {
  const clock = Date.now;
  const state = makeStateFolder(environment);
  const place = settings.ledger;
  const opened = openLedger({ place, stateFolder: state, clock, actor: whoAmI(), mode: 'read' });
  const sites = settings.sites.map((site) => openSite(site, environment, clock));
  try {
    const { inspect } = await import('./inspect/doctor.ts');
    return await inspect({
      node: process.version,
      gitVersion: () => readGitVersion(environment),
      config: { file: settings.file, warnings: settings.warnings },
      sources: openSources(settings, environment, state),
      ledger: { file: place.path, folder: dirname(place.path), open: () => opened },
      sites: sites.map((site) => ({ site, findMethodParameter: () => site.readMethodParameter() })),
      now: clock(),
    });
  } finally {
    await Promise.all(sites.map((site) => site.close()));
    await opened.then((ledger) => ledger.close()).catch(() => undefined);
  }
}

function openSite(site: SiteSettings, environment: Environment, clock: () => number): Site {
  const { provider } = site;
  return provider.type === 'adminservice'
    ? openAdminServiceSite({ settings: { ...site, provider }, environment, clock })
    : openPowerShellSite({ settings: { ...site, provider }, environment, clock });
}

async function closeParts(parts: Parts): Promise<void> {
  await closeWorkingParts(parts);
  await parts.ledger.close();
}

/** Closes everything but the ledger. */
export async function closeWorkingParts({ reader, sites, kept }: Parts): Promise<void> {
  await Promise.all([reader.close(), ...sites.map((site) => site.close())]);
  kept.close();
}

function openSources(settings: Settings, environment: Environment, state: string): readonly Source[] {
  const mirrorsFolder = join(state, 'mirrors');
  return settings.sources.map((source) =>
    openGitSource({ settings: source, mirrorsFolder, environment, gitTimeout: GIT_TIMEOUT }),
  );
}

/** What a source of the config may declare, by its name. */
export function rulesFor(name: string, { sites, sources }: Pick<Settings, 'sites' | 'sources'>): Rules {
  const codes = sites.map(({ code }) => code);
  const allow = sources.find((source) => source.name === name)?.allow ?? null;
  return { sites: codes, onlySite: codes.length === 1 ? (codes[0] ?? null) : null, allow };
}

/** Checks what the configured sources declare now. Opens no ledger. */
export async function validateSources(settings: Settings, environment: Environment): Promise<Validation> {
  const sources = openSources(settings, environment, makeStateFolder(environment));
  const reader = openReader();
  try {
    const trees = await Promise.all(
      sources.map(async (source) => ({
        name: source.name,
        tree: await source.changes(await source.fetch(), null),
        read: (blobs: readonly string[]) => source.read(blobs),
        rules: rulesFor(source.name, settings),
      })),
    );
    return await validate(trees, { reader, expand });
  } finally {
    await reader.close();
  }
}

/** Checks folders or files. `site` stands for the site of documents that name none. */
export async function validatePaths(paths: readonly string[], site: SiteCode | null): Promise<Validation> {
  const reader = openReader();
  try {
    const rules = { sites: null, onlySite: site, allow: null };
    const trees = await Promise.all(paths.map(async (path) => ({ ...(await openFolder(path)), rules })));
    return await validate(trees, { reader, expand });
  } finally {
    await reader.close();
  }
}

function makeStateFolder(environment: Environment): string {
  const folder = stateFolder(environment);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Serves a simulated site on this machine. Its web server is loaded for nobody else. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const simulator = await import('./simulator/simulator.ts');
  return simulator.startSimulator(options);
}

/** Where mirrors, the reader's cache and what this machine saw of each ledger are kept. */
export function stateFolder(environment: Environment): string {
  const { DPSYNC_HOME, LOCALAPPDATA, XDG_STATE_HOME } = environment;
  if (DPSYNC_HOME) return DPSYNC_HOME;
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'dpsync');
  return join(XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'dpsync');
}

/** Waits, or stops waiting where the signal says so. */
async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  // A timer cannot be longer than this; who waits longer is woken for nothing once in a while.
  const bounded = Math.min(milliseconds, 2_147_483_647);
  await pause(bounded, undefined, { signal }).catch(() => undefined);
}

/** `user@host`, for the record. */
function whoAmI(): string {
  try {
    return `${userInfo().username}@${hostname()}`;
  } catch {
    // A user without an entry in the system's list, as in some containers.
    return `uid-${process.getuid?.() ?? 'unknown'}@${hostname()}`;
  }
}
