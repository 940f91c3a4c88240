import { onTestFinished } from 'vitest';
import type { Host } from '../../src/review/host.ts';
import { openHost } from '../../src/review/open.ts';
import type { HostName } from '../../src/review/pipeline.ts';
import { type FakeHost, HEAD, NUMBER } from '../make/review/fake-host.ts';

/** A host that is opened on a stand-in, with a clock that only waiting moves. */
export interface Opened {
  readonly host: Host;
  /** Every wait, in milliseconds. */
  readonly waits: readonly number[];
}

/** When the clock begins. */
export const START = Date.UTC(2026, 10, 22, 14);

/** Opens a host; it is closed when the test ends. */
export function openOn(
  fake: FakeHost,
  name: HostName,
  options: { readonly key?: string; readonly token?: string } = {},
): Opened {
  const { key = 'dpsync', token = fake.state.token } = options;
  const waits: number[] = [];
  let now = START;
  const { url: apiUrl, project } = fake;
  const { host, close } = openHost(
    { host: name, apiUrl, project, pullRequest: NUMBER, base: 'main', head: HEAD, fork: false, token },
    {
      ...{ key, token, caFile: null, environment: {}, clock: () => now },
      async sleep(milliseconds) {
        waits.push(milliseconds);
        now += milliseconds;
      },
    },
  );
  onTestFinished(close);
  return { host, waits };
}
