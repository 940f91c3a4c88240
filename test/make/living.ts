// A daemon in this process, in virtual time: real git, a real ledger, and the real client against simulated sites.
import { type Daemon, makeDaemon } from '../../src/daemon/daemon.ts';
import { tellOnce } from '../../src/daemon/tell-once.ts';
import type { LedgerWriter } from '../../src/ledger/ledger.ts';
import { openWork } from '../../src/reconcile/open-work.ts';
import type { Conductor } from './conductor.ts';
import type { VirtualTime } from './virtual-time.ts';

/** A daemon that runs until it is ended. */
export interface Living {
  readonly daemon: Daemon;
  /** Ends it as SIGTERM does: calls in flight have their outcome. */
  end(): Promise<void>;
  /** Ends it as a crash does: the loops stop, and nobody gives the lock back in order. */
  crash(): Promise<void>;
}

const MINUTE = 60_000;

/** Starts a daemon on the conductor's parts; both live on the same clock. */
export async function bringToLife(conductor: Conductor, time: VirtualTime): Promise<Living> {
  const parts = { ...conductor.parts, listen: tellOnce(conductor.parts.listen) };
  const writer: LedgerWriter = await parts.ledger.acquire('run');
  const work = await openWork(writer, parts);
  const end = new AbortController();
  const { clock, sleep } = time;
  const daemon = makeDaemon({
    circle: {
      work: time.standingStill(work),
      ...{ clock, sleep, chance: () => 0.5, listen: parts.listen },
      progress: { entered: () => undefined, left: () => undefined },
      end: end.signal,
    },
    sources: parts.sources.map(({ id, name }) => ({ id, name, interval: MINUTE })),
    paces: { probe: parts.retry.backoff, ask: { initial: MINUTE, factor: 2, max: 15 * MINUTE } },
    giveUp: () => end.abort(),
  });
  const running = daemon.run();
  running.catch(() => undefined);
  const stop = async () => {
    end.abort();
    await running;
  };
  return {
    daemon,
    async end() {
      await stop();
      await writer.close();
    },
    async crash() {
      await stop();
      await conductor.crash();
    },
  };
}
