import { onTestFinished } from 'vitest';
import { tokenFinder } from '../../../src/compose/token.ts';
import { toSiteCode } from '../../../src/model/entry.ts';
import type { SeenRequest, SimulatorOptions } from '../../../src/simulator/options.ts';
import { type Simulator, startSimulator } from '../../../src/simulator/simulator.ts';
import { openAdminServiceSite } from '../../../src/site/adminservice/site.ts';
import type { AdminServiceSettings, SiteSettings } from '../../../src/site/settings.ts';
import type { Site } from '../../../src/site/site.ts';

/** A simulated site with a connector to it. */
export interface SimulatedSite extends Simulator {
  readonly connector: Site;
  /** Every request that reached the site. */
  readonly requests: readonly SeenRequest[];
}

/** What a test may change about the connector. */
export interface ConnectorOptions {
  readonly settings?: Partial<Omit<SiteSettings, 'provider'>>;
  readonly provider?: Partial<AdminServiceSettings>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly clock?: () => number;
}

/** Settings for a site at this address that nobody has to log in to. */
export function makeSiteSettings(
  url: string,
  { settings, provider }: ConnectorOptions = {},
): SiteSettings & { readonly provider: AdminServiceSettings } {
  const code = toSiteCode('P01');
  if (!code) throw new Error('P01 is a site code');
  return {
    ...{ code, maxConcurrentCalls: 3, callTimeout: 10_000, ...settings },
    provider: { type: 'adminservice', url, auth: { type: 'none' }, ...provider },
  };
}

/** A connector to the site at this address; closed when the test ends. */
export function makeConnector(url: string, options: ConnectorOptions = {}): Site {
  const connector = openAdminServiceSite({
    settings: makeSiteSettings(url, options),
    findToken: tokenFinder(options.environment ?? {}),
    clock: options.clock ?? Date.now,
  });
  onTestFinished(() => connector.close());
  return connector;
}

/** A simulated site and a connector to it; both are closed when the test ends. */
export async function makeSimulatedSite(
  simulation: SimulatorOptions = {},
  options: ConnectorOptions = {},
): Promise<SimulatedSite> {
  const requests: SeenRequest[] = [];
  const simulator = await startSimulator({ watch: (request) => requests.push(request), ...simulation });
  onTestFinished(() => simulator.close());
  return { ...simulator, requests, connector: makeConnector(simulator.url, options) };
}
