import type { Event } from '../../../src/model/event.ts';
import type { EntryStatus } from '../../../src/model/views/status.ts';
import type { Parts } from '../../../src/reconcile/parts.ts';
import { readStatus } from '../../../src/reconcile/views/status.ts';
import { closeParts } from '../../make/parts.ts';
import { BEGINNING, type Conductor, makeConductor, type Wish } from '../../make/process/conductor.ts';
import { startTestDaemon, type TestDaemon } from '../../make/process/test-daemon.ts';
import { shortName } from '../../make/short-names.ts';
import { VirtualTime } from '../../make/virtual-time.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** A conductor with a clock of its own, and the daemon that lives on it; both go at the end of the block. */
export class DaemonStage implements AsyncDisposable {
  readonly conductor: Conductor;
  readonly time: VirtualTime;
  #running: TestDaemon | undefined;

  constructor(conductor: Conductor, time: VirtualTime) {
    this.conductor = conductor;
    this.time = time;
  }

  get running(): TestDaemon {
    if (!this.#running) throw new Error('the daemon was not started');
    return this.#running;
  }

  /** Starts the daemon; its sources are looked at once in `interval`. */
  async start(interval = MINUTE): Promise<void> {
    this.#running = await startTestDaemon(this.conductor, this.time, interval);
  }

  /** The process is killed, and another is there in its place; its daemon does not run yet. */
  async crash(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.crash();
    await this.conductor.reopen();
  }

  /** How often a step was asked for so far. */
  count(step: string): number {
    return this.running.asked.get(step) ?? 0;
  }

  /** Does something as another process does it, beside the daemon. */
  async beside<Result>(act: (parts: Parts) => Promise<Result>): Promise<Result> {
    const parts = await this.conductor.another();
    try {
      return await act(parts);
    } finally {
      await closeParts(parts);
    }
  }

  /** How everything stands, as another process sees it: by `1>2`, its first package to its second group. */
  async status(): Promise<Readonly<Record<string, EntryStatus>>> {
    const statuses = await this.beside((parts) => readStatus('all', parts));
    return Object.fromEntries(statuses.map((status) => [shortName(status), status]));
  }

  /** What holds each entry that is held. */
  async holds(): Promise<Readonly<Record<string, string>>> {
    const statuses = Object.entries(await this.status());
    return Object.fromEntries(statuses.flatMap(([name, { held }]) => (held ? [[name, held.by]] : [])));
  }

  events<Type extends Event['type']>(type: Type): readonly Extract<Event, { readonly type: Type }>[] {
    return this.conductor.events.filter(
      (event): event is Extract<Event, { type: Type }> => event.type === type,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#running?.end();
    } finally {
      await this.conductor[Symbol.asyncDispose]();
    }
  }
}

/** Makes a conductor for a daemon, which is not started yet. */
export async function makeDaemonStage(wish: Wish = {}): Promise<DaemonStage> {
  const time = new VirtualTime(BEGINNING);
  return new DaemonStage(await makeConductor({ time, ...wish }), time);
}
