// Finds a PowerShell to test with, and gives it a far end that is a simulated site and never a real one.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../needs.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Where `.ci/pwsh` puts it, and what starts that. */
const TOOL = join(ROOT, '.pwsh/.store/powershell');
const STARTER = join(ROOT, 'test/powershell/pwsh');
const MODULES = join(ROOT, 'test/powershell/modules');
/** What an engine keeps between two starts. */
const CACHE = join(ROOT, 'node_modules/.cache/pwsh');

/**
 * A PowerShell that finds the stand-in for CimCmdlets: one that is installed, else .NET's tool. None on Windows, where the
 * real module would be found first.
 */
export function findPwsh(): string | undefined {
  if (process.platform === 'win32') return undefined;
  return findProgram('pwsh') ?? (existsSync(TOOL) ? STARTER : undefined);
}

/** The sites that a stand-in leads to, and what goes wrong on the way: test/powershell/modules/CimCmdlets.psm1 has the table. */
export interface FarEnd {
  /** The simulated site of this machine, and of every server where `sites` is left out. */
  readonly site?: string;
  /** The simulated site of each server. */
  readonly sites?: Readonly<Record<string, string>>;
  /** The server on which SMS_ProviderLocation says that the provider is. */
  readonly provider?: string;
  /** The CIM type of the method's PackageID; `None`: there is no such method. */
  readonly parameter?: string;
  /** A fault that always happens, such as `Invoke-CimMethod hang`. */
  readonly fault?: string;
  /** A folder of faults that happen once: a file that is named as a cmdlet. */
  readonly faults?: string;
}

/** The environment of an engine whose CIM cmdlets lead to simulated sites. */
export function pwshEnvironment(farEnd: FarEnd): Readonly<Record<string, string>> {
  const { PATH = '' } = process.env;
  const { site, sites, provider, parameter, fault, faults } = farEnd;
  return {
    PATH,
    PSModulePath: MODULES,
    XDG_CACHE_HOME: CACHE,
    XDG_CONFIG_HOME: CACHE,
    XDG_DATA_HOME: CACHE,
    HOME: CACHE,
    POWERSHELL_TELEMETRY_OPTOUT: '1',
    POWERSHELL_UPDATECHECK: 'Off',
    // Far from UTC, so that a local time that is taken for one of UTC is seen.
    TZ: 'Asia/Kolkata',
    ...(site !== undefined && { DPSYNC_STAND_IN_SITE: site }),
    ...(sites && { DPSYNC_STAND_IN_SITES: JSON.stringify(sites) }),
    ...(provider !== undefined && { DPSYNC_STAND_IN_PROVIDER: provider }),
    ...(parameter !== undefined && { DPSYNC_STAND_IN_PARAMETER: parameter }),
    ...(fault !== undefined && { DPSYNC_STAND_IN_FAULT: fault }),
    ...(faults !== undefined && { DPSYNC_STAND_IN_FAULTS: faults }),
  };
}
