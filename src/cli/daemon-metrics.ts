import packageJson from '../../package.json' with { type: 'json' };
import type { DaemonInForce } from '../compose/daemon.ts';
import { type Metrics, openMetrics } from '../report/metrics/metrics.ts';

/** The metrics of a daemon: they outlive its config, so that a counter does not begin anew with each one. */
export function openDaemonMetrics(now: DaemonInForce): Metrics {
  return openMetrics({
    version: packageJson.version,
    names: () => ({
      sources: now.config.sources.map(({ name }) => name),
      sites: now.config.sites.map(({ code }) => code),
    }),
    readStanding: async () => {
      if (now.instance) return now.instance.daemon.readStanding();
      throw new Error('between two instances there is nothing to count');
    },
    clock: Date.now,
  });
}
