import { onTestFinished } from 'vitest';
import type { SimulatorOptions } from '../../../src/simulator/options.ts';
import { type Simulator, startSimulator } from '../../../src/simulator/simulator.ts';
import { openPowerShellSite } from '../../../src/site/powershell/site.ts';
import type { PowerShellSettings, SiteSettings } from '../../../src/site/settings.ts';
import type { Site } from '../../../src/site/site.ts';
import { type FarEnd, findPwsh, pwshEnvironment } from './pwsh.ts';
import { makeSiteSettings } from './simulated-site.ts';

/** A simulated site with a connector that reaches it by PowerShell. */
export interface PowerShellSite extends Simulator {
  readonly connector: Site;
}

/** What a test may change. */
export interface PowerShellSiteOptions {
  readonly simulation?: SimulatorOptions;
  readonly settings?: Partial<Omit<SiteSettings, 'provider'>>;
  readonly provider?: Partial<PowerShellSettings>;
  readonly farEnd?: FarEnd;
  readonly environment?: Readonly<Record<string, string>>;
  readonly clock?: () => number;
}

/** Settings for a site that is reached by the PowerShell of the tests. */
export function makePowerShellSettings({
  settings,
  provider,
}: PowerShellSiteOptions = {}): SiteSettings & { readonly provider: PowerShellSettings } {
  return {
    ...makeSiteSettings('http://127.0.0.1', settings ? { settings } : {}),
    provider: { type: 'powershell', protocol: 'wsman', executable: findPwsh(), ...provider },
  };
}

/** A simulated site and a connector to it; both are closed when the test ends. */
export async function makePowerShellSite(options: PowerShellSiteOptions = {}): Promise<PowerShellSite> {
  const simulator = await startSimulator({ groups: 2, packages: 2, members: 2, ...options.simulation });
  onTestFinished(() => simulator.close());
  const connector = openPowerShellSite({
    settings: makePowerShellSettings(options),
    environment: { ...pwshEnvironment({ site: simulator.url, ...options.farEnd }), ...options.environment },
    clock: options.clock ?? Date.now,
  });
  onTestFinished(() => connector.close());
  return { ...simulator, connector };
}
