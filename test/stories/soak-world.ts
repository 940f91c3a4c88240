// Ten sources and three sites, a daemon between them, and everything that goes wrong at random.
import { renameSync } from 'node:fs';
import { Failure } from '../../src/model/failure.ts';
import { resume, suspend } from '../../src/reconcile/operator/suspend.ts';
import type { Parts } from '../../src/reconcile/parts.ts';
import type { Script } from '../../src/simulator/site.ts';
import { DROPPED_AFTER, DROPPED_BEFORE, RETURNS_ONE, UNAVAILABLE } from '../make/faults.ts';
import { runGit } from '../make/git/temp-repo.ts';
import { BEGINNING, type Conductor, makeConductor } from '../make/process/conductor.ts';
import { startTestDaemon, type TestDaemon } from '../make/process/test-daemon.ts';
import { seededChance } from '../make/seeded-chance.ts';
import { VirtualTime } from '../make/virtual-time.ts';
import { withMethods } from '../make/with-methods.ts';
import { type History, pick, writeHistory } from './soak-history.ts';

export const SOURCES = Array.from({ length: 10 }, (_, index) => `s${index}`);
export const SITES = ['P01', 'P02', 'P03'];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How often a source is looked at. */
const INTERVAL = 4 * MINUTE;

/** How often each thing happened. */
export type Counts = Record<string, number>;

/** Where a source's branch stands in its history. */
interface Branch {
  readonly name: string;
  readonly url: string;
  readonly history: History;
  at: number;
  isGone: boolean;
}

/** The world of a soak. What happens in it is decided by a seeded chance. */
export class SoakWorld implements AsyncDisposable {
  readonly conductor: Conductor;
  readonly time: VirtualTime;
  readonly counts: Counts = {};
  readonly branches: readonly Branch[];
  /** What happens from step to step: the same for the same seed. */
  readonly #chance: () => number;
  /** What happens to requests and writes, in whatever order they come. */
  readonly #mishap: () => number;
  readonly #down = new Set<string>();
  #living: TestDaemon | undefined;
  #busyWrites = 0;
  #jumped = 0;
  #isSuspended = false;
  #isCalm = true;
  #callsUntilCrash = Number.POSITIVE_INFINITY;
  #crash: (() => void) | undefined;

  constructor(conductor: Conductor, time: VirtualTime, branches: readonly Branch[], seed: number) {
    this.conductor = conductor;
    this.time = time;
    this.branches = branches;
    this.#chance = seededChance(seed + 1);
    this.#mishap = seededChance(seed + 2);
  }

  get living(): TestDaemon {
    if (!this.#living) throw new Error('the daemon does not live');
    return this.#living;
  }

  /** Starts the daemon for the first time. */
  async begin(): Promise<void> {
    for (const code of SITES) this.conductor.simulatorOf(code).site.script(this.#scriptOf(code));
    await this.conductor.reopen({ wrap: (parts) => this.#busy(parts) });
    await this.#start();
  }

  /** True where every branch stands at its newest commit. */
  get isOver(): boolean {
    return this.branches.every(({ at, history }) => at === history.commits.length - 1);
  }

  /** How many commits were seen of all. */
  get seen(): number {
    return this.branches.reduce((sum, { at }) => sum + at + 1, 0);
  }

  /** A few virtual minutes: branches move, something may go wrong or get well, and time passes. */
  async step(): Promise<void> {
    this.#isCalm = false;
    for (const branch of this.branches) if (this.#chance() < 0.4) this.#move(branch);
    await this.#disturb();
    await this.#pass(Math.round((1 + this.#chance() * 3) * MINUTE));
    this.#tally();
  }

  /** Everything is well again until the next step; what an operator suspended goes on last, when nothing else happens. */
  async calm(): Promise<void> {
    this.#isCalm = true;
    this.#busyWrites = 0;
    this.#callsUntilCrash = Number.POSITIVE_INFINITY;
    this.#down.clear();
    for (const branch of this.branches) if (branch.isGone) this.#toggleRemote(branch);
    this.time.now -= this.#jumped;
    this.#jumped = 0;
    // Half an hour is the longest pause before a site is probed, ten minutes before a remote is asked.
    await this.pass(45 * MINUTE);
    if (this.#isSuspended) await this.#toggleSuspension();
  }

  /** Lets time pass and counts what happened meanwhile. */
  async pass(milliseconds: number): Promise<void> {
    await this.time.pass(milliseconds);
    this.#tally();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#living?.end();
    } finally {
      await this.conductor[Symbol.asyncDispose]();
    }
  }

  #note(what: string, by = 1): void {
    this.counts[what] = (this.counts[what] ?? 0) + by;
  }

  async #start(): Promise<void> {
    this.#living = await startTestDaemon(this.conductor, this.time, INTERVAL);
  }

  /** Forwards by a few commits, or back as by a force-push. */
  #move(branch: Branch): void {
    const { history, url } = branch;
    const last = history.commits.length - 1;
    const before = branch.at;
    const isBack = branch.at < last && this.#chance() < 0.05;
    const by = Math.ceil(this.#chance() * 16);
    branch.at = Math.max(0, Math.min(last, isBack ? branch.at - by : branch.at + by));
    if (branch.isGone || branch.at === before) return;
    if (isBack) this.#note('force-pushes');
    this.#note('moves');
    const commit = history.commits[branch.at] ?? '';
    runGit(url, ['update-ref', 'refs/heads/main', commit]);
    if (this.#chance() < 0.5) this.living.daemon.wake(branch.name, 'hook', commit);
  }

  /** What goes wrong; the same again ends it where it lasts. */
  async #disturb(): Promise<void> {
    const chance = this.#chance;
    if (chance() < 0.1) this.#toggleRemote(pick(this.branches, chance));
    if (chance() < 0.06) this.#toggleSite(pick(SITES, chance));
    if (chance() < 0.06) this.#jump();
    if (chance() < 0.04) await this.#toggleSuspension();
    if (chance() < 0.1) this.#busyWrites = Math.ceil(chance() * 6);
    if (chance() < 0.08) this.#callsUntilCrash = Math.floor(chance() * 20);
  }

  #toggleRemote(branch: Branch): void {
    const { url, isGone, history, at } = branch;
    branch.isGone = !isGone;
    if (!isGone) {
      this.#note('remotes gone');
      renameSync(url, `${url}.away`);
      return;
    }
    renameSync(`${url}.away`, url);
    runGit(url, ['update-ref', 'refs/heads/main', history.commits[at] ?? '']);
  }

  #toggleSite(code: string): void {
    if (this.#down.delete(code)) return;
    this.#down.add(code);
    this.#note('sites down');
  }

  /** Away, or back to where the clock belongs. */
  #jump(): void {
    const by = this.#jumped === 0 ? Math.round((this.#chance() * 8 - 4) * HOUR) : -this.#jumped;
    this.time.now += by;
    this.#jumped += by;
    this.#note('clock jumps');
  }

  async #toggleSuspension(): Promise<void> {
    const parts = await this.conductor.another();
    const until = null;
    if (this.#isSuspended) await resume('*', null, parts);
    else
      await suspend(
        { selector: `${pick(SITES, this.#chance)}/*/*`, until, reason: null, evenUnknown: true },
        parts,
      );
    if (!this.#isSuspended) this.#note('suspensions');
    this.#isSuspended = !this.#isSuspended;
    await Promise.all([
      parts.reader.close(),
      parts.ledger.close(),
      ...parts.sites.map((site) => site.close()),
    ]);
    parts.cache.close();
  }

  #scriptOf(code: string): Script {
    return ({ kind }) => {
      if (kind === 'call') this.#countDown();
      if (this.#down.has(code)) return DROPPED_BEFORE;
      if (kind === 'read' || this.#isCalm) return undefined;
      const what = this.#mishap();
      if (what < 0.02) return this.#noted('drops before', DROPPED_BEFORE);
      if (what < 0.05) return this.#noted('drops after', DROPPED_AFTER);
      if (what < 0.07) return this.#noted('refused for now', UNAVAILABLE);
      if (what < 0.08) return this.#noted('refused for good', RETURNS_ONE);
      return undefined;
    };
  }

  #noted<Fault>(what: string, fault: Fault): Fault {
    this.#note(what);
    return fault;
  }

  #countDown(): void {
    this.#callsUntilCrash -= 1;
    if (this.#callsUntilCrash <= 0) this.#crash?.();
  }

  /** Time passes; where the daemon is to be killed in the middle of a call, another one is started. */
  async #pass(milliseconds: number): Promise<void> {
    const crashed = new Promise<boolean>((resolve) => {
      this.#crash = () => resolve(true);
    });
    const passing = this.time.pass(milliseconds);
    const isOver = await Promise.race([passing.then(() => false), crashed]);
    this.#crash = undefined;
    if (!isOver) return;
    this.#callsUntilCrash = Number.POSITIVE_INFINITY;
    this.#note('kills');
    await this.living.crash();
    await passing;
    this.#tally();
    await this.conductor.reopen();
    await this.#start();
  }

  /** A ledger whose next writes fail as beside another process that writes for long. */
  #busy(parts: Parts): Parts {
    const refuse = () => {
      if (this.#busyWrites <= 0 || this.#mishap() < 0.5) return;
      this.#busyWrites -= 1;
      this.#note('busy writes');
      throw new Failure({ code: 'DPS2501', consequence: 'retry' }, 'The ledger is busy');
    };
    const perhaps =
      <Words extends unknown[], Result>(write: (...args: Words) => Promise<Result>) =>
      async (...args: Words): Promise<Result> => {
        refuse();
        return await write(...args);
      };
    const { ledger } = parts;
    return {
      ...parts,
      ledger: withMethods(ledger, {
        settle: perhaps(ledger.settle),
        noteEvidence: perhaps(ledger.noteEvidence),
        recordHealth: perhaps(ledger.recordHealth),
        async acquire(command) {
          const writer = await ledger.acquire(command);
          return withMethods(writer, {
            recordPass: perhaps((record) => writer.recordPass(record)),
            noteHolds: perhaps((site, holds) => writer.noteHolds(site, holds)),
            release: perhaps((ids, commands) => writer.release(ids, commands)),
            intend: perhaps((intent) => writer.intend(intent)),
          });
        },
      }),
    };
  }

  /** Counts what the daemon told, and forgets it: its listener is not to grow. */
  #tally(): void {
    for (const { type } of this.conductor.events) this.#note(`event ${type}`);
    this.conductor.events.length = 0;
  }
}

/** Makes a world whose histories have so many commits together. */
export async function makeSoakWorld(commits: number, seed: number): Promise<SoakWorld> {
  const chance = seededChance(seed);
  const time = new VirtualTime(BEGINNING);
  const simulation = { keepJobs: HOUR, packages: 100, members: 2, groups: 3 };
  const conductor = await makeConductor({
    ...{ time, simulation, sources: SOURCES, sites: SITES, slots: 3, callTimeout: 2000 },
    guards: { firstRun: 'apply', maxFailures: 50 },
  });
  const branches = SOURCES.map((name, number): Branch => {
    const { url } = conductor.repoOf(name);
    const history = writeHistory({ url, number, commits: commits / SOURCES.length, sites: SITES, chance });
    runGit(url, ['update-ref', 'refs/heads/main', history.commits[0] ?? '']);
    return { name, url, history, at: 0, isGone: false };
  });
  return new SoakWorld(conductor, time, branches, seed);
}
