// The config file, read once at the start.
import { dirname, resolve } from 'node:path';
import { type LedgerFile, resolvePlace } from '../ledger/settings.ts';
import type { SecretPlace } from '../model/config/secret.ts';
import { Failure } from '../model/failure.ts';
import { findReport, type ReportSettings } from '../review/settings.ts';
import { resolvePaths, type SiteSettings } from '../site/settings.ts';
import { resolveSourcePaths, type SourceSettings } from '../source/settings.ts';
import { type ConfigFile, readConfigFile, type SettingsOptions } from './config-file.ts';
import { findOwnSource } from './content-repository.ts';
import { SETTINGS_ERRORS } from './errors.ts';
import type { Config } from './form.ts';
import { notInThisVersion } from './not-built.ts';
import { readConfig } from './read-config.ts';
import { findSecrets } from './secrets.ts';

/** What the config says, with every path absolute. */
export interface Settings {
  /** The config file. */
  readonly file: string;
  readonly ledger: LedgerFile;
  readonly sources: readonly SourceSettings[];
  readonly sites: readonly SiteSettings[];
  readonly guards: Config['guards'];
  readonly retry: Config['retry'];
  readonly waves: Config['waves'];
  /** When sites are asked about what was called, in milliseconds. */
  readonly times: Pick<Config, 'settle' | 'health'>;
  /** The address to serve on, as `web` has it. */
  readonly web: Config['web'];
  /** Where what became of commits is told, one for each source that has it. */
  readonly reports: readonly ReportSettings[];
  /** Where the secrets are that it names. */
  readonly secrets: readonly SecretPlace[];
  /** False: nothing of it came from the environment, so the same text says the same. */
  readonly usesEnvironment: boolean;
}

/** Reads the config. Throws one Failure that names every mistake as `file:line:column`. */
export function readSettings(options: SettingsOptions): Settings {
  return settingsOf(readConfigFile(options), options);
}

/** What a config that was read says. Throws as `readSettings` does. */
export function settingsOf(
  written: ConfigFile,
  { folder, environment }: Pick<SettingsOptions, 'folder' | 'environment'>,
): Settings {
  const { file, isNamed } = written;
  const { config, usesEnvironment } = readConfig(written, environment);
  const own = isNamed ? undefined : findOwnSource(folder, config.sources);
  if (own) {
    const message = `${file} stands in a checkout of its own source ${own.name}; keep the config outside of the content, or name it with --config`;
    throw new Failure(SETTINGS_ERRORS.inSource, message);
  }
  const home = dirname(file);
  const absolute = (path: string) => resolve(home, path);
  const ledger = resolvePlace(config.ledger, home);
  const notBuilt = notInThisVersion(config, ledger);
  if (ledger.engine !== 'sqlite' || notBuilt.length > 0) {
    const list = notBuilt.map((key) => `${key} is not in this version`).join('\n');
    throw new Failure(SETTINGS_ERRORS.notBuilt, `${file}: ${list}`);
  }
  return {
    file,
    ledger,
    sources: config.sources.map((source) => resolveSourcePaths(source, home)),
    sites: config.sites.map((site) => resolvePaths(site, absolute)),
    guards: config.guards,
    retry: config.retry,
    waves: config.waves,
    times: { settle: config.settle, health: config.health },
    web: config.web,
    reports: config.sources.flatMap((source) => findReport(source, absolute) ?? []),
    secrets: findSecrets(config, absolute),
    usesEnvironment,
  };
}
