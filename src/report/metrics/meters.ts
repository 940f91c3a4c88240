import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

// A call is one request; content is delivered afterwards.
const CALL_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
// From a pass that finds nothing new to a first one over everything.
const PASS_SECONDS = [0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3600];

/** The metrics that events move. */
export type Meters = ReturnType<typeof makeMeters>;

/** Makes them, at zero. */
export function makeMeters(registry: Registry) {
  const about = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) => ({
    ...{ name, help, labelNames, registers: [registry] },
  });
  return {
    calls: new Counter(about('dpsync_calls_total', 'Calls by what became of them.', ['site', 'outcome'])),
    settled: new Counter(
      about(
        'dpsync_settled_calls_total',
        'Unknown outcomes that evidence settled, by what they turned out to be.',
        ['site', 'outcome'],
      ),
    ),
    callSeconds: new Histogram({
      ...about('dpsync_call_duration_seconds', 'From the intent of a call to its outcome.', ['site']),
      buckets: CALL_SECONDS,
    }),
    passes: new Counter(
      about('dpsync_passes_total', 'Passes that recorded something, and those that failed.', [
        'source',
        'result',
      ]),
    ),
    passSeconds: new Histogram({
      ...about('dpsync_pass_duration_seconds', 'How long a pass took.', ['source']),
      buckets: PASS_SECONDS,
    }),
    lastPass: new Gauge(
      about(
        'dpsync_last_pass_timestamp_seconds',
        'When it was looked at last without a failure; 0 is never.',
        ['source'],
      ),
    ),
    fetchFailures: new Counter(
      about('dpsync_fetch_failures_total', 'How often the remote could not be asked.', ['source']),
    ),
    problems: new Gauge(
      about('dpsync_problems', 'Mistakes in the declarations at the last pass.', ['source']),
    ),
    reports: new Counter(
      about('dpsync_reports_total', 'What the git host was told of commits, and whether it took it.', [
        'source',
        'result',
      ]),
    ),
    hooks: new Counter(
      about('dpsync_hooks_total', 'Webhooks, by whether they were believed.', ['source', 'result']),
    ),
  };
}
