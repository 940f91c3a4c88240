// One dpsync in this process: real git, a real ledger, and the real client against a simulated site. Only time is a value.
import { rmSync } from 'node:fs';
import type { Attempt } from '../../../src/model/attempt.ts';
import type { Event } from '../../../src/model/event.ts';
import { type Applied, type ApplyOptions, apply } from '../../../src/reconcile/apply.ts';
import { type Adopted, type AdoptOptions, adopt } from '../../../src/reconcile/operator/adopt.ts';
import type { Parts } from '../../../src/reconcile/parts.ts';
import type { Pass } from '../../../src/reconcile/pass/pass.ts';
import { type PassOptions, PLAIN, planPass } from '../../../src/reconcile/pass/plan-pass.ts';
import type { SimulatorOptions } from '../../../src/simulator/options.ts';
import { type Simulator, startSimulator } from '../../../src/simulator/simulator.ts';
import { makeTempRepo, type TempRepo } from '../git/temp-repo.ts';
import { closeParts, ledgerIn, openParts, type Setup, stateIn } from '../parts.ts';
import { takenBy } from '../short-names.ts';
import { makeTempFolder, type TempFolder } from '../temp-folder.ts';

/** Tells how much a test wants that is not the default. */
export interface Wish extends Partial<Setup> {
  readonly simulation?: SimulatorOptions;
  /** The clock; default one that moves when a test moves it. */
  readonly time?: Time;
}

const DEFAULTS: Setup = {
  sources: ['content'],
  sites: ['P01'],
  way: 'adminservice',
  guards: { firstRun: 'apply' },
  retry: {},
  // One call at a time, so that their order is known.
  slots: 1,
  callTimeout: 10_000,
  wrap: (parts) => parts,
};

/** The moment at which every conductor begins, in milliseconds since 1970. */
export const BEGINNING = Date.UTC(2026, 10, 23, 12);

/** Makes a conductor, with a simulated site for each code. Its first source is called `content`, its first site P01. */
export async function makeConductor({
  simulation,
  time = { now: BEGINNING },
  ...wish
}: Wish = {}): Promise<Conductor> {
  const setup = { ...DEFAULTS, ...wish };
  const simulators = new Map<string, Simulator>();
  const clock = () => time.now;
  for (const code of setup.sites) simulators.set(code, await startSimulator({ code, clock, ...simulation }));
  const conductor = new Conductor(setup, simulators, time);
  await conductor.reopen();
  return conductor;
}

/** The one clock of a test. */
interface Time {
  now: number;
}

/** What a test does as an administrator, as a process and as the world. */
export class Conductor implements AsyncDisposable {
  readonly events: Event[] = [];
  readonly #folder: TempFolder = makeTempFolder();
  readonly #repos = new Map<string, TempRepo>();
  readonly #simulators: ReadonlyMap<string, Simulator>;
  readonly #time: Time;
  #setup: Setup;
  #parts: Parts | undefined;

  constructor(setup: Setup, simulators: ReadonlyMap<string, Simulator>, time: Time) {
    this.#time = time;
    this.#setup = setup;
    this.#simulators = simulators;
  }

  /** Milliseconds since 1970, for dpsync and for the sites; it moves when a test moves it. */
  get now(): number {
    return this.#time.now;
  }

  set now(moment: number) {
    this.#time.now = moment;
  }

  /** What the present process works with. */
  get parts(): Parts {
    if (!this.#parts) throw new Error('the conductor is closed');
    return this.#parts;
  }

  get simulator(): Simulator {
    return this.simulatorOf('P01');
  }

  simulatorOf(code: string): Simulator {
    const simulator = this.#simulators.get(code);
    if (!simulator) throw new Error(`no simulated site ${code}`);
    return simulator;
  }

  get repo(): TempRepo {
    return this.repoOf('content');
  }

  /** The repository of a source, whether it is in the config or not. */
  repoOf(source: string): TempRepo {
    const repo = this.#repos.get(source) ?? makeTempRepo();
    this.#repos.set(source, repo);
    return repo;
  }

  get ledgerFile(): string {
    return ledgerIn(this.#folder.path);
  }

  get stateFolder(): string {
    return stateIn(this.#folder.path);
  }

  /** Ends the process and starts another, with something else in its config where `more` says so. */
  async reopen(more: Partial<Setup> = {}): Promise<void> {
    await this.crash();
    this.#setup = { ...this.#setup, ...more };
    this.#parts = this.#setup.wrap(await this.another());
  }

  /** Ends the process, does something to its files, and starts another. */
  async reopenAfter(harm: () => void): Promise<void> {
    await this.crash();
    harm();
    await this.reopen();
  }

  /** Ends the process, whatever it was doing: closes what the operating system would close, and nothing else. */
  async crash(): Promise<void> {
    const parts = this.#parts;
    this.#parts = undefined;
    if (parts) await closeParts(parts);
  }

  /** What another process beside this one works with; the caller closes it. */
  another(): Promise<Parts> {
    return openParts(this.#setup, {
      folder: this.#folder.path,
      remoteOf: (source) => this.repoOf(source).url,
      urlOf: (site) => this.simulatorOf(site).url,
      clock: () => this.now,
      advance: (milliseconds) => {
        this.now += milliseconds;
      },
      listen: (event) => this.events.push(event),
    });
  }

  /** Removes the ledger, as somebody who cleans up would. */
  loseLedger(): void {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${this.ledgerFile}${suffix}`, { force: true });
  }

  apply(options: Partial<ApplyOptions> = {}): Promise<Applied> {
    const { signal } = new AbortController();
    const given = {
      ...passOptions(options),
      confirm: async () => true,
      signal,
      command: 'apply',
      wait: null,
    };
    return apply({ ...given, ...options }, this.parts);
  }

  plan(options: Partial<PassOptions> = {}): Promise<Pass> {
    return planPass(passOptions(options), this.parts);
  }

  adopt(options: Partial<AdoptOptions> = {}): Promise<Adopted> {
    return adopt({ sources: [], commit: null, reason: null, ...options }, this.parts);
  }

  /** Every attempt in the ledger, oldest first. */
  async attempts(): Promise<readonly Attempt[]> {
    const { attempts } = await this.parts.ledger.history({});
    return attempts.toReversed();
  }

  /** What the site P01 took, oldest first, as `1>2`: its first package to its second group. */
  get taken(): readonly string[] {
    return takenBy(this.simulator);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.crash();
    await Promise.all([...this.#simulators.values()].map((simulator) => simulator.close()));
    for (const repo of this.#repos.values()) repo[Symbol.dispose]();
    this.#folder[Symbol.dispose]();
  }
}

function passOptions(options: Partial<PassOptions>): PassOptions {
  return { ...PLAIN, fetch: true, ...options };
}
