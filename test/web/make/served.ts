import { onTestFinished } from 'vitest';
import type { Event } from '../../../src/model/event.ts';
import type { Hook, WebOptions } from '../../../src/web/options.ts';
import { startWeb, type Web } from '../../../src/web/web.ts';

/** A server with everything that it told. */
export interface Served extends Web {
  readonly events: readonly Event[];
  /** `source commit` of every hook that was passed on. */
  readonly passedOn: readonly string[];
}

/** The secret of every hook that a test does not say otherwise of. */
export const SECRET = 'correct horse battery staple';

/** The source `content`, which takes generic hooks for `main`. */
export function hook(about: Partial<Hook> = {}): Hook {
  return { source: 'content', branch: 'main', provider: 'generic', findSecret: () => SECRET, ...about };
}

/** Serves until the test ends. */
export async function serve(about: Partial<WebOptions> = {}): Promise<Served> {
  const events: Event[] = [];
  const passedOn: string[] = [];
  const web = await startWeb({
    listen: '127.0.0.1:0',
    hooks: [hook()],
    onHook: (source, commit) => passedOn.push(`${source} ${commit}`),
    findFaults: async () => [],
    readMetrics: async () => ({ contentType: 'text/plain; version=0.0.4', text: 'up 1\n' }),
    tell: (event) => events.push(event),
    clock: () => 0,
    ...about,
  });
  onTestFinished(() => web.close());
  return { ...web, events, passedOn };
}
