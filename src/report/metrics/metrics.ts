// What alerts and dashboards are made of. Without it nobody learns that a source is not looked at until content is missing.
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Listener } from '../../model/event.ts';
import type { Standing } from '../../model/views/standing.ts';
import { type CountOptions, countEvents } from './events.ts';
import { makeGauges } from './gauges.ts';

/** Metrics of one process, by Prometheus' conventions. */
export interface Metrics {
  /** Counts what happens. */
  readonly listen: Listener;
  /** The text that Prometheus reads; never fails: `dpsync_standing_up` is 0 where the standing cannot be read. */
  read(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** What metrics are made of. */
export interface MetricsOptions extends CountOptions {
  readonly version: string;
  readonly readStanding: () => Promise<Standing>;
}

/** Makes metrics, of the process too. */
export function openMetrics({ version, names, readStanding, clock }: MetricsOptions): Metrics {
  const registry = new Registry();
  addProcessMetrics(registry, version);
  const counting = countEvents(registry, { names, clock });
  const gauges = makeGauges(registry);
  return {
    listen: counting.listen,
    async read() {
      counting.showNames();
      gauges.show(await readStanding().catch(() => null));
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

// Gauges whose name ends like a counter's: Prometheus' own check refuses them.
const MISNAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

function addProcessMetrics(registry: Registry, version: string): void {
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  const build = new Gauge({
    name: 'dpsync_build_info',
    help: 'Always 1; the label is the version that runs.',
    labelNames: ['version'],
    registers: [registry],
  });
  build.set({ version }, 1);
}
