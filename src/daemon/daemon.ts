// The loops of a daemon, and who wakes whom. Each has a wake signal of its own; none waits for another.
import type { SiteCode } from '../model/entry.ts';
import type { Listener, WokenBy } from '../model/event.ts';
import { commandsLoop } from './commands-loop.ts';
import { followLoop } from './follow-loop.ts';
import type { LoopContext } from './loop-context.ts';
import { type Reporter, reportLoop } from './report-loop.ts';
import { type SitePaces, siteLoop } from './site-loop.ts';
import { sourceLoop, type WatchedSource } from './source-loop.ts';

/** What the loops of a daemon are made of. */
export interface DaemonOptions {
  readonly context: LoopContext;
  readonly sources: readonly WatchedSource[];
  readonly paces: SitePaces;
  /** Who is told what became of commits; default nobody. */
  readonly reporters?: readonly Reporter[];
  /** Aborts the context's `end`: a loop cannot go on, so none may. */
  readonly giveUp: () => void;
}

/** A daemon that was made and does nothing until it runs. */
export interface Daemon {
  /** Looks at a source, by its name; null: at every one. A name that is not known is passed over. */
  wake(source: string | null, by: WokenBy, commit?: string): void;
  /** Is told of everything that happens, so that it can be reported. */
  readonly hear: Listener;
  /** Runs until its `end` is aborted and the calls in flight have their outcome. Throws what a loop cannot go on with. */
  run(): Promise<void>;
}

/** Makes the loops: one for each source, two for each site, one for the operator commands, and one for each who is told. */
export function makeDaemon({ context, sources, paces, reporters = [], giveUp }: DaemonOptions): Daemon {
  const { steps } = context;
  const wakeSites = () => {
    for (const site of sites) site.wake();
  };
  const followUps = steps.sites.map((site) => followLoop(site, context, wakeSites));
  const ended = (code: SiteCode) => followUps.find(({ site }) => site === code)?.wake();
  // A call at one site may end a wave, and free the calls of another.
  const called = (code: SiteCode) => {
    for (const { site, wake } of sites) if (site !== code) wake();
  };
  const sites = steps.sites.map((site) => siteLoop(site, context, { paces, called, ended }));
  const looks = sources.map((source) => sourceLoop(source, context, wakeSites));
  const wake: Daemon['wake'] = (name, by, commit) => {
    for (const source of looks) if (name === null || source.name === name) source.wake(by, commit);
  };
  const commands = commandsLoop(context, {
    reconcile: (name) => wake(name, 'command'),
    spoken() {
      for (const site of sites) site.speak();
      for (const followUp of followUps) followUp.wake();
    },
  });
  const reports = reporters.map((reporter) => reportLoop(reporter, context));
  return {
    wake,
    hear(event) {
      for (const report of reports) report.hear(event);
    },
    async run() {
      const running = [commands, ...looks, ...sites, ...followUps, ...reports].map((loop) => loop.run());
      for (const loop of running) loop.catch(giveUp);
      for (const loop of await Promise.allSettled(running)) if (loop.status === 'rejected') throw loop.reason;
    },
  };
}
