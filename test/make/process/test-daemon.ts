// A daemon in this process, in virtual time: real git, a real ledger, and the real client against simulated sites.
import { type Daemon, makeDaemon } from '../../../src/daemon/daemon.ts';
import { tellOnce } from '../../../src/daemon/tell-once.ts';
import { Progress } from '../../../src/daemon/watchdog-progress.ts';
import type { LedgerWriter } from '../../../src/ledger/ledger.ts';
import { openSteps } from '../../../src/reconcile/open-steps.ts';
import type { Parts } from '../../../src/reconcile/parts.ts';
import type { ReconcileSteps } from '../../../src/reconcile/steps.ts';
import type { VirtualTime } from '../virtual-time.ts';
import type { Conductor } from './conductor.ts';
import { Mortal } from './mortal.ts';

/** A daemon that runs until it is ended. */
export interface TestDaemon {
  readonly daemon: Daemon;
  /** How often each step was asked for, by its name: `fetch`, `call P01`. */
  readonly asked: ReadonlyMap<string, number>;
  /** Ends it as SIGTERM does: calls in flight have their outcome. Throws what it could not go on with. */
  end(): Promise<void>;
  /** Ends it as a kill does: whatever it was doing, nothing more comes of it. */
  crash(): Promise<void>;
}

const MINUTE = 60_000;

/** Starts a daemon on the conductor's parts; both live on the same clock. Sources are looked at once in `interval`. */
export async function startTestDaemon(
  conductor: Conductor,
  time: VirtualTime,
  interval = MINUTE,
): Promise<TestDaemon> {
  const mortal = new Mortal();
  const parts = mortalParts(conductor.parts, mortal);
  const writer: LedgerWriter = mortal.wrap(await parts.ledger.acquire('run'));
  const asked = new Map<string, number>();
  const steps = counted(mortal.wrap(await openSteps(writer, parts)), asked);
  const end = new AbortController();
  const { clock, sleep } = time;
  const daemon = makeDaemon({
    context: {
      steps: time.standingStill(steps),
      ...{ clock, sleep, chance: () => 0.5, listen: parts.listen },
      progress: new Progress(),
      end: end.signal,
    },
    sources: parts.sources.map(({ id, name }) => ({ id, name, interval })),
    paces: { probe: parts.retry.backoff, ask: { initial: MINUTE, factor: 2, max: 15 * MINUTE } },
    giveUp: () => end.abort(),
  });
  const running = daemon.run();
  running.catch(() => undefined);
  return {
    daemon,
    asked,
    async end() {
      end.abort();
      await running;
      await writer.close();
    },
    async crash() {
      mortal.die();
      time.abandon();
      await conductor.crash();
    },
  };
}

function mortalParts(parts: Parts, mortal: Mortal): Parts {
  return {
    ...parts,
    ledger: mortal.wrap(parts.ledger),
    sites: parts.sites.map((site) => mortal.wrap(site)),
    listen: tellOnce(parts.listen),
  };
}

/** The same; each step is counted. */
function counted(steps: ReconcileSteps, asked: Map<string, number>): ReconcileSteps {
  const count = (step: string) => asked.set(step, (asked.get(step) ?? 0) + 1);
  return new Proxy(steps, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...words: unknown[]) => {
        const [site] = words;
        count(target.sites.some((code) => code === site) ? `${String(name)} ${site}` : String(name));
        return Reflect.apply(value, target, words);
      };
    },
  });
}
