import packageJson from '../../package.json' with { type: 'json' };
import { type Metrics, openMetrics } from '../report/metrics/metrics.ts';
import type { InForce } from './daemon-lives.ts';

/** The metrics of a daemon: they outlive its config, so that a counter does not begin anew with each one. */
export function openDaemonMetrics(now: InForce): Metrics {
  return openMetrics({
    version: packageJson.version,
    names: () => ({
      sources: now.settings.sources.map(({ name }) => name),
      sites: now.settings.sites.map(({ code }) => code),
    }),
    readStanding: async () => {
      if (now.life) return now.life.daemon.readStanding();
      throw new Error('between two lives there is nothing to count');
    },
    clock: Date.now,
  });
}
